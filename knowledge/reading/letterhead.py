"""The letterhead of a document: its number, place and day, as they stand above its first words. A
conversion may have run its two columns together."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from knowledge.reading.document_numbers import (
    KIND,
    NUMBER,
    issuer_by_number,
    kind_by_number,
    tidied,
)
from knowledge.reading.head import parse_date
from knowledge.reading.issuing import issuer_above, issuer_named
from knowledge.reading.reading import Proposal
from knowledge.reading.titling import kind_and_title

_LINES = 40  # lines with words in which a letterhead stands
_MOTTO = re.compile(
    r"C[ỘÔ]NG\s+H(?:ÒA|OÀ|ÓA)\s+X[ÃA]\s+H[ỘÔ]I\s+CH[ỦU]\s+NGH[ĨI]A\s+VI[ỆÊ]T\s+NAM"
    r"|ĐỘC\s+L[ẬÂ]P\s*[-–.]\s*TỰ\s+DO\s*[-–.]\s*H[ẠA]NH\s+PH[ÚU]C",
    re.IGNORECASE,
)
DAY = (
    r"(?:ngày\s*\d{1,2}\s*[Tt]háng\s*\d{1,2}\s*năm\s*\d{4}"
    r"|(?:ngày\s+)?\d{1,2}\s?[/.-]\s?\d{1,2}\s?[/.-]\s?\d{4})(?!\d)"
)
_WORD = r"[^\W\d_a-zà-ỹ][^\W\d_]*\.?"
_PLACE_AND_DAY = re.compile(
    rf"(?<![\w/.-]){_WORD}(?:[ -]{_WORD}){{0,5}}(?:,\s*|\s+)(?=[Nn]gày)(?P<day>(?i:{DAY}))"
)
_OWN_NUMBER = re.compile(
    rf"(?P<kind>(?i:Bộ luật|Luật|Pháp lệnh|Nghị quyết|Lệnh)\s+)?\b[Ss](?:ố|Ố)\s?(?P<colon>:)?\s?"
    rf"(?P<number>{NUMBER})"
)
_OTHERS = re.compile(rf"(?i:{KIND})\s*$")
_ISSUED_WITH = re.compile(
    rf"[Bb]an hành\s+(?:kèm\s+)?theo\s+{KIND}\s+số:?\s*(?P<number>{NUMBER}),?\s+(?P<day>{DAY})"
    r"(?:\s+của\s+(?P<issuer>[^()\n]{4,100}))?"
)
_BODY = re.compile(
    r"(?:[-–+*] ?)?(?:Căn cứ|Điều \d|Chương (?:[IVX\d]|thứ)|Phần (?:[IVX]|thứ)|Xét|Theo đề nghị"
    r"|Thực hiện|Thi hành|Kính gửi|Để |Mục [IVX\d]|[IVX]+\.|\d+\.|A\.)"
)


@dataclass(frozen=True, slots=True)
class Letterhead:
    """What the words above the body say; several numbers or days where they do not agree."""

    proposals: tuple[Proposal, ...]
    is_one: bool  # a motto or a number of the document's own stands there


def letterhead_of(text: str) -> Letterhead:
    """Read the lines above the first article, section or "Căn cứ …" of a text."""
    zone = text[: _end_of_zone(text)]
    bare = _blanked(zone, _MOTTO)
    with_act = list(_issued_with(bare, text))
    bare = _blanked(bare, _ISSUED_WITH)
    days = [_of_day(m) for m in _PLACE_AND_DAY.finditer(bare)]
    bare = _blanked(bare, _PLACE_AND_DAY)
    numbers = list(_numbers(bare))
    for one in numbers:
        bare = bare[: one.start] + "|" * (one.end - one.start) + bare[one.end :]
    own = [one for one in (*numbers, *days) if one is not None] or with_act
    found = kind_and_title(bare, text)
    above = min((one.start for one in found), default=max((one.end for one in own), default=0))
    issuer = issuer_above(bare[:above], text)
    known = {one.field for one in (*own, *found)}
    proposals = [*own, *found, *_by_number(numbers or with_act, issuer, known)]
    return Letterhead(tuple(proposals), bool(numbers or with_act or _MOTTO.search(zone)))


def _end_of_zone(text: str) -> int:
    end = worded = 0
    for line in text.split("\n"):
        if worded == _LINES or _BODY.match(line):
            break
        worded += any(map(str.isalpha, line))
        end += len(line) + 1
    return min(end, len(text))


def _blanked(words: str, pattern: re.Pattern[str]) -> str:
    """The words with a sign that parts them in place of each match, as long as before."""
    return pattern.sub(lambda match: "|" * len(match[0]), words)


def _of_day(match: re.Match[str]) -> Proposal | None:
    day = read_day(match["day"])
    return Proposal("issued_on", day, *match.span()) if day else None


def read_day(words: str) -> str | None:
    """A day as it is written in a text, as 2019-06-14; None where there is no such day."""
    numbers = re.findall(r"\d+", words)
    day = parse_date("/".join(numbers)) if len(numbers) == 3 else None
    return day.isoformat() if day else None


def _numbers(bare: str) -> Iterator[Proposal]:
    """The document's own: with nothing before it on its line but capitals and signs, and no kind
    of document among these, as in a title that names another."""
    for match in _OWN_NUMBER.finditer(bare):
        before = bare[bare.rfind("\n", 0, match.start()) + 1 : match.start()]
        if not any(map(str.islower, before)) and not _OTHERS.search(before):
            start = match.start("kind") if match["kind"] else match.start()
            yield Proposal("number", tidied(match["number"]), start, match.end())


def _issued_with(bare: str, text: str) -> Iterator[Proposal]:
    """Of rules that were put out with a decision: its number, day and issuer are theirs."""
    for match in _ISSUED_WITH.finditer(bare):
        yield Proposal("number", tidied(match["number"]), *match.span())
        if day := read_day(match["day"]):
            yield Proposal("issued_on", day, *match.span())
        if match["issuer"]:
            yield Proposal("issuer", issuer_named(match["issuer"], text), *match.span())


def _by_number(own: list[Proposal], issuer: Proposal | None, known: set[str]) -> Iterator[Proposal]:
    """Issuer and kind as a number's letters name them; a letterhead says more exactly which body
    of the Party or the youth union it was."""
    number = next((one for one in own if one.field == "number"), None)
    by_letters = issuer_by_number(number.value) if number else None
    is_rough = by_letters is None or by_letters.startswith("Trung ương")
    if "issuer" not in known and issuer and is_rough:
        yield issuer
    elif "issuer" not in known and number and by_letters:
        yield Proposal("issuer", by_letters, number.start, number.end)
    kind = kind_by_number(number.value) if number else None
    if "kind" not in known and number and kind:
        yield Proposal("kind", kind, number.start, number.end)
