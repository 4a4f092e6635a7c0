"""The process that reads strangers' files: one request in, one line of JSON out, until the end.

    python -m knowledge.reading.worker LIMITS

Started by `limited.py`. A request is a line of JSON {"kind", "source", "size"} and so many bytes;
an answer has "reading", "refused" (a sentence) or "failed" (what happened), and "last" where this
process reads no more. Lines {"told": [done, total]} in front of it say how far reading is.
"""

import json
import mmap
import os
import sys
from pathlib import Path
from typing import Any, BinaryIO

from knowledge.errors import ReadingError
from knowledge.reading.isolation import allow_processor, isolate
from knowledge.reading.kinds import Kind
from knowledge.reading.limits import BY_NAME, Limits
from knowledge.reading.readers import read_as
from knowledge.reading.reading import Reading
from knowledge.reading.telling import listener
from knowledge.reading.wire import packed

_LONG = 200_000  # characters of a text that may take too long to be cut into passages
_LONGEST_DETAIL = 200  # characters of an error's name


def main() -> None:
    """Serve until there are no more requests."""
    limits = BY_NAME[sys.argv[1]]
    answers = _own_output()

    def say(said: dict[str, Any]) -> None:
        answers.write(json.dumps(said, ensure_ascii=False).encode("utf-8", "replace") + b"\n")
        answers.flush()

    listener.set(lambda done, total: say({"told": [done, total]}))
    os.environ["HOME"] = str(Path.cwd())
    refused = isolate(limits)
    while line := sys.stdin.buffer.readline():
        request = json.loads(line)
        allow_processor(limits, limits.processor_seconds)
        answer = _answer(request, sys.stdin.buffer.read(request["size"]), limits)
        if refused:  # what was read without it may be half of what is there
            answer = {"failed": "programs", "last": True}
        elif _is_worn(limits):
            answer["last"] = True
        say(answer)
        if "last" in answer:
            return


def _own_output() -> BinaryIO:
    """The pipe for answers; whatever a library prints goes nowhere."""
    answers = os.fdopen(os.dup(1), "wb")
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    os.dup2(nowhere, 2)
    return answers


def _answer(request: dict[str, Any], data: bytes, limits: Limits) -> dict[str, Any]:
    try:
        reading = read_as(Kind(request["kind"]), request["source"], data)
        if len(reading.text) > _LONG:
            _cut(reading, limits)
        return {"reading": packed(reading)}
    except ReadingError as error:
        return {"refused": str(error)}
    except MemoryError:
        return {"failed": "memory", "last": True}
    except RecursionError:
        return {"failed": "depth"}
    except Exception as error:  # whatever a library makes of a broken file; said, never hidden
        return {"failed": "broken", "detail": type(error).__name__[:_LONGEST_DETAIL]}


def _cut(reading: Reading, limits: Limits) -> None:
    """Cut once here, within limits, what is going to be cut where there are none; in half the time,
    for it will be done beside other work there."""
    from knowledge.structure import passages_of  # most files do without

    allow_processor(limits, limits.processor_seconds // 2)
    passages_of(reading)


def _is_worn(limits: Limits) -> bool:
    """Whether this process has grown so much that the next file would not have its share."""
    try:
        pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0])
    except OSError:  # not Linux: the limit itself has to do
        return False
    return pages * mmap.PAGESIZE > limits.memory // 2


if __name__ == "__main__":
    main()
