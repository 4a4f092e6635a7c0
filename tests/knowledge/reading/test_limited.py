"""What a reader does to its own process, another file and the parent do not notice."""

import os
import socket
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from knowledge.errors import ReadingError
from knowledge.reading.kinds import Kind
from knowledge.reading.limited import LimitedReader
from knowledge.reading.limits import WITH_PROGRAMS
from tests.knowledge.reading.misbehaving import TINY, TINY_WITH_PROGRAMS

MISBEHAVING = "tests.knowledge.reading.misbehaving"
posix = pytest.mark.skipif(os.name != "posix", reason="limits of POSIX")
linux = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="namespaces of Linux")


@pytest.fixture
def reader(monkeypatch: pytest.MonkeyPatch) -> Iterator[LimitedReader]:
    monkeypatch.setattr("knowledge.reading.limited.limits_of", lambda kind: TINY)
    with LimitedReader(MISBEHAVING) as limited:
        yield limited


def told(reader: LimitedReader, what: str) -> str:
    return reader.read(Kind.TEXT, "a.txt", what.encode()).text


@posix
@pytest.mark.parametrize(
    ("act", "sentence"),
    [
        ("spin", r"quá 3 giây chưa xong \(1 giây xử lý\)"),
        ("sleep", "quá 3 giây chưa xong"),
        ("hoard", "cần nhiều bộ nhớ hơn 256 MB"),
        ("die", r"dừng đột ngột khi đọc tệp “a\.txt” \(mã -6\)"),
        ("raise", r"bị hỏng hoặc có cấu trúc lạ nên không đọc được \(KeyError\)"),
        ("refuse", r"^Tệp này không đọc được\.$"),
        ("dive", "lồng nhau quá sâu"),
        ("start", "cần một chương trình khác"),
        ("write", r"\(OSError\)"),
        ("open", r"\(OSError\)"),
        ("hide", "kết quả không hợp lệ .*hidden or control characters"),
        ("lie", "kết quả không hợp lệ"),
        ("chatter", "quá nhiều chữ"),
        ("babble", "kết quả không hợp lệ .*số trang không phải số"),
    ],
)
def test_a_reader_that_misbehaves_is_one_sentence_and_the_next_file_is_read(
    reader: LimitedReader, act: str, sentence: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("knowledge.reading.limited._LONGEST_ANSWER", 3_000_000)

    with pytest.raises(ReadingError, match=sentence) as caught:
        told(reader, act)

    assert "\n" not in str(caught.value)
    assert told(reader, "Cán bộ nên đúng giờ.") == "Cán bộ nên đúng giờ."


def test_there_is_no_network(reader: LimitedReader) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        with pytest.raises(ReadingError, match=r"\(PermissionError\)"):
            told(reader, f"connect {server.getsockname()[1]}")

        server.settimeout(0)
        with pytest.raises(BlockingIOError, match="temporarily unavailable"):
            server.accept()


@linux
def test_where_the_kernel_has_namespaces_no_interface_is_left(reader: LimitedReader) -> None:
    interfaces = told(reader, "interfaces").split()
    if len(interfaces) > 1:
        pytest.skip("this kernel lets nobody have a network namespace")

    assert interfaces == ["lo"]


def test_no_secret_is_in_the_environment(
    reader: LimitedReader, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NENCHANG_TOKEN", "123:abc")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "abc")

    names = told(reader, "environment").split()

    assert "PYTHONPATH" in names
    assert not {"NENCHANG_TOKEN", "AWS_SECRET_ACCESS_KEY"} & {*names}


def test_the_folder_is_empty_and_gone_afterwards(reader: LimitedReader) -> None:
    folder, files = told(reader, "folder").split()
    reader.close()

    assert files == "0"
    assert not Path(folder).exists()


@posix
def test_one_process_reads_on_until_a_file_makes_it_fail(reader: LimitedReader) -> None:
    first, second = told(reader, "process"), told(reader, "process")
    with pytest.raises(ReadingError, match="dừng đột ngột"):
        told(reader, "die")

    assert first == second != told(reader, "process")


def test_how_far_reading_is_can_be_heard(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("knowledge.reading.limited.limits_of", lambda kind: TINY)
    heard: list[tuple[int, int]] = []

    with LimitedReader(MISBEHAVING, told=lambda *pages: heard.append(pages)) as reader:
        assert told(reader, "walk") == "đến nơi"
    assert heard == [(0, 2), (1, 2)]


@posix
def test_who_hears_it_may_stop_it_from_another_thread_and_nothing_more_is_read() -> None:
    def stop(done: int, total: int) -> None:
        stopping = threading.Thread(target=stoppable.stop)
        stopping.start()
        stopping.join()

    with LimitedReader(MISBEHAVING, told=stop) as stoppable:
        process = int(told(stoppable, "process"))
        for what in ("crawl", "Vẫn đọc"):  # it would sleep for a minute
            with pytest.raises(ReadingError, match=r"Đã dừng đọc tệp “a\.txt” theo yêu cầu"):
                told(stoppable, what)
    with pytest.raises(ProcessLookupError, match="No such process"):
        os.kill(process, 0)


@posix
def test_a_process_that_died_in_between_is_replaced(reader: LimitedReader) -> None:
    process = int(told(reader, "process"))
    os.kill(process, 9)
    os.waitid(os.P_PID, process, os.WEXITED | os.WNOWAIT)

    assert told(reader, "Vẫn đọc") == "Vẫn đọc"


@posix
def test_closing_leaves_no_process_behind(reader: LimitedReader) -> None:
    process = int(told(reader, "process"))
    reader.close()

    with pytest.raises(ProcessLookupError, match="No such process"):
        os.kill(process, 0)


def test_what_a_library_prints_is_no_answer(reader: LimitedReader) -> None:
    assert told(reader, "print") == "đã in"


def test_a_pdf_that_needs_a_program_is_read_again_where_it_may_start_one(
    reader: LimitedReader, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(WITH_PROGRAMS, Kind.PDF, TINY_WITH_PROGRAMS)

    assert reader.read(Kind.PDF, "a.pdf", b"start").text == "0"
    with pytest.raises(ReadingError, match="cần một chương trình khác"):
        reader.read(Kind.HTML, "a.html", b"start")
    with pytest.raises(ReadingError, match=r"\(PermissionError\)"):
        reader.read(Kind.PDF, "a.pdf", b"connect 9")


@posix
def test_a_long_text_is_cut_within_limits_before_it_is_cut_without(reader: LimitedReader) -> None:
    with pytest.raises(ReadingError, match="quá 3 giây chưa xong"):
        told(reader, "count")
