"""The chat page's own side of the server: files, state, events, what people do."""

import json
from collections.abc import AsyncIterator, Callable
from importlib import resources
from pathlib import PurePosixPath
from typing import Any
from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import JSONResponse, Response, StreamingResponse
from starlette.routing import Route

from bot.preview.chat import Chat, PrivateChat
from bot.preview.control import Control
from bot.preview.errors import PreviewError
from bot.preview.files import MOST_UPLOADED
from bot.preview.group import Group
from bot.preview.journal import Change
from bot.preview.jsontypes import Json
from bot.preview.people import Person
from bot.preview.world import World

_KINDS = {
    ".html": "text/html",
    ".css": "text/css",
    ".js": "text/javascript",
    ".svg": "image/svg+xml",
}
_PICTURES = ("image/png", "image/jpeg", "image/gif", "image/webp")
_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
    " connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
_HEADERS = {
    "Content-Security-Policy": _POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-store",
}
_HEARTBEAT_SECONDS = 15.0
_UNREADABLE = "Trang gửi yêu cầu không đọc được."


class ChatPage:
    """Serves the page and does through `Control` what people do on it."""

    def __init__(self, world: World, control: Control) -> None:
        self._world = world
        self._control = control

    def routes(self) -> list[Route]:
        """Where the page's requests arrive."""
        return [
            Route("/", self._page),
            Route("/{name}", self._page),
            Route("/page/state", self._state),
            Route("/page/events", self._events),
            Route("/page/files/{unique_id}", self._file),
            Route("/page/upload", self._upload, methods=["POST"]),
            Route("/page/{act}", self._act, methods=["POST"]),
        ]

    async def _page(self, request: Request) -> Response:
        name = request.path_params.get("name", "index.html")
        file = resources.files("bot.preview").joinpath("page", name)
        kind = _KINDS.get(PurePosixPath(name).suffix)
        if kind is None or not file.is_file():
            return Response("Không có trang này.", 404, media_type="text/plain")
        return Response(file.read_text("utf-8"), media_type=kind, headers=_HEADERS)

    async def _state(self, request: Request) -> Response:
        world = self._world
        with world.bell.lock:
            content = {
                "journal": world.journal.name,
                "last": world.journal.last,
                "bot": self._bot(),
                "chats": [self._chat(chat) for chat in world.chats.values()],
            }
            return JSONResponse(content, headers=_HEADERS)

    def _bot(self) -> Json:
        profile, account = self._world.profile, self._world.account
        descriptions, short = profile.descriptions, profile.short_descriptions
        return {
            "name": account.first_name,
            "username": account.username,
            "description": descriptions.get("vi") or descriptions.get("", ""),
            "short_description": short.get("vi") or short.get("", ""),
        }

    def _chat(self, chat: Chat) -> Json:
        return {
            **(_private(chat) if isinstance(chat, PrivateChat) else {}),
            **(_group(chat) if isinstance(chat, Group) else {}),
            "messages": chat.transcript(),
            "reactions": {str(at): emoji for at, emoji in chat.reactions.items()},
            "action": self._control.action(chat.id),
            "commands": self._world.profile.commands_for(chat.id),
        }

    async def _events(self, request: Request) -> Response:
        """Server-sent events: every change after number `after` of journal `journal`."""
        journal, after = request.query_params.get("journal"), request.query_params.get("after", "")
        after = request.headers.get("last-event-id", after)
        known = journal == self._world.journal.name and after.isdigit()
        return StreamingResponse(
            self._stream(int(after) if known else -1),
            media_type="text/event-stream",
            headers={"Cache-Control": "no-store", "X-Content-Type-Options": "nosniff"},
        )

    async def _stream(self, number: int) -> AsyncIterator[str]:
        world = self._world
        yield "retry: 1000\n\n"
        while not world.closing:
            with world.bell.lock:
                rings = world.bell.rings
                changes = world.journal.after(number) if number >= 0 else None
            if changes is None:
                # The page has missed too much, or knows another preview: it must begin anew.
                yield "event: anew\ndata: {}\n\n"
                return
            for change in changes:
                number = change.number
                yield _event(change)
            if not changes:
                yield ": \n\n"
            await world.bell.heard(_HEARTBEAT_SECONDS, rings)

    async def _file(self, request: Request) -> Response:
        with self._world.bell.lock:
            stored = self._world.files.named(str(request.path_params["unique_id"]))
        if stored is None:
            return Response("Không có tệp này.", 404, media_type="text/plain")
        shown = stored.mime_type in _PICTURES
        headers = dict(_HEADERS)
        headers["Content-Disposition"] = (
            "inline" if shown else f"attachment; filename*=UTF-8''{quote(stored.name, safe='')}"
        )
        kind = stored.mime_type if shown else "application/octet-stream"
        return Response(stored.data, media_type=kind, headers=headers)

    async def _act(self, request: Request) -> Response:
        groups = self._control.groups
        acts: dict[str, Callable[[Json], Any]] = {
            "send": self._send,
            "edit": self._edit,
            "press": lambda asked: self._control.press(
                asked["person"], asked["message_id"], asked["data"], asked.get("chat")
            ),
            "add_bot": lambda asked: groups.add_bot(asked["chat"], asked["person"]),
            "remove_bot": lambda asked: groups.remove_bot(asked["chat"], asked["person"]),
            "block": lambda asked: self._control.block(asked["person"]),
            "unblock": lambda asked: self._control.unblock(asked["person"]),
        }
        act = acts.get(str(request.path_params["act"]))
        if act is None:
            return JSONResponse({"error": "Trang không có việc này."}, 404)
        try:
            return JSONResponse({"result": act(json.loads(await request.body()))})
        except PreviewError as error:
            return JSONResponse({"error": str(error)}, 400)
        except (KeyError, TypeError, ValueError):
            return JSONResponse({"error": _UNREADABLE}, 400)

    def _send(self, asked: Json) -> int:
        person, text, reply_to = asked["person"], asked["text"], asked.get("reply_to", 0)
        if _is_group(asked):
            return self._control.groups.send(asked["chat"], person, text, reply_to=reply_to)
        return self._control.send(person, text, reply_to)

    def _edit(self, asked: Json) -> None:
        person, message_id, text = asked["person"], asked["message_id"], asked["text"]
        if _is_group(asked):
            self._control.groups.edit(asked["chat"], person, message_id, text)
        else:
            self._control.edit(person, message_id, text)

    async def _upload(self, request: Request) -> Response:
        """A file as the body; person, name, kind ("photo" or "document"), caption, and
        the id of an album that it is part of, in the query."""
        asked = request.query_params
        size = int(request.headers.get("content-length", "0"))
        if size > MOST_UPLOADED:
            reason = f"Tệp có {size} byte, Telegram chỉ nhận đến {MOST_UPLOADED} byte."
            return JSONResponse({"error": reason}, 413)
        data, caption = await request.body(), asked.get("caption", "")
        try:
            person, name = int(asked["person"]), asked.get("name", "tệp")
            if asked.get("kind") == "photo":
                sent = self._control.send_photo(person, data, caption)
            else:
                album = asked.get("album", "")
                sent = self._control.send_document(person, name, data, caption, album)
        except PreviewError as error:
            return JSONResponse({"error": str(error)}, 400)
        except (KeyError, ValueError):
            return JSONResponse({"error": _UNREADABLE}, 400)
        return JSONResponse({"result": sent})


def _is_group(asked: Json) -> bool:
    return int(asked.get("chat", 0)) < 0


def _private(chat: PrivateChat) -> Json:
    return {"id": chat.id, "person": _person(chat.person), "blocked": chat.blocked}


def _group(group: Group) -> Json:
    topics = [{"id": number, "name": name} for number, name in group.topics.items()]
    return {
        "id": group.id,
        "group": {"title": group.title, "kind": group.kind, "bot": group.bot.is_in},
        "people": [_person(one) for one in group.people.values()],
        "topics": topics,
        "blocked": False,
    }


def _person(person: Person) -> Json:
    return {"id": person.id, "name": person.first_name, "role": person.role}


def _event(change: Change) -> str:
    content = json.dumps({"person": change.person_id, **change.content}, ensure_ascii=False)
    return f"id: {change.number}\nevent: {change.kind}\ndata: {content}\n\n"
