"""A reading with the fields of its head filled from its own words, where they are unambiguous."""

import re
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from typing import Any

from knowledge.reading.commencement import effect_of
from knowledge.reading.head import contradictions, fold
from knowledge.reading.issuing import signed_by
from knowledge.reading.letterhead import letterhead_of
from knowledge.reading.links import Own, links_of
from knowledge.reading.reading import Head, Proposal, Reading

WORDS = ("number", "kind", "issuer", "title")
DATES = ("issued_on", "effective_from", "effective_to")
LINKS = ("replaces", "repeals", "amends")
CHECKED = {"number": "số hiệu", "issued_on": "ngày ban hành", "effective_from": "ngày hiệu lực"}
_HANDBOOK = "so tay"
_ARTICLE = re.compile(r"^Điều (?P<number>\d+)[.:]", re.MULTILINE)
_TITLE_LENGTH = 300  # characters; a longer first line is a paragraph


def headed(reading: Reading) -> Reading:
    """Complete a reading's head; applied once, whatever kind of file it was.

    What the file itself says for certain stays. A field it does not say is filled where the
    document's words name one value for it; every value that was read off them is kept in
    `proposals` with the words. A text that is no rule of its own (news, a handbook that retells
    rules) is not searched: the numbers and days in it are other documents'.
    """
    proposals = () if _is_retold(reading.head) else tuple(_proposed(reading))
    head = _filled(reading.head, proposals)
    if head.title is None:
        told = replace(reading, proposals=proposals)
        head = replace(head, title=_fallback_title(told, head))
    warnings = (*reading.warnings, *_doubts(reading.head, proposals), *contradictions(head))
    told_once = tuple(dict.fromkeys(warnings))
    return replace(reading, head=head, proposals=proposals, warnings=told_once)


def _is_retold(head: Head) -> bool:
    return fold(head.kind or "") == _HANDBOOK


def _counts_articles(text: str) -> bool:
    numbers = [int(match["number"]) for match in _ARTICLE.finditer(text)]
    return numbers[:2] == [1, 2]


def _proposed(reading: Reading) -> list[Proposal]:
    """Everything that the words say, best first in each field; nothing for a text that is none of
    the kind."""
    text, head = reading.text, reading.head
    letterhead = letterhead_of(text)
    if not (letterhead.is_one or _counts_articles(text)):
        return []
    found = list(letterhead.proposals)
    known = {one.field for one in found}
    kind = head.kind or only_value(found, "kind")
    issued_on = head.issued_on or _day(only_value(found, "issued_on"))
    # What is said of its adoption counts where no letterhead is there to say it.
    found += [one for one in effect_of(text, issued_on) if one.field not in known]
    if not any(one.field == "issuer" for one in found) and (signed := signed_by(text)):
        found.append(signed)
    own = head.number or only_value(found, "number")
    name = head.title or only_value(found, "title") or ""
    return [*found, *links_of(text, Own(kind, own, name))]


def _filled(head: Head, proposals: tuple[Proposal, ...]) -> Head:
    """The head with the fields it lacks, where all that was read agrees."""
    values: dict[str, Any] = {}
    for name in (*WORDS, *DATES):
        value = only_value(proposals, name)
        if getattr(head, name) is None and value is not None:
            values[name] = _day(value) if name in DATES else value
    for name in LINKS:
        if not getattr(head, name):
            values[name] = tuple(one.value for one in proposals if one.field == name)
    return replace(head, **values)


def only_value(proposals: Iterable[Proposal], field: str) -> str | None:
    """The one value proposed for a field; None where there is none, or several."""
    values = {one.value for one in proposals if one.field == field}
    return values.pop() if len(values) == 1 else None


def _day(value: str | None) -> date | None:
    return date.fromisoformat(value) if value else None


def _fallback_title(reading: Reading, head: Head) -> str | None:
    """What stands for a title where no line is one: the first heading, the kind with its number,
    the first line."""
    if titles := [one for one in reading.headings if not _ARTICLE.match(one.title)]:
        return min(titles, key=lambda one: (one.level, one.start)).title
    if head.number and head.kind and any(one.field == "number" for one in reading.proposals):
        return f"{head.kind} số {head.number}"
    lines = (line for line in reading.text.split("\n") if any(map(str.isalpha, line)))
    first = next(lines, "")
    is_title = 0 < len(first) <= _TITLE_LENGTH and not _ARTICLE.match(first)
    return first if is_title else None


def _doubts(said: Head, proposals: tuple[Proposal, ...]) -> list[str]:
    """Vietnamese warnings where the file's head lines and its words, or its words among each
    other, do not agree on what a reader is told."""
    warnings = []
    for name, label in CHECKED.items():
        values = list(dict.fromkeys(one.value for one in proposals if one.field == name))
        own = getattr(said, name)
        if own is None and len(values) > 1:
            shown = ", ".join(map(_shown, values))
            warnings.append(
                f"Văn bản nêu nhiều {label} ({shown}) nên chưa ghi nhận {label} nào; hãy ghi ở đầu"
                " tệp."
            )
        elif own is not None and values and _plain(str(own)) not in map(_plain, values):
            warnings.append(
                f"Đầu tệp ghi {label} {_shown(str(own))} nhưng lời văn bản là {_shown(values[0])};"
                " đang dùng theo đầu tệp."
            )
    return warnings


def _plain(value: str) -> str:
    return fold(value).replace(" ", "")


def _shown(value: str) -> str:
    """A day as people write it; anything else as it is."""
    match = re.fullmatch(r"(\d{4})-(\d{2})-(\d{2})", value)
    return f"{match[3]}/{match[2]}/{match[1]}" if match else value
