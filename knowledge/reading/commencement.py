"""When a document says that it begins and ends."""

import re
from datetime import date, timedelta

from knowledge.reading.document_numbers import KIND
from knowledge.reading.letterhead import DAY, read_day
from knowledge.reading.reading import Proposal

SELF = rf"(?:{KIND}|Văn bản)(?: liên tịch)? này"
_FORCE = (
    r"(?:chính thức )?(?:có hiệu lực|được thi hành|thi hành)(?: thi hành| và áp dụng| pháp luật)?"
)
_SIGNED = r"(?:ký và ban hành|ký,? ban hành|ký|ban hành)(?! [A-ZĐ])"
_PASSED = r"(?:được )?(?:[^,.;\n]{0,80}? )?(?:biểu quyết )?thông qua"
_BEGINS = re.compile(
    rf"(?:(?<!ngày ){SELF}|(?<![^\n])(?:\d+\. )?{KIND})"
    r"(?: (?:đã )?được [^.;\n]{3,250}? thông qua[^.;\n]{0,60}?(?: và|,))?"
    rf" {_FORCE},? (?:(?:kể )?(?:từ )?(?P<day>{DAY})"
    rf"|(?:kể )?từ ngày (?:{_SIGNED}|{_PASSED})"
    rf"|sau (?P<days>\d{{1,3}})(?: \([^)]*\))? ngày,? (?:kể )?từ ngày (?:{_SIGNED}|{_PASSED}))"
)
_ENDS = re.compile(
    rf"(?<!ngày ){SELF} (?:sẽ )?(?:hết hiệu lực(?: thi hành)?,? (?:kể )?từ (?P<out>{DAY})"
    rf"|{_FORCE},? (?:(?:kể )?từ [^.;\n]{{3,60}}? )?(?:cho )?đến (?:hết )?(?P<last>{DAY}))"
)
_ADOPTED = re.compile(
    rf"{SELF} (?:đã )?được (?P<body>[^.;\n]{{3,250}}?) thông qua(?: tại[^.;\n]{{0,120}}?)?,?"
    rf" (?P<day>{DAY})"
)
_CALLED = re.compile(rf"(?<![^\n])(?:\d+\. )?(?P<kind>{KIND}) này(?= [a-zđà-ỹ])")
_QUOTED = re.compile(r"“[^“”]*”")


def effect_of(text: str, issued_on: date | None) -> list[Proposal]:
    """What the sentences of a legal text say of its own beginning and end, as proposals of
    effective_from and effective_to, of its adoption (issued_on, issuer), and its kind.

    Args:
        text: the whole text; what it quotes of others does not count.
        issued_on: the day from which "từ ngày ký" counts; without it, the day of adoption.
    """
    bare = unquoted(text)
    found = list(_adopted(bare))
    days = (date.fromisoformat(one.value) for one in found if one.field == "issued_on")
    since = issued_on or next(days, None)
    for match in _BEGINS.finditer(bare):
        if day := _first_day(match, since):
            found.append(Proposal("effective_from", day, *match.span()))
    if named := _CALLED.search(bare):
        found.append(Proposal("kind", named["kind"], *named.span()))
    for match in _ENDS.finditer(bare):
        if day := _last_day(match):
            found.append(Proposal("effective_to", day, *match.span()))
    return found


def unquoted(text: str) -> str:
    """The text with what stands in quotes blanked out, as long as before."""
    return _QUOTED.sub(lambda match: "“" + " " * (len(match[0]) - 2) + "”", text)


def _adopted(bare: str) -> list[Proposal]:
    found: list[Proposal] = []
    for match in _ADOPTED.finditer(bare):
        if day := read_day(match["day"]):
            found.append(Proposal("issued_on", day, *match.span()))
        if match["body"].startswith("Quốc hội"):
            found.append(Proposal("issuer", "Quốc hội", *match.span()))
    return found


def _first_day(match: re.Match[str], issued_on: date | None) -> str | None:
    if match["day"]:
        return read_day(match["day"])
    if issued_on is None:
        return None
    return (issued_on + timedelta(days=int(match["days"] or 0))).isoformat()


def _last_day(match: re.Match[str]) -> str | None:
    if match["last"]:
        return read_day(match["last"])
    day = read_day(match["out"])
    return (date.fromisoformat(day) - timedelta(days=1)).isoformat() if day else None
