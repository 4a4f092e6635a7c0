"""A reading cut into passages: spans of its text, each with its locator and its modality."""

from collections import Counter

from knowledge.articles import law_drafts
from knowledge.modality import Modality, modality_of
from knowledge.prose import prose_drafts
from knowledge.reading.reading import Reading
from knowledge.sections import section_drafts
from knowledge.spans import Draft, PassageSpan

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
    if reading.headings:
        return section_drafts(reading)
    text = reading.text
    return law_drafts(text, 0, len(text)) or prose_drafts(text, 0, len(text))


def _passage(text: str, order: int, draft: Draft, locator: str) -> PassageSpan:
    lead_start, lead_end = draft.lead or (None, None)
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
    """Locators that each name one passage: repeated ones get their heading, then a number."""
    names = [draft.locator for draft in drafts]
    twice = Counter(names)
    for i, draft in enumerate(drafts):
        if twice[names[i]] > 1 and draft.heading_path:
            names[i] = f"{names[i]}, {_short(draft.heading_path)}"
    used: Counter[str] = Counter()
    taken = set(names)
    for i, name in enumerate(names):
        used[name] += 1
        while used[name] > 1 and names[i] in taken:
            names[i] = f"{name} [{used[name]}]"
            used[name] += names[i] in taken
        taken.add(names[i])
    return names


def _short(path: tuple[str, ...]) -> str:
    words = path[-1] if not path[-1].startswith("Điều ") or len(path) == 1 else path[-2]
    return words if len(words) <= 60 else words[:60].rsplit(" ", 1)[0] + "…"
