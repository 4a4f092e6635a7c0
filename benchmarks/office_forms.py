"""The same words in other kinds of files: .html written here, .docx and .pdf by LibreOffice."""

import html
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

from knowledge.errors import ReadingError
from knowledge.reading.reading import Reading
from knowledge.reading.source import read_file

_FILTERS = {"docx": "docx:MS Word 2007 XML", "pdf": "pdf:writer_pdf_Export"}
_SECONDS = 180  # LibreOffice starts slowly
_SENT_BY_TEXT = "--infilter=Text (encoded):UTF8"


def forms_of(name: str, text: str) -> Iterator[tuple[str, Reading | ReadingError]]:
    """A text read again from each other form, or why it could not be read; without LibreOffice
    from .html alone."""
    with tempfile.TemporaryDirectory() as held:
        folder = Path(held)
        source = folder / f"{name}.txt"
        source.write_text(text, encoding="utf-8")
        page = folder / f"{name}.html"
        page.write_text(as_page(name, text), encoding="utf-8")
        yield "html", _read(page)
        for suffix, filtered in _FILTERS.items():
            if office := shutil.which("soffice"):
                _convert(office, source, filtered, folder)
                yield suffix, _read(source.with_suffix(f".{suffix}"))


def as_page(title: str, text: str) -> str:
    """A web page with a paragraph for each line, articles and chapters as headings."""
    rows = [f"<p>{html.escape(line)}</p>" for line in text.split("\n") if line.strip()]
    rows = [
        row.replace("<p>", "<h3>").replace("</p>", "</h3>")
        if row.startswith(("<p>Điều ", "<p>Chương "))
        else row
        for row in rows
    ]
    body = "\n".join(rows)
    head = f'<meta charset="utf-8"><title>{html.escape(title)}</title>'
    return (
        f'<!DOCTYPE html><html lang="vi"><head>{head}</head>'
        f"<body><article>\n{body}\n</article></body></html>"
    )


def _convert(office: str, source: Path, filtered: str, folder: Path) -> None:
    profile = f"-env:UserInstallation=file://{folder}/profile"
    command = [office, profile, "--headless", _SENT_BY_TEXT, "--convert-to", filtered]
    subprocess.run(
        [*command, "--outdir", str(folder), str(source)],
        check=False,
        capture_output=True,
        timeout=_SECONDS,
    )


def _read(path: Path) -> Reading | ReadingError:
    try:
        return read_file(path)
    except ReadingError as error:
        return error
