"""The process that `bot.aside` starts: one request in, progress and a result out.

A request is a line of JSON on the standard input, which then stays open; when it ends, whoever
asked is gone, and so is this process.
"""

import json
import os
import signal
import sys
import threading
import time
from pathlib import Path
from types import FrameType
from typing import Any

from bot.downloads import WebSource
from bot.errors import BotError, HomeError
from bot.parts import Parts, assembled
from bot.settings import Settings
from bot.sources import Source, sources_at
from index.embedding import Encoder
from index.errors import IndexFault
from knowledge.errors import KnowledgeError

NICENESS = 15  # questions come first, and other programs
_TO_LEAVE = 3.0  # seconds


def main() -> None:
    """Do what is asked for, say what it came to."""
    answers = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)  # whatever a library prints is no answer
    os.nice(NICENESS)
    request = json.loads(sys.stdin.buffer.readline())
    signal.signal(signal.SIGTERM, _leave)
    threading.Thread(target=_end_with_the_other, daemon=True).start()

    def say(**said: Any) -> None:  # noqa: ANN401 -- JSON
        answers.write(json.dumps(said, ensure_ascii=False) + "\n")
        answers.flush()

    def tell(stage: str, done: int, total: int) -> None:
        say(progress=(stage, done, total))

    given = request["settings"]
    try:
        with assembled(Settings(**{**given, "home": Path(given["home"])}), tell) as parts:
            say(done=_WORKS[request["work"]](parts, request))
    except (BotError, KnowledgeError, IndexFault) as error:
        say(failed=str(error))


def _read(parts: Parts, request: dict[str, Any]) -> list[int]:
    return parts.publisher.read([_source(one) for one in request["sources"]])


def _read_each(parts: Parts, request: dict[str, Any]) -> list[int | str]:
    sources = [_source(one) for one in request["sources"]]
    return parts.publisher.read_each(sources, request["present"])


def _build(parts: Parts, request: dict[str, Any]) -> str:
    encoder = _encoder(parts, request["fingerprint"])
    return parts.indexes.build(request["release"], encoder).digest


_WORKS = {"read": _read, "read each": _read_each, "build": _build}


def _encoder(parts: Parts, fingerprint: str) -> Encoder:
    """The model that was meant: the one that is set, or the one that takes no time."""
    quick = parts.indexes.encoders.quick()
    found = quick if quick.fingerprint == fingerprint else parts.indexes.encoders.chosen()
    if found.fingerprint != fingerprint:
        raise HomeError(f"Mô hình “{found.name}” vừa bị thay bằng mô hình khác; xin làm lại.")
    return found


def _source(given: dict[str, str]) -> Source | WebSource:
    if "address" in given:
        return sources_at([given["address"]])[0]
    return Source(Path(given["path"]), given["origin"], given["name"])


def _end_with_the_other() -> None:
    sys.stdin.buffer.read()
    os.kill(os.getpid(), signal.SIGTERM)
    time.sleep(_TO_LEAVE)  # what is at work there may not hear of it
    os._exit(1)


def _leave(number: int, frame: FrameType | None) -> None:
    """End by way of every `with`: readers end with what they started."""
    sys.exit(128 + number)


if __name__ == "__main__":
    main()
