"""Reading in a process of its own, with limits: what strangers' files do, they do there."""

import json
import os
import signal
import subprocess
import sys
import threading
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from knowledge.errors import ReadingError
from knowledge.reading.kinds import Kind
from knowledge.reading.limits import MAX_CHARACTERS, MIB, WITH_PROGRAMS, Limits, limits_of
from knowledge.reading.own_folder import OwnFolder
from knowledge.reading.reading import Reading
from knowledge.reading.telling import Told
from knowledge.reading.wire import WireError, sentence, unpacked

_TOLD = b'{"told": '
# Four bytes a character at most, and the same again for what is said about the text.
_LONGEST_ANSWER = 8 * MAX_CHARACTERS
# All that the other process learns of this one's environment: where programs and libraries are.
_PASSED_ON = ("PATH", "LD_LIBRARY_PATH", "HOME", "SYSTEMROOT", "TESSDATA_PREFIX")
_OUT_OF_TIME = {getattr(signal, name, None) for name in ("SIGXCPU", "SIGALRM")} - {None}


class LimitedReader:
    """Reads files one after another, each kind of limits in a process that lives until a file
    makes it fail. For one thread at a time; close it, or use it in a `with`.

    `module` is what the processes run; `told` hears how far reading is with a file that takes long.
    """

    def __init__(
        self,
        module: str = "knowledge.reading.worker",
        told: Told = lambda done, total: None,
    ) -> None:
        self._module = module
        self._told = told
        self._is_stopped = False
        self._workers: dict[Limits, _Worker] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """End the processes and remove their folders."""
        while self._workers:
            self._workers.popitem()[1].close()

    def stop(self) -> None:
        """End what is being read, and read nothing more; from any thread."""
        self._is_stopped = True
        for worker in [*self._workers.values()]:
            worker.stop()

    def read(self, kind: Kind, source: str, data: bytes) -> Reading:
        """Read the bytes of a file.

        Args:
            kind: what the bytes are.
            source: the file's name, already safe to show.

        Raises:
            ReadingError: the file cannot be read, or not within its limits; one sentence.
        """
        limits = limits_of(kind)
        answer = self._answer(kind, source, data, limits)
        if answer.get("failed") == "programs" and kind in WITH_PROGRAMS:
            limits = WITH_PROGRAMS[kind]
            answer = self._answer(kind, source, data, limits)
        try:
            return _reading(answer, source, limits)
        except WireError as exc:
            self._drop(limits)
            raise ReadingError(_invalid(source, exc)) from exc

    def _answer(self, kind: Kind, source: str, data: bytes, limits: Limits) -> dict[str, Any]:
        worker = self._worker(limits)
        request = {"kind": kind, "source": source, "size": len(data)}
        try:
            line = worker.ask(request, data, self._told)
            if self._is_stopped:
                raise ReadingError(f"Đã dừng đọc tệp “{source}” theo yêu cầu.")
            if not line.endswith(b"\n"):
                raise ReadingError(worker.how_it_ended(source, len(line)))
            answer = _parsed(line)
        except WireError as exc:
            self._drop(limits)
            raise ReadingError(_invalid(source, exc)) from exc
        if answer.get("last") or not worker.alive:
            self._drop(limits)
        return answer

    def _worker(self, limits: Limits) -> "_Worker":
        worker = self._workers.get(limits)
        if worker is not None and worker.alive:
            return worker
        self._drop(limits)
        self._workers[limits] = _Worker(self._module, limits)
        if self._is_stopped:  # while it was being started
            self._workers[limits].stop()
        return self._workers[limits]

    def _drop(self, limits: Limits) -> None:
        if (worker := self._workers.pop(limits, None)) is not None:
            worker.close()


class _Worker:
    """One process, its pipes, and the empty folder it stands in."""

    def __init__(self, module: str, limits: Limits) -> None:
        self._limits = limits
        self._late = False
        try:
            self._folder = OwnFolder()
            try:
                self._process = _started(module, limits, self._folder.path)
            except OSError:
                self._folder.close()
                raise
        except OSError as exc:
            said = exc.strerror or str(exc)
            raise ReadingError(
                f"Không khởi động được tiến trình đọc tệp: hệ điều hành báo “{said}”."
            ) from exc

    @property
    def alive(self) -> bool:
        return self._process.poll() is None

    def ask(self, request: dict[str, Any], data: bytes, told: Told) -> bytes:
        """The line it answers with; part of one, or nothing, where it ended instead."""
        stdin, stdout = self._process.stdin, self._process.stdout
        assert stdin is not None  # both are pipes
        assert stdout is not None
        watch = threading.Timer(self._limits.seconds, self._out_of_time)
        watch.start()
        try:
            # One that dies while it is written to has said all it will say.
            with suppress(OSError):
                stdin.write(json.dumps(request).encode() + b"\n")
                stdin.write(data)
                stdin.flush()
            while (line := stdout.readline(_LONGEST_ANSWER)).startswith(_TOLD):
                told(*_pages_told(line))
        finally:
            watch.cancel()
        if not line.endswith(b"\n"):
            self._kill()
        return line

    def how_it_ended(self, source: str, said: int) -> str:
        """The sentence for a process that did not answer, or not within `_LONGEST_ANSWER`."""
        status = self._process.wait()
        if self._late or -status in _OUT_OF_TIME:
            return _too_slow(source, self._limits)
        if said >= _LONGEST_ANSWER:
            return f"Tệp “{source}” cho ra quá nhiều chữ nên đã dừng đọc."
        if status == -getattr(signal, "SIGKILL", 0):
            return _too_much_memory(source, self._limits)
        return f"Trình đọc dừng đột ngột khi đọc tệp “{source}” (mã {status}); có lẽ tệp bị hỏng."

    def close(self) -> None:
        """End it, with whatever it started, and remove its folder."""
        self._kill()
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe is not None:
                with suppress(OSError):
                    pipe.close()
        self._folder.close()

    def stop(self) -> None:
        self._kill()

    def _out_of_time(self) -> None:
        self._late = True
        self._kill()

    def _kill(self) -> None:
        with suppress(ProcessLookupError, PermissionError):
            if hasattr(os, "killpg"):
                os.killpg(self._process.pid, signal.SIGKILL)
            else:
                self._process.kill()
        self._process.wait()


def _started(module: str, limits: Limits, folder: str) -> subprocess.Popen[bytes]:
    # No `site`: the paths are handed over, and starting takes a third of the time.
    return subprocess.Popen(
        [sys.executable, "-S", "-P", "-m", module, limits.name],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        cwd=folder,
        env=_environment(folder),
        start_new_session=True,
    )


def _environment(folder: str) -> dict[str, str]:
    """No setting and no secret of ours: where code is, and where files may be put."""
    root = str(Path(__file__).parents[2])
    paths = [root, *(path for path in sys.path if path)]
    return {
        **{name: os.environ[name] for name in _PASSED_ON if name in os.environ},
        "PYTHONPATH": os.pathsep.join(paths),
        "PYTHONDONTWRITEBYTECODE": "1",
        "PYTHONUTF8": "1",
        "LC_ALL": "C.UTF-8",
        "TMPDIR": folder,
        "TEMP": folder,
        "OMP_THREAD_LIMIT": "1",
    }


def _parsed(line: bytes) -> dict[str, Any]:
    try:
        answer = json.loads(line)
    except (ValueError, RecursionError) as exc:
        raise WireError("không phải JSON") from exc
    if not isinstance(answer, dict):
        raise WireError("không phải một đối tượng")
    return answer


def _pages_told(line: bytes) -> tuple[int, int]:
    """Done and in all; raises `WireError` for anything else."""
    told = _parsed(line)["told"]
    if not (isinstance(told, list) and len(told) == 2 and all(type(one) is int for one in told)):
        raise WireError("số trang không phải số")
    return max(0, min(told)), max(told)


def _reading(answer: dict[str, Any], source: str, limits: Limits) -> Reading:
    if "refused" in answer:
        raise ReadingError(sentence(answer["refused"]))
    if "failed" in answer:
        raise ReadingError(_failure(answer, source, limits))
    return unpacked(source, answer.get("reading"))


def _failure(answer: dict[str, Any], source: str, limits: Limits) -> str:
    if answer["failed"] == "memory":
        return _too_much_memory(source, limits)
    if answer["failed"] == "depth":
        return f"Tệp “{source}” có các phần lồng nhau quá sâu nên không đọc được."
    if answer["failed"] == "programs":
        return f"Tệp “{source}” cần một chương trình khác để đọc nên không đọc."
    detail = sentence(answer.get("detail"))
    return f"Tệp “{source}” bị hỏng hoặc có cấu trúc lạ nên không đọc được ({detail})."


def _invalid(source: str, reason: WireError) -> str:
    return (
        f"Trình đọc trả về kết quả không hợp lệ khi đọc tệp “{source}” ({reason});"
        " không lấy gì từ tệp này."
    )


def _too_slow(source: str, limits: Limits) -> str:
    return (
        f"Đọc tệp “{source}” quá {limits.seconds} giây chưa xong"
        f" ({limits.processor_seconds} giây xử lý) nên đã dừng lại."
    )


def _too_much_memory(source: str, limits: Limits) -> str:
    return f"Tệp “{source}” cần nhiều bộ nhớ hơn {limits.memory // MIB} MB để đọc nên đã dừng lại."
