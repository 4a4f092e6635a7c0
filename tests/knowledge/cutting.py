"""Small texts cut into passages, for the tests of what cuts them."""

from knowledge.reading.markdown import read_markdown
from knowledge.reading.plain import read_plain
from knowledge.structure import PassageSpan, passages_of

LONG = "Thủ thư ghi tên người mượn vào sổ và trả thẻ ngay khi nhận lại sách còn nguyên vẹn."


def passages(raw: str, *, markdown: bool = False) -> list[tuple[str, str]]:
    """Locators and words of a text's passages."""
    reading = read_markdown("a.md", raw) if markdown else read_plain("a.txt", raw)
    return [(span.locator, reading.text[span.start : span.end]) for span in passages_of(reading)]


def spans(raw: str, *, markdown: bool = False) -> dict[str, PassageSpan]:
    reading = read_markdown("a.md", raw) if markdown else read_plain("a.txt", raw)
    return {span.locator: span for span in passages_of(reading)}


def lead(raw: str, locator: str) -> str | None:
    reading = read_plain("a.txt", raw)
    span = {span.locator: span for span in passages_of(reading)}[locator]
    return None if span.lead_start is None else reading.text[span.lead_start : span.lead_end]
