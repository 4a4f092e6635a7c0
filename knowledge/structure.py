"""A reading cut into passages: spans of its text, each with its locator and its modality."""

from collections import Counter
from dataclasses import replace

from knowledge.articles import counts_articles, law_drafts
from knowledge.modality import Modality, modality_of
from knowledge.numbered import numbered_drafts
from knowledge.prose import prose_drafts
from knowledge.reading.reading import Reading
from knowledge.sections import section_drafts
from knowledge.spans import Draft, PassageSpan

_QUALIFIER_LENGTH = 60  # characters of a heading inside a locator

__all__ = ["PassageSpan", "passages_of"]


def passages_of(reading: Reading) -> list[PassageSpan]:
    """The passages of a reading, in the order of its text.

    Whatever is no heading and no source note stands in exactly one passage; a lead-in that
    governs several passages stands in the first of them and is named by the others.
    """
    drafts = _drafts(reading)
    locators = _distinct(drafts)
    return [
        _passage(reading.text, order, draft, locator)
        for order, (draft, locator) in enumerate(zip(drafts, locators, strict=True))
    ]


def _drafts(reading: Reading) -> list[Draft]:
    text, rejoin = reading.text, reading.reader == "text"
    if reading.headings and reading.reader == "markdown":
        return section_drafts(reading)
    # Whatever a file marks as a heading: a text that counts its parts tells them itself.
    drafts: list[Draft] = []
    if not reading.headings or counts_articles(text):
        drafts = law_drafts(text, 0, len(text), rejoin=rejoin)
    # With a number it is an official document, and no article of the press.
    plain = not reading.headings and reading.head.number is not None
    drafts = drafts or numbered_drafts(text, 0, len(text), rejoin=rejoin, plain=plain)
    if reading.headings:
        return drafts or section_drafts(reading)
    return drafts or prose_drafts(text, 0, len(text), rejoin=rejoin)


def _passage(text: str, order: int, draft: Draft, locator: str) -> PassageSpan:
    lead_start, lead_end = draft.lead or (None, None)
    outer = (" ".join(text[start:end].split()) for start, end in draft.outer)
    draft = replace(draft, heading_path=(*draft.heading_path, *outer))
    return PassageSpan(
        order=order,
        locator=locator,
        article=draft.article,
        heading_path=draft.heading_path,
        modality=_modality(text, draft),
        start=draft.start,
        end=draft.end,
        lead_start=lead_start,
        lead_end=lead_end,
        anchor=draft.anchor,
        source_note=draft.source_note,
    )


def _modality(text: str, draft: Draft) -> Modality | None:
    """An entry's own heading governs its words as the headings above do."""
    lead = text[slice(*draft.lead)] if draft.lead else ""
    words, path = draft.start, draft.heading_path
    if draft.words_start is not None:
        words = draft.words_start
        path = (*path, text[draft.start : words].strip())
    return modality_of(text[words : draft.end].strip(), path, lead)


def _distinct(drafts: list[Draft]) -> list[str]:
    """Locators that each name one passage: repeated ones get a heading, then a number."""
    repeated = {name for name, times in Counter(d.locator for d in drafts).items() if times > 1}
    names = [_qualified(d) if d.locator in repeated else d.locator for d in drafts]
    taken: set[str] = set()
    copies: Counter[str] = Counter()
    for i, name in enumerate(names):
        while names[i] in taken:
            copies[name] += 1
            names[i] = f"{name} [{copies[name] + 1}]"
        taken.add(names[i])
    return names


def _qualified(draft: Draft) -> str:
    """The locator with the nearest heading that it does not name already."""
    others = (
        title
        for title in reversed(draft.heading_path)
        if not title.startswith("Điều ") and title not in draft.locator
    )
    title = draft.part or next(others, "")
    if len(title) > _QUALIFIER_LENGTH:
        title = title[:_QUALIFIER_LENGTH].rsplit(" ", 1)[0] + "…"
    return f"{draft.locator}, {title}" if title else draft.locator
