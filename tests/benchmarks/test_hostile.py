"""Broken and hostile files: one sentence each, and nothing published."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from benchmarks.hostile.files import HostileFile, broken_by_chance, hostile_files, made_on_purpose
from benchmarks.hostile.samples import samples
from bot.errors import PublishingError
from bot.parts import Parts
from bot.sources import sources_at
from knowledge import releases
from knowledge.errors import ReadingError
from knowledge.reading.kinds import Kind, RefusedKindError, kind_of
from knowledge.reading.limited import LimitedReader
from knowledge.reading.source import read_bytes
from knowledge.structure import passages_of

SMALL = 20_000  # bytes; `python -m benchmarks.hostile` reads the large ones too
CONVERTED = (".doc", ".odt", ".rtf")  # by LibreOffice, five seconds each where it is installed
SLOW = ("bars", "cells", "wide", "billion", "drawn", "at one place", "states")
PURPOSE = [
    file
    for file in made_on_purpose()
    if not callable(file.contents)
    and len(file.contents) < SMALL
    and not file.name.endswith(CONVERTED)
    and not any(word in file.what for word in SLOW)
]


@pytest.fixture(scope="module")
def reader() -> Iterator[LimitedReader]:
    with LimitedReader() as one:
        yield one


def is_converted(file: HostileFile) -> bool:
    """Whether LibreOffice would be started for it."""
    try:
        return kind_of(file.data, "") in (Kind.DOC, Kind.ODT, Kind.RTF)
    except RefusedKindError:
        return False


def said(name: str, data: bytes, reader: LimitedReader) -> str | None:
    """The sentence that refuses a file; None where it was read and can be cut."""
    try:
        reading = read_bytes(name, data, reader)
    except ReadingError as error:
        refusal = str(error)
    else:
        passages_of(reading)
        return None
    assert refusal.strip()
    assert "\n" not in refusal
    return refusal


def test_the_samples_are_sound_before_they_are_broken(reader: LimitedReader) -> None:
    for name in ("mau.md", "mau.txt", "mau.html", "mau.docx", "mau.pdf"):
        assert said(name, samples()[name], reader) is None


@pytest.mark.parametrize("file", PURPOSE, ids=lambda file: f"{file.name[-8:]} {file.what}"[:60])
def test_a_file_made_to_harm_is_read_or_refused_in_one_sentence(
    file: HostileFile, reader: LimitedReader
) -> None:
    said(file.name, file.data, reader)


@pytest.mark.parametrize(
    ("what", "sentence"),
    [
        ("entity bomb", "hỏng"),
        ("entity from file:///etc/passwd", "DTD"),
        ("declares 4 GB", "bung ra quá lớn: 12287 MB, trong khi tối đa là 300 MB"),
        ("locked", "mật khẩu"),
        ("locked by a password", "mật khẩu"),
        ("a program", "là chương trình"),
        ("a picture", "là ảnh"),
        ("no document", "không có phần chữ"),
        ("no end", "hỏng"),
    ],
)
def test_what_is_wrong_is_said(what: str, sentence: str, reader: LimitedReader) -> None:
    file = next(file for file in PURPOSE if file.what == what)

    assert sentence in (said(file.name, file.data, reader) or "")


def test_nothing_of_this_machine_gets_into_a_text(reader: LimitedReader) -> None:
    for file in PURPOSE:
        if "etc/passwd" in file.what or "entities of its own" in file.what:
            try:
                assert "root:" not in read_bytes(file.name, file.data, reader).text
            except ReadingError:
                continue


def test_files_broken_by_chance_do_no_harm(reader: LimitedReader) -> None:
    broken = [file for file in broken_by_chance(100, seed=7) if not is_converted(file)]
    refused = [said(file.name, file.data, reader) for file in broken]

    assert len(broken) > 60
    assert 10 < sum(one is not None for one in refused) < 60


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    name=st.text(max_size=20).map(lambda stem: stem + ".docx") | st.sampled_from(sorted(samples())),
    data=st.binary(max_size=300)
    | st.text(max_size=300).map(lambda words: words.encode("utf-8", "surrogatepass"))
    | st.sampled_from([b"%PDF-1.4\n", b"PK\x03\x04", b"<html>", b"{\\rt"]).flatmap(
        lambda head: st.binary(max_size=200).map(lambda rest: head + rest)
    ),
)
def test_any_bytes_under_any_name_do_no_harm(reader: LimitedReader, name: str, data: bytes) -> None:
    said(name, data, reader)


def test_the_same_seed_makes_the_same_files() -> None:
    first, again = (
        [(file.name, file.what, file.contents) for file in broken_by_chance(20, seed=3)]
        for _ in range(2)
    )

    assert first == again
    assert len(list(hostile_files(3))) == 3


def test_nothing_is_published_beside_a_file_that_failed(parts: Parts, tmp_path: Path) -> None:
    (tmp_path / "tot.md").write_bytes(samples()["mau.md"])
    (tmp_path / "xau.pdf").write_bytes(samples()["mau.pdf"][:40])

    with pytest.raises(PublishingError, match=r"^Tệp “xau\.pdf” .*hỏng"):
        parts.publisher.refresh(sources_at([str(tmp_path)]), only=True, author="hoa")
    with parts.database.session() as session:
        assert releases.current_release(session) is None
