"""The kind and the title of a document: "LUẬT" and, below it, "VIÊN CHỨC"."""

import re

from knowledge.reading.casing import usual_case
from knowledge.reading.document_numbers import KINDS
from knowledge.reading.reading import Proposal

_LONGEST = 400  # characters of a title
_KIND_IN_CAPITALS = re.compile(
    r"(?:^|(?<=[\n|]))[ |*–—_-]{0,80}"
    r"(?P<kind>" + "|".join(kind.upper() for kind in KINDS) + r")(?!\w|:)"
)
_KIND_FIRST = re.compile(rf"^(?P<kind>{'|'.join(KINDS)})(?= [^\W\d])", re.MULTILINE)
_BEGINS = re.compile(
    r"[a-zđà-ỹ]|(?:Về|Quy định|Ban hành|Sửa đổi|Bổ sung|Hướng dẫn|Phê duyệt|Thành lập|Tăng cường"
    r"|Hợp nhất|Bãi bỏ|Tiếp tục|Đẩy mạnh|Công nhận|Công bố|Nâng cao|Đổi mới|Triển khai|Thực hiện)\b"
)
# A line of the issuer's name between title and body.
_WHO = re.compile(r"(?:BỘ TRƯỞNG|CHÍNH PHỦ|THỦ TƯỚNG|QUỐC HỘI|CHỦ TỊCH|[UỦ][ỶY] BAN|HỘI ĐỒNG|BAN )")
_OPEN_END = re.compile(r"(?:,|\b(?:của|và|về|trong|tại|cho|với|các|đối với|ngày))$", re.IGNORECASE)
_RULE = re.compile(r"[\s|*_=–—.-]*")
_WITH_CAPITAL = ("Luật", "Bộ luật", "Pháp lệnh", "Điều lệ")


def kind_and_title(bare: str, text: str) -> list[Proposal]:
    """The kind, and the title where there is more than the kind, as proposals.

    Args:
        bare: the words above the body, with what is no title blanked out by "|".
        text: the whole text, whose spelling a title in capitals is given.
    """
    if match := _KIND_IN_CAPITALS.search(bare):
        kind = next(one for one in KINDS if one.upper() == match["kind"])
        start, end = match.span("kind")
        parts, last = _title_lines(bare, end)
        found = [Proposal("kind", kind, start, end)]
        if parts:
            found.append(Proposal("title", _title(kind, parts, text), start, last))
        return found
    if (match := _KIND_FIRST.search(bare)) is None:
        return []
    line = bare[match.start() :].split("\n", 1)[0].split("|", 1)[0].strip()
    if len(line) > _LONGEST or line.endswith((".", ";", ":")):
        return []
    start, end = match.start(), match.start() + len(line)
    named = Proposal("kind", match["kind"], start, match.end())
    return [named, Proposal("title", line, start, end)]


def _title_lines(bare: str, start: int) -> tuple[list[str], int]:
    """The lines of a title behind its kind, and where the last of them ends."""
    parts: list[str] = []
    end = place = start
    lines = bare[start:].split("\n")
    for number, line in enumerate(lines):
        words = line.split("|", 1)[0].strip(" *–—_-")
        blank = not words or _RULE.fullmatch(line) is not None
        if words and not blank:
            if not _goes_on(parts, words, is_last=not _words_in(lines[number + 1 :])):
                break
            parts.append(words)
            end = place + line.index(words) + len(words)
        elif _is_rule(line) and (parts or number):
            break
        place += len(line) + 1
    return parts, end


def _words_in(lines: list[str]) -> bool:
    """Whether the next line that is not blank holds words of its own."""
    following = next((line for line in lines if line.strip()), "")
    return any(map(str.isalpha, following)) and not following.isupper()


def _is_rule(line: str) -> bool:
    return bool(line.strip()) and _RULE.fullmatch(line) is not None


def _goes_on(parts: list[str], words: str, *, is_last: bool) -> bool:
    """Whether a line belongs to the title whose lines are `parts` so far; `is_last`: no other
    line of words stands between it and the body."""
    if words.startswith("(") or sum(map(len, parts)) + len(words) > _LONGEST:
        return False
    capitals = words.isupper()
    if not parts:
        begins = _BEGINS.match(words) is not None or (is_last and words[-1] != ",")
        return capitals or (begins and not words.endswith((".", ":", ";")))
    unfinished = _OPEN_END.search(parts[-1]) is not None
    if capitals and parts[-1].isupper():
        return unfinished or _WHO.match(words) is None
    return (unfinished or words[0].islower()) and not words.endswith((".", ":"))


def _title(kind: str, parts: list[str], text: str) -> str:
    words = " ".join(parts)
    if words.isupper():
        words = usual_case(words, text)
    elif _BEGINS.match(words):
        words = words[0].lower() + words[1:]
    if kind in _WITH_CAPITAL:
        words = words[0].upper() + words[1:]
    return f"{kind} {words}"
