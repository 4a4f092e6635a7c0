"""The bot in a process of its own, which a test can kill: `python -m tests.bot.handlers.dying`.

It may be told to stop for good just before something, so that it is killed there.
"""

import asyncio
import subprocess
import sys
from pathlib import Path

import bot.answering
from bot.app import build_application, poll, services_of
from bot.context import Services
from bot.inbox import Inbox
from bot.preview.people import HOA
from bot.preview.server import Preview
from tests.bot.conftest import parts_in

BEFORE: dict[str, tuple[type, str]] = {  # what is not come to, and whose
    "answering": (Services, "answering"),
    "done": (Inbox, "finish"),
}


def begun(home: Path, preview: Preview, stops_before: str = "nothing") -> subprocess.Popen[bytes]:
    command = (sys.executable, "-m", __name__, str(home), preview.base_url, preview.token)
    return subprocess.Popen((*command, stops_before))


async def _never(*_: object, **__: object) -> None:
    await asyncio.Event().wait()


def main(home: str, base_url: str, token: str, stops_before: str) -> None:
    bot.answering.SURE, bot.answering.NEAR = 0.15, 0.10
    if stops_before in BEFORE:
        owner, name = BEFORE[stops_before]
        setattr(owner, name, _never)
    with parts_in(Path(home)) as parts:
        services = services_of(parts, HOA.id)
        files = base_url.replace("/bot", "/file/bot")
        poll(build_application(services, token, base_url=base_url, base_file_url=files))


if __name__ == "__main__":
    main(*sys.argv[1:])
