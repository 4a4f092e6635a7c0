"""A .docx from outside: its parts, as trees of XML that were parsed with nothing fetched."""

import posixpath
import zipfile
import zlib
from dataclasses import dataclass
from io import BytesIO
from typing import TypeAlias

from lxml import etree

from knowledge.errors import ReadingError
from knowledge.reading.archive import MOST_XML, check_archive

Element: TypeAlias = etree._Element

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_STRICT = b"http://purl.oclc.org/ooxml/"  # ISO's own names for what Microsoft had named
_STRICT_NAMES = {
    b"http://purl.oclc.org/ooxml/wordprocessingml/main": W[1:-1].encode(),
    b"http://purl.oclc.org/ooxml/drawingml/main": (
        b"http://schemas.openxmlformats.org/drawingml/2006/main"
    ),
}
_DOCUMENT = "word/document.xml"
_BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, OSError)


@dataclass(frozen=True, slots=True)
class Package:
    """The parts that say what is read; None where the file has none."""

    body: Element
    styles: Element | None
    numbering: Element | None
    theme: Element | None
    has_macros: bool
    has_pictures: bool


def open_package(source: str, data: bytes) -> Package:
    """Open a .docx or .docm.

    Raises:
        ReadingError: it is no zip, too large when unpacked, has no main part, or a part of it is
            no XML or declares a document type, which Word never does.
    """
    check_archive(source, data)
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            return _package(_Parts(source, archive))
    except _BROKEN as exc:
        raise ReadingError(f"Tệp “{source}” hỏng: không mở được phần nén bên trong.") from exc


def value(parent: Element | None, name: str) -> str | None:
    """The w:val of a child; None where there is no such child, "" where it has no value."""
    child = parent.find(W + name) if parent is not None else None
    return None if child is None else child.get(f"{W}val", "")


def switch(parent: Element | None, name: str) -> bool | None:
    """Whether a child turns something on; None where it is not there."""
    said = value(parent, name)
    return None if said is None else said not in ("0", "false", "off")


def whole(said: str | None) -> int | None:
    """The number an attribute holds; None where it holds none that a document can mean."""
    try:
        number = int(said or "")
    except ValueError:
        return None
    return number if abs(number) < 1_000_000 else None


@dataclass(frozen=True, slots=True)
class _Parts:
    source: str
    archive: zipfile.ZipFile

    def tree(self, name: str) -> Element | None:
        try:
            info = self.archive.getinfo(name)
        except KeyError:
            return None
        with self.archive.open(info) as file:
            raw = file.read(MOST_XML + 1)
        return _parsed(self.source, name, raw)

    def related(self, part: str) -> dict[str, str]:
        """Where the parts are that a part names, by the last word of their kind."""
        folder, name = posixpath.split(part)
        tree = self.tree(posixpath.join(folder, "_rels", f"{name}.rels"))
        found: dict[str, str] = {}
        for link in tree if tree is not None else ():
            target, kind = link.get("Target", ""), link.get("Type", "").rpartition("/")[2]
            if link.get("TargetMode") != "External":
                place = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
                found.setdefault(kind, place)
        return found


def _package(parts: _Parts) -> Package:
    place = parts.related("").get("officeDocument", _DOCUMENT)
    document = parts.tree(place)
    body = document.find(f"{W}body") if document is not None else None
    if body is None:
        raise ReadingError(
            f"Tệp “{parts.source}” không có phần chữ của Word bên trong nên không đọc được."
        )
    related = parts.related(place)
    styles, numbering, theme = (
        parts.tree(related[kind]) if kind in related else None
        for kind in ("styles", "numbering", "theme")
    )
    has_pictures = any("/media/" in name for name in parts.archive.namelist())
    return Package(body, styles, numbering, theme, "vbaProject" in related, has_pictures)


def _parsed(source: str, name: str, raw: bytes) -> Element:
    if _STRICT in raw:
        for strict, usual in _STRICT_NAMES.items():
            raw = raw.replace(strict, usual)
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        tree = etree.fromstring(raw, parser)
    except (etree.XMLSyntaxError, ValueError) as exc:
        raise ReadingError(f"Tệp “{source}” hỏng: phần “{name}” bên trong không đúng XML.") from exc
    if tree.getroottree().docinfo.internalDTD is not None:
        raise ReadingError(
            f"Tệp “{source}” có khai báo DTD trong phần “{name}”, điều Word không bao giờ làm;"
            " không đọc tệp này."
        )
    return tree
