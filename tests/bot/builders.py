"""Small made-up documents, passages and answers, right unless a test says otherwise."""

from dataclasses import replace
from datetime import date
from typing import Any

from bot.answer import Answer, Band, Citation, Span, SpanKind
from knowledge.modality import Modality
from knowledge.views import DocumentView, PassageView

TODAY = date(2026, 3, 2)
DOCUMENT = DocumentView(
    revision_id=1,
    slug="quy-che-12",
    origin="/van-ban/quy-che-12.md",
    source="quy-che-12.md",
    title="Quy chế trực ban",
    number="12-QC/TĐ",
    kind="quy chế",
    issuer="Tỉnh Đoàn Mẫu",
    issued_on=date(2024, 5, 6),
    effective_from=date(2024, 6, 1),
    effective_to=None,
    replaced_by=None,
    warnings=(),
)
TEXT = "Cán bộ trực không nên rời phòng. Khi cần đi, cán bộ trực báo người thay."


def passage(text: str = TEXT, **changes: Any) -> PassageView:  # noqa: ANN401 -- any field of it
    made = PassageView(
        id=7,
        document=DOCUMENT,
        order=2,
        locator="khoản 1 Điều 3",
        article="3",
        heading_path=("Điều 3. Giờ trực",),
        modality=Modality.SHOULD_NOT,
        start=0,
        end=len(text),
        text=text,
        lead_start=None,
        lead=None,
        anchor=None,
        source_note=None,
    )
    return replace(made, **changes)


def citation(quoted: PassageView | None = None, quote: str | None = None) -> Citation:
    quoted = quoted or passage()
    return Citation(quoted, (span(quoted, quoted.text if quote is None else quote),), 0, 0.9)


def span(quoted: PassageView, words: str, kind: SpanKind = SpanKind.QUOTE) -> Span:
    start = quoted.start + quoted.text.index(words)
    return Span(start, start + len(words), words, kind)


def answer(*citations: Citation, band: Band = Band.ANSWER) -> Answer:
    return Answer(
        id="0a1b2c",
        question="có được rời phòng trực không",
        band=band,
        confidence=0.9,
        release=4,
        citations=citations,
        suggestions=(),
        elapsed_ms=3.0,
        answered_on=TODAY,
    )
