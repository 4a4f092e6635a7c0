"""The other documents that a text says it replaces, repeals or changes."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from knowledge.reading.commencement import SELF, unquoted
from knowledge.reading.document_numbers import KIND
from knowledge.reading.head import fold
from knowledge.reading.letterhead import DAY
from knowledge.reading.mentions import (
    Mention,
    begins_with_part,
    can_end,
    mentions_in,
    whole_ones,
)
from knowledge.reading.reading import Proposal

_MARKER = re.compile(r"(?:[-–+•] ?|\d{1,3}(?:\.\d{1,3})*[.)] |[a-zđ]\) ?)")
_SENTENCE = re.compile(r"(?<=[.;])\s+(?=[A-ZĐÁÀẢÂĂÔƠƯÝ])")
_SINCE = re.compile(
    rf"(?:Kể t|T)ừ (?:ngày {SELF} có hiệu lực(?: thi hành)?|ngày có hiệu lực|{DAY}),? "
)
_REPLACES = re.compile(r"(?<!hoặc )(?<!hoặc được )(?<!bị )(?<!được )\b[Tt]hay thế(?: cho)? ")
_REPEALS = re.compile(r"(?<!bị )(?<!được )(?<!hoặc )\b(?:[Bb]ãi bỏ|[Hh][ủu][ỷy] bỏ) ")
_CEASES = re.compile(
    r"(?:hết|chấm dứt) hiệu lực(?: thi hành)?,? (?:kể )?từ|(?:bị|được) bãi bỏ(?: kể từ|[.;]|$)"
)
_CEASE = re.compile(r"hết hiệu lực|[Bb]ãi bỏ")
_IS_REPLACED = re.compile(rf"(?:được|bị) thay thế (?:bằng|bởi) {SELF}")
_AMENDS = re.compile(
    rf"(?:Điều \d+[.:] |(?:{SELF} |(?i:{KIND} )(?:về việc )?)?)(?i:sửa đổi|bổ sung)"
    r"[^.;\n“”]{0,60}? (?i:của|tại) "
)
_SAYS = re.compile(r"hay thế|ãi bỏ|ủy bỏ|uỷ bỏ|hiệu lực|(?i:sửa đổi|bổ sung)")
_OPENS = re.compile(r"văn bản|[Cc]ác [A-ZĐ]|sau|dưới đây")


@dataclass(frozen=True, slots=True)
class Own:
    """What is known of the document whose text is read."""

    kind: str | None
    number: str | None
    title: str


def links_of(text: str, own: Own) -> list[Proposal]:
    """The documents that a legal text ends or changes, as proposals of replaces, repeals and
    amends; each once, and none that stands above its own kind as ended.

    A law of one name ends the older one of that name by taking its place, in whichever words.
    """
    found: dict[tuple[str, str], Proposal] = {}
    for mention, proposal in _all(unquoted(text)):
        if proposal.value == own.number:
            continue
        if proposal.field == "repeals" and _is_older_self(mention, own):
            proposal = replace(proposal, field="replaces")
        if proposal.field == "amends" or can_end(own.kind, mention.kind):
            found.setdefault((proposal.field, proposal.value), proposal)
    ended = {value for field, value in found if field != "amends"}
    return [one for one in found.values() if one.field != "amends" or one.value not in ended]


def _is_older_self(mention: Mention, own: Own) -> bool:
    return bool(mention.name) and fold(f"{mention.kind} {mention.name}") == fold(own.title)


def _all(bare: str) -> Iterator[tuple[Mention, Proposal]]:
    field: str | None = None  # of a list that a line ending in ":" has opened
    for start, end in _sentences(bare):
        marker = _MARKER.match(bare, start, end)
        if field and marker:
            yield from _named(bare, field, marker.end(), (start, end))
            continue
        begins = marker.end() if marker else start
        said = list(_said(bare, begins, end))
        yield from said
        field = _opened(bare[begins:end]) if bare[end - 1] == ":" else None


def _sentences(bare: str) -> Iterator[tuple[int, int]]:
    place = 0
    for line in bare.split("\n"):
        start = place
        for gap in _SENTENCE.finditer(bare, place, place + len(line)):
            yield start, gap.start()
            start = gap.end()
        if start < place + len(line):
            yield start, place + len(line)
        place += len(line) + 1


def _said(bare: str, start: int, end: int) -> Iterator[tuple[Mention, Proposal]]:
    """What one sentence says."""
    if not _SAYS.search(bare, start, end):
        return
    if since := _SINCE.match(bare, start, end):
        start = since.end()
    span = (start, end)
    if match := _REPLACES.search(bare, start, end):
        if match.start() == start or re.search(SELF, bare[start : match.start()]):
            yield from _named(bare, "replaces", match.end(), span)
    elif _IS_REPLACED.search(bare, start, end):
        yield from _named(bare, "replaces", start, span)
    if match := _REPEALS.search(bare, start, end):
        yield from _named(bare, "repeals", match.end(), span)
    elif _CEASES.search(bare, start, end):
        yield from _named(bare, "repeals", start, span)
    elif match := _AMENDS.match(bare, start, end):
        yield from _changed(bare, match, span)


def _named(
    bare: str, field: str, start: int, span: tuple[int, int]
) -> Iterator[tuple[Mention, Proposal]]:
    """The documents that a list beginning at `start` names; those of which it names parts alone
    are changed and not ended."""
    if begins_with_part(bare, start, span[1]):
        for mention in mentions_in(bare, start, span[1]):
            yield mention, Proposal("amends", mention.value, *span)
            break
        return
    for mention in whole_ones(bare, start, span[1]):
        yield mention, Proposal(field, mention.value, *span)


def _changed(
    bare: str, match: re.Match[str], span: tuple[int, int]
) -> Iterator[tuple[Mention, Proposal]]:
    for mention in whole_ones(bare, match.end(), span[1]):
        yield mention, Proposal("amends", mention.value, *span)


def _opened(words: str) -> str | None:
    """The field of the list below a line such as "Bãi bỏ các văn bản sau đây:"."""
    if not _OPENS.search(words):
        return None
    if _CEASE.search(words):
        return "repeals"
    return "replaces" if _REPLACES.search(words) else None
