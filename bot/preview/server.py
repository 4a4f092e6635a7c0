"""The preview as a whole: one server on this machine, in a thread of its own."""

import random
import secrets
import socket
import threading
import time
from types import TracebackType

import uvicorn
from starlette.applications import Starlette

from bot.preview.api import BotApi
from bot.preview.control import Control
from bot.preview.errors import PreviewError
from bot.preview.failing import CuttableProtocol
from bot.preview.guard import LoopbackGuard
from bot.preview.people import PEOPLE, BotAccount, Person
from bot.preview.web import ChatPage
from bot.preview.world import World

_LOOPBACK = ("127.0.0.1", "localhost")
_START_SECONDS = 10.0
_STOP_SECONDS = 10.0


class Preview:
    """A Bot API server and a chat page on 127.0.0.1, as a context manager.

    Attributes:
        token: the bot's token, made at random.
        control: acts as the people in the chat.
        seed: of the chances by which faults strike.

    Raises:
        PreviewError: the host is not this machine.
    """

    def __init__(
        self,
        port: int = 0,
        host: str = "127.0.0.1",
        people: tuple[Person, ...] = PEOPLE,
        seed: int | None = None,
    ) -> None:
        if host not in _LOOPBACK:
            raise PreviewError(f"Bản xem thử chỉ chạy trên 127.0.0.1, không chạy trên {host}.")
        account = BotAccount(random.randrange(10**9, 10**10), "Nên Chăng", "nenchang_bot")
        self.token = f"{account.id}:{secrets.token_hex(18)[:35]}"
        self._wanted_port = port
        self._host = host
        self._world = World(people, account, seed)
        self.control = Control(self._world)
        self._server: uvicorn.Server | None = None
        self._thread: threading.Thread | None = None
        self._port = 0

    @property
    def page_url(self) -> str:
        """Where the chat page is."""
        return f"http://{self._host}:{self._port}/"

    @property
    def base_url(self) -> str:
        """For `ApplicationBuilder.base_url`."""
        return f"{self.page_url}bot"

    @property
    def base_file_url(self) -> str:
        """For `ApplicationBuilder.base_file_url`."""
        return f"{self.page_url}file/bot"

    def start(self) -> "Preview":
        """Listen, and return once it does; after a stop, where it listened before.

        Raises:
            PreviewError: the port is taken or may not be used, or the preview runs already.
        """
        if self._thread is not None:
            raise PreviewError("Bản xem thử này đang chạy rồi.")
        listener = self._bind()
        self._world.closing = False
        self._port = self._wanted_port = int(listener.getsockname()[1])
        api, page = BotApi(self._world, self.token), ChatPage(self._world, self.control)
        app = LoopbackGuard(Starlette(routes=[*api.routes(), *page.routes()]), self._port)
        config = uvicorn.Config(
            app,
            http=CuttableProtocol,
            ws="none",
            loop="asyncio",
            lifespan="off",
            log_config=None,
            access_log=False,
            server_header=False,
            # Longer than a bot waits between calls: a connection that closes just when it calls
            # looks to it like a lost call.
            timeout_keep_alive=75,
            timeout_graceful_shutdown=2,
        )
        self._server = uvicorn.Server(config)
        self._thread = threading.Thread(
            target=self._server.run, args=([listener],), name="preview", daemon=True
        )
        self._thread.start()
        self._wait_until_listening()
        return self

    def _bind(self) -> socket.socket:
        # Named as TCP, asyncio sends small answers at once; else each one waits 40 ms (Nagle).
        listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listener.bind((self._host, self._wanted_port))
            listener.listen()
        except (OSError, OverflowError) as error:
            listener.close()
            raise PreviewError(
                f"Không mở được cổng {self._wanted_port}: cổng đang có chương trình khác dùng"
                " hoặc không được phép dùng; hãy chọn cổng khác."
            ) from error
        return listener

    def _wait_until_listening(self) -> None:
        end = time.monotonic() + _START_SECONDS
        while self._server is not None and not self._server.started:
            if time.monotonic() > end or self._thread is None or not self._thread.is_alive():
                raise PreviewError("Bản xem thử không khởi động được.")
            time.sleep(0.005)

    def stop(self) -> None:
        """End every waiting call, close the port, wait for the thread."""
        if self._server is None or self._thread is None:
            return
        with self._world.bell.lock:
            self._world.closing = True
            self._world.bell.ring()
        self._server.should_exit = True
        self._thread.join(_STOP_SECONDS)
        self._server = self._thread = None

    def __enter__(self) -> "Preview":
        return self.start()

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.stop()
