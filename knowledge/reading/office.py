"""Older word processors' files (.doc, .odt, .rtf), made into .docx by LibreOffice and then read."""

import os
import shutil
import subprocess
import tempfile
from dataclasses import replace
from pathlib import Path

from knowledge.errors import ReadingError
from knowledge.reading.reading import Reading
from knowledge.reading.word import read_word

_CONVERTING_SECONDS = 24  # less than the limit that all of its reading has
_STARTS = 2  # the first with a new profile may only make it and ask to be started again
_ASKS_FOR_ANOTHER_START = 81
_ELSEWHERE = (
    Path("/Applications/LibreOffice.app/Contents/MacOS/soffice"),
    Path("C:/Program Files/LibreOffice/program/soffice.com"),
)
_BEGINNINGS = {b"\xd0\xcf\x11\xe0": ".doc", b"{\\rtf": ".rtf", b"PK\x03\x04": ".odt"}
# No macro is run, no link followed, nothing fetched that a document names.
_SETTINGS = {
    ("Office.Common/Security/Scripting", "MacroSecurityLevel", "3"),
    ("Office.Common/Security/Scripting", "DisableMacrosExecution", "true"),
    ("Office.Common/Security/Scripting", "BlockUntrustedRefererLinks", "true"),
    ("Office.Common/Security/Scripting", "DisableActiveContent", "true"),
    ("Office.Writer/Content/Update", "Link", "0"),
}


def read_doc(source: str, data: bytes) -> Reading:
    """Read a .doc, .odt or .rtf.

    Raises:
        ReadingError: LibreOffice is not installed, cannot convert the file or not in time, or
            the bytes are none of the three.
    """
    suffix = next((s for start, s in _BEGINNINGS.items() if data.startswith(start)), None)
    if suffix is None:
        raise ReadingError(f"Tệp “{source}” không phải tệp .doc, .odt hay .rtf.")
    program = _program()
    if program is None:
        raise ReadingError(
            f"Để đọc tệp “{source}” ({suffix}) cần cài LibreOffice trên máy chủ; nếu không, hãy mở"
            " tệp bằng Word và lưu lại dạng .docx."
        )
    with tempfile.TemporaryDirectory(prefix="soffice-", ignore_cleanup_errors=True) as folder:
        converted = _converted(source, data, suffix, program, Path(folder))
    reading = read_word(source, converted)
    warning = f"Tệp {suffix} được LibreOffice đổi sang .docx để đọc; hãy xem lại số thứ tự."
    return replace(reading, warnings=(warning, *reading.warnings))


def _program() -> Path | None:
    named = shutil.which("soffice") or shutil.which("libreoffice")
    for place in ([Path(named).resolve()] if named else []) + list(_ELSEWHERE):
        # The program itself and not the script around it, which would outlive being ended.
        binary = place.with_name("soffice.bin")
        if binary.is_file() or place.is_file():
            return binary if binary.is_file() else place
    return None


def _converted(source: str, data: bytes, suffix: str, program: Path, folder: Path) -> bytes:
    taken, made = folder / f"document{suffix}", folder / "made" / "document.docx"
    taken.write_bytes(data)
    _write_profile(folder / "profile")
    command = [
        str(program),
        f"-env:UserInstallation={(folder / 'profile').as_uri()}",
        "--headless",
        "--norestore",
        "--nologo",
        "--nolockcheck",
        "--convert-to",
        "docx:MS Word 2007 XML",
        "--outdir",
        str(made.parent),
        str(taken),
    ]
    for _ in range(_STARTS):
        if _run(source, command, folder) != _ASKS_FOR_ANOTHER_START:
            break
    try:
        return made.read_bytes()
    except OSError as exc:
        raise ReadingError(
            f"LibreOffice không đổi được tệp “{source}” sang .docx; có lẽ tệp hỏng hoặc có mật"
            " khẩu."
        ) from exc


def _run(source: str, command: list[str], folder: Path) -> int:
    environment = {
        **{name: os.environ[name] for name in ("PATH", "SYSTEMROOT") if name in os.environ},
        **dict.fromkeys(("HOME", "TMPDIR", "TEMP", "TMP"), str(folder)),
        "LC_ALL": "C.UTF-8",
    }
    try:
        return subprocess.run(
            command,
            env=environment,
            cwd=folder,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            timeout=_CONVERTING_SECONDS,
            check=False,
        ).returncode
    except subprocess.TimeoutExpired as exc:
        raise ReadingError(
            f"LibreOffice chưa đổi xong tệp “{source}” sau {_CONVERTING_SECONDS} giây nên đã dừng."
        ) from exc
    except OSError as exc:
        raise ReadingError(
            f"Không chạy được LibreOffice để đọc tệp “{source}”: hệ điều hành báo “{exc.strerror}”."
        ) from exc


def _write_profile(profile: Path) -> None:
    items = "".join(
        f'<item oor:path="/org.openoffice.{path}"><prop oor:name="{name}" oor:op="fuse">'
        f"<value>{value}</value></prop></item>"
        for path, name, value in sorted(_SETTINGS)
    )
    (profile / "user").mkdir(parents=True)
    (profile / "user" / "registrymodifications.xcu").write_text(
        '<?xml version="1.0" encoding="UTF-8"?>\n<oor:items'
        ' xmlns:oor="http://openoffice.org/2001/registry"'
        ' xmlns:xs="http://www.w3.org/2001/XMLSchema"'
        f' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">{items}</oor:items>',
        encoding="utf-8",
    )
