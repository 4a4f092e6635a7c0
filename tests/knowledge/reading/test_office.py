"""Older word processors' files, through LibreOffice where it is installed."""

import stat
import sys
import zipfile
from pathlib import Path

import pytest

from knowledge.errors import ReadingError
from knowledge.reading import office
from knowledge.reading.office import read_doc
from tests.knowledge.reading.word_files import docx, paragraph

RTF = rb"""{\rtf1\ansi\deff0{\fonttbl{\f0\fnil Times New Roman;}{\f1\fnil .VnTime;}}
\pard \u272?i\u7873?u 1. M\u7897?t\par
\pard {\f1 \'a7i\'d2u 2. Hai}\par}"""
needs_libreoffice = pytest.mark.skipif(
    office._program() is None, reason="LibreOffice is not installed"
)
needs_a_shell = pytest.mark.skipif(sys.platform == "win32", reason="the stand-in is a script")


@pytest.fixture
def stand_in(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A program in LibreOffice's place; the tests write what it does."""
    program = tmp_path / "soffice.bin"
    monkeypatch.setattr(office, "_program", lambda: program)
    return program


def write(program: Path, script: str) -> None:
    program.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    program.chmod(program.stat().st_mode | stat.S_IXUSR)


@needs_libreoffice
def test_a_file_is_converted_and_read() -> None:
    reading = read_doc("a.rtf", RTF)

    assert (reading.source, reading.reader) == ("a.rtf", "word")
    assert reading.text == "Điều 1. Một\nĐiều 2. Hai"
    assert reading.warnings[0].startswith("Tệp .rtf được LibreOffice đổi sang .docx")
    assert "TCVN3" in reading.warnings[1]


@needs_libreoffice
def test_a_broken_file_is_one_sentence() -> None:
    with pytest.raises(ReadingError, match=r"^LibreOffice không đổi được tệp “a\.doc” sang \.docx"):
        read_doc("a.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600))


def test_without_libreoffice_it_says_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(office, "_program", lambda: None)

    with pytest.raises(ReadingError, match=r"cần cài LibreOffice .* lưu lại dạng \.docx"):
        read_doc("a.rtf", RTF)


def test_nothing_else_is_handed_to_it() -> None:
    with pytest.raises(ReadingError, match=r"“a\.doc” không phải tệp \.doc, \.odt hay \.rtf"):
        read_doc("a.doc", b"<html>")


@needs_a_shell
def test_it_is_started_again_when_it_asks_for_that(stand_in: Path, tmp_path: Path) -> None:
    ready = tmp_path / "ready.docx"
    ready.write_bytes(docx(paragraph("Sách")))
    began = tmp_path / "began"
    write(
        stand_in,
        f"[ -e {began} ] || {{ touch {began}; exit 81; }}\n"
        f"mkdir made; cp {ready} made/document.docx",
    )

    assert read_doc("a.rtf", RTF).text == "Sách"


@needs_a_shell
def test_its_profile_runs_no_macros_and_lies_in_a_folder_of_its_own(
    stand_in: Path, tmp_path: Path
) -> None:
    write(stand_in, f"cp profile/user/registrymodifications.xcu {tmp_path}; env > {tmp_path}/env")

    with pytest.raises(ReadingError, match="không đổi được"):
        read_doc("a.rtf", RTF)

    settings = (tmp_path / "registrymodifications.xcu").read_text(encoding="utf-8")
    assert 'oor:name="DisableMacrosExecution" oor:op="fuse"><value>true<' in settings
    home = next(
        line.removeprefix("HOME=")
        for line in (tmp_path / "env").read_text(encoding="utf-8").splitlines()
        if line.startswith("HOME=")
    )
    assert home != str(Path.home())
    assert not Path(home).exists()


@needs_a_shell
def test_one_that_takes_too_long_is_ended(stand_in: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(office, "_CONVERTING_SECONDS", 0.1)
    write(stand_in, "exec sleep 30")

    with pytest.raises(ReadingError, match=r"chưa đổi xong tệp “a\.rtf” sau 0\.1 giây"):
        read_doc("a.rtf", RTF)


def test_one_that_cannot_be_started_is_one_sentence(stand_in: Path) -> None:
    with pytest.raises(ReadingError, match=r"Không chạy được LibreOffice để đọc tệp “a\.rtf”"):
        read_doc("a.rtf", RTF)
    assert not stand_in.exists()


@needs_a_shell
def test_what_it_made_is_looked_at_as_any_file(stand_in: Path, tmp_path: Path) -> None:
    made = tmp_path / "made.docx"
    with zipfile.ZipFile(made, "w") as archive:
        archive.writestr("x", "y")
    write(stand_in, f"mkdir made; cp {made} made/document.docx")

    with pytest.raises(ReadingError, match=r"“a\.rtf” không có phần chữ của Word"):
        read_doc("a.rtf", RTF)
