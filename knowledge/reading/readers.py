"""One reader for each kind, found when it is needed: most files need only one of them."""

from collections.abc import Callable
from dataclasses import replace
from importlib import import_module

from knowledge.errors import ReadingError
from knowledge.reading.archive import check_archive
from knowledge.reading.encodings.decoding import decoded
from knowledge.reading.head_fields import headed
from knowledge.reading.kinds import NAMES, Kind
from knowledge.reading.limits import MAX_CHARACTERS, MAX_LINES
from knowledge.reading.reading import Reading

_OF_WORDS = {
    Kind.MARKDOWN: "knowledge.reading.markdown:read_markdown",
    Kind.TEXT: "knowledge.reading.plain:read_plain",
}
_OF_BYTES = {
    Kind.DOCX: "knowledge.reading.word:read_word",
    Kind.DOC: "knowledge.reading.office:read_doc",
    Kind.ODT: "knowledge.reading.office:read_doc",
    Kind.RTF: "knowledge.reading.office:read_doc",
    Kind.PDF: "knowledge.reading.pdf:read_pdf",
    Kind.HTML: "knowledge.reading.html:read_html",
}


def read_as(kind: Kind, source: str, data: bytes) -> Reading:
    """Read the bytes of a file of this kind, here and with no limit but those on lengths, and
    complete its head from its words.

    Raises:
        ReadingError: one Vietnamese sentence that names `source`.
    """
    if kind in (Kind.DOCX, Kind.ODT):
        check_archive(source, data)
    if kind in _OF_BYTES:
        reading = _reader(_OF_BYTES[kind], source, kind)(source, data)
    else:
        words, warnings = decoded(source, data)
        check_length(source, words)
        reading = _reader(_OF_WORDS[kind], source, kind)(source, words)
        reading = replace(reading, warnings=(*warnings, *reading.warnings))
    check_length(source, reading.text)
    if not any(character.isalnum() for character in reading.text):
        raise ReadingError(f"Tệp “{source}” trống, không có chữ nào để đọc.")
    return headed(reading)


def check_length(source: str, text: str) -> None:
    """Refuse a text that nobody could have meant as one document."""
    if len(text) > MAX_CHARACTERS:
        raise ReadingError(
            f"Tệp “{source}” có quá nhiều chữ: {_grouped(len(text))} ký tự, trong khi tối đa là"
            f" {_grouped(MAX_CHARACTERS)}; hãy chia thành nhiều tệp."
        )
    lines = text.count("\n") - text.count("\n\n")  # blank ones between paragraphs aside
    if lines > MAX_LINES:
        raise ReadingError(
            f"Tệp “{source}” có quá nhiều dòng: {_grouped(lines)}, trong khi tối đa là"
            f" {_grouped(MAX_LINES)}; hãy chia thành nhiều tệp."
        )


def _grouped(number: int) -> str:
    return f"{number:,}".replace(",", ".")


def _reader(place: str, source: str, kind: Kind) -> Callable[..., Reading]:
    module, _, function = place.partition(":")
    try:
        reader: Callable[..., Reading] = getattr(import_module(module), function)
    except ModuleNotFoundError as exc:
        raise ReadingError(
            f"Tệp “{source}” là {NAMES[kind]}; bản cài đặt này thiếu phần đọc loại tệp đó"
            f" ({exc.name})."
        ) from exc
    return reader
