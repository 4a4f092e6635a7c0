"""What a web page leaves in a copied article: counters, menus, buttons. Dropped when certain."""

import re
from dataclasses import dataclass
from datetime import date

from knowledge.reading.head import fold, parse_date

_TOP = 8  # lines with words in which page furniture stands above an article
_TIME = r"\d{1,2}[:hg]\d{2}(?::\d{2})?"
_DAY = r"(?P<day>\d{1,2}[/.-]\d{1,2}[/.-]\d{4})"
_WEEKDAY = r"(?:(?:thứ (?:hai|ba|tư|năm|sáu|bảy|[2-7])|chủ nhật),? ?)"
# "09:49 19/02/2020 1046": time, day, views; also "23.3.2018 - 8:41".
_STAMP = re.compile(
    rf"{_WEEKDAY}?(?:{_TIME}[ ,|-]*{_DAY}|{_DAY.replace('day', 'day2')}[ ,|-]*{_TIME})"
    r"(?: ?\(gmt ?\+?7\))?(?: *(?:lượt xem:? ?)?\d{1,9})?",
    re.IGNORECASE,
)
_LONG_DAY = re.compile(
    rf"{_WEEKDAY}?(?:ngày )?(?P<day>\d{{1,2}} tháng \d{{1,2}} năm \d{{4}})", re.IGNORECASE
)
_TODAY = re.compile(r"hom nay,? (?:la )?(?:thu \w+,? )?ngay .{6,40}|hom nay:? ?\d[\d/ .:-]+")
_FONT_SIZE = re.compile(r"co chu ?:?(?: ?[a+-]{1,3})*")
_SITE_ADDRESS = re.compile(r"(?:https?://|www\.)\S+")
_MENU = re.compile(r"[^»›]{2,60}(?: ?[»›] ?[^»›]{2,60})+")
_BAR_MENU = re.compile(r"[^|]{2,40}(?: \| [^|]{2,40})+")
_COUNTER = re.compile(
    r"\d{4,}|(?:so (?:nguoi|luot) )?(?:truy cap|luot truy cap|dang truc tuyen|dang online).{0,30}"
    r"|(?:hom nay|hom qua|tuan nay|thang nay|tong cong|tat ca) ?: ?[\d., ]+"
)
_BUTTONS = frozenset(
    (
        "back to top, ve dau trang, in tin bai, luu tin bai, in tin bailuu tin bai, in bai viet,"
        "in trang, in trang nay, gui email, gui cho ban be, chia se, tweet, like, share, g+, zalo,"
        "facebook, twitter, android apk, ios app, binh luan, gui binh luan, y kien ban doc,"
        "cac bai viet khac, cac tin khac, cac bai khac, tin khac, bai viet khac, tin lien quan,"
        "bai viet lien quan, tin bai khac, tin cung chuyen muc, tin moi hon, tin cu hon,"
        "cac tin da dua, xem them, tin noi bat, lien ket website, lien ket web, quang cao"
    )
    .replace(", ", ",")
    .split(",")
)
_SESSION = re.compile(r"ban da khong su dung site,? .{0,160}")


@dataclass(frozen=True, slots=True)
class Swept:
    """The lines that are left, and what the dropped ones said for certain."""

    lines: tuple[str, ...]
    dropped: int
    published_on: date | None
    address: str | None


def sweep(lines: list[str]) -> Swept:
    """Drop what is certainly not the article's own words.

    Args:
        lines: the cleaned lines of a text file, blank ones included.
    """
    gone = _top_furniture(lines) | _tail_furniture(lines)
    days = [day for i in sorted(gone) if (day := _stamp_day(lines[i])) is not None]
    addresses = [lines[i] for i in sorted(gone) if _SITE_ADDRESS.fullmatch(lines[i])]
    kept = tuple(line for i, line in enumerate(lines) if i not in gone)
    return Swept(kept, len(gone), days[0] if days else None, addresses[0] if addresses else None)


def _top_furniture(lines: list[str]) -> set[int]:
    worded = [i for i, line in enumerate(lines) if line][:_TOP]
    gone = {i for i in worded if _is_top_line(lines[i])}
    # The site's name stands right above the site's address, at the very top.
    if len(worded) > 2 and _SITE_ADDRESS.fullmatch(lines[worded[1]]) and len(lines[worded[0]]) < 80:
        gone.add(worded[0])
    # Below a title, a line that is nothing but a day says when the page was put out.
    gone |= {i for i in worded[1:4] if _LONG_DAY.fullmatch(lines[i])}
    return gone if len(gone) < len(worded) else set()


def _is_top_line(line: str) -> bool:
    folded = fold(line)
    return bool(
        _STAMP.fullmatch(line)
        or _TODAY.fullmatch(folded)
        or _FONT_SIZE.fullmatch(folded)
        or _SITE_ADDRESS.fullmatch(line)
        or _MENU.fullmatch(line)
        or (_BAR_MENU.fullmatch(line) and line.isupper())
    )


def _tail_furniture(lines: list[str]) -> set[int]:
    """Walk up from the end; a menu word between two certain lines goes with them."""
    gone: set[int] = set()
    doubtful: list[int] = []
    for i in range(len(lines) - 1, -1, -1):
        if not lines[i]:
            continue
        if _is_tail_line(lines[i]):
            gone |= {i, *doubtful}
            doubtful = []
        elif len(lines[i]) <= 40 and gone and not doubtful and not _ends_sentence(lines[i]):
            doubtful.append(i)
        else:
            break
    return gone


def _is_tail_line(line: str) -> bool:
    folded = fold(line)
    return bool(
        folded in _BUTTONS
        or _COUNTER.fullmatch(folded)
        or _SESSION.fullmatch(folded)
        or _FONT_SIZE.fullmatch(folded)
    )


def _ends_sentence(line: str) -> bool:
    return line[-1:] in tuple(".!?;:…")


def _stamp_day(line: str) -> date | None:
    if match := _STAMP.fullmatch(line):
        return parse_date(match["day"] or match["day2"])
    if match := _LONG_DAY.fullmatch(line):
        return parse_date(match["day"])
    return None
