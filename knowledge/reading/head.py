"""The head lines of a document, "key: value": what its file says of it for certain."""

import re
import unicodedata
from dataclasses import dataclass, field
from datetime import date, timedelta

from knowledge.reading.reading import Head

_TEXT_FIELDS = {
    "so hieu": "number",
    "so van ban": "number",
    "tieu de": "title",
    "ten van ban": "title",
    "loai": "kind",
    "loai van ban": "kind",
    "co quan ban hanh": "issuer",
    "noi ban hanh": "issuer",
    "thay the boi": "replaced_by",
    "bi thay the boi": "replaced_by",
    "nguon": "origin",
}
_LINK_FIELDS = {
    "thay the": "replaces",
    "thay the cho": "replaces",
    "bai bo": "repeals",
    "sua doi": "amends",
    "sua doi bo sung": "amends",
    "sua doi, bo sung": "amends",
}
_DATE_FIELDS = {
    "ngay ban hanh": "issued_on",
    "hieu luc tu": "effective_from",
    "ngay hieu luc": "effective_from",
    "ngay co hieu luc": "effective_from",
    "het hieu luc": "effective_to",
    "het hieu luc tu": "effective_to",
    "ngay het hieu luc": "effective_to",
}
_KEYS = _TEXT_FIELDS.keys() | _DATE_FIELDS.keys() | _LINK_FIELDS.keys()
_KEY_LINE = re.compile(r"(?P<key>[^\W\d_][^:\n]{0,39}?) ?:(?: (?P<value>.*)|$)")
_LISTED = re.compile(r";|,(?= ?\d)")  # the name of a law may hold a comma
_DAY_FIRST = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})")
_YEAR_FIRST = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_IN_WORDS = re.compile(r"(?:ngày )?(\d{1,2}) tháng (\d{1,2}) năm (\d{4})", re.IGNORECASE)


@dataclass(slots=True)
class HeadLines:
    """Collects the key lines of one document's head."""

    values: dict[str, str] = field(default_factory=dict)
    dates: dict[str, date] = field(default_factory=dict)
    links: dict[str, tuple[str, ...]] = field(default_factory=dict)
    warnings: list[str] = field(default_factory=list)

    def take(self, line: str) -> bool:
        """Take one line; False where it is no "key: value" line with a key we know."""
        match = _KEY_LINE.fullmatch(line.strip())
        key = fold(match["key"]) if match else ""
        if match is None or key not in _KEYS:
            return False
        value = _unquote((match["value"] or "").strip())
        if not value:
            return True
        if key in _DATE_FIELDS:
            self._take_date(match["key"], key, value)
        elif key in _LINK_FIELDS:
            others = tuple(one.strip() for one in _LISTED.split(value) if one.strip())
            self.links.setdefault(_LINK_FIELDS[key], others)
        else:
            self.values.setdefault(_TEXT_FIELDS[key], value)
        return True

    def _take_date(self, written: str, key: str, value: str) -> None:
        day = parse_date(value)
        if day is None:
            self.warnings.append(
                f"Dòng “{written}” ghi “{value}” không phải một ngày có thật dạng ngày/tháng/năm,"
                " nên bị bỏ qua."
            )
        else:
            # "từ" names the first day that it is out of force, the field the last one in force.
            day -= timedelta(days=key == "het hieu luc tu")
            self.dates.setdefault(_DATE_FIELDS[key], day)

    def head(self) -> Head:
        """The fields taken so far."""
        values, dates = self.values, self.dates
        return Head(
            number=values.get("number"),
            title=values.get("title"),
            kind=values.get("kind"),
            issuer=values.get("issuer"),
            issued_on=dates.get("issued_on"),
            effective_from=dates.get("effective_from"),
            effective_to=dates.get("effective_to"),
            replaced_by=values.get("replaced_by"),
            origin=values.get("origin"),
            replaces=self.links.get("replaces", ()),
            repeals=self.links.get("repeals", ()),
            amends=self.links.get("amends", ()),
        )


def is_key_line(line: str) -> bool:
    """Whether a line has the form "key: value", whatever the key."""
    return _KEY_LINE.fullmatch(line.strip()) is not None


def fold(words: str) -> str:
    """Lower case without diacritics, single spaces: how keys are compared."""
    plain = unicodedata.normalize("NFD", words.lower().replace("đ", "d"))
    return " ".join("".join(c for c in plain if not unicodedata.combining(c)).split())


def parse_date(words: str) -> date | None:
    """A day written as 10/01/2019, 10.1.2019, 2019-01-10 or "ngày 10 tháng 01 năm 2019"."""
    words = words.strip().rstrip(".")
    if match := _DAY_FIRST.fullmatch(words) or _IN_WORDS.fullmatch(words):
        day, month, year = (int(group) for group in match.groups())
    elif match := _YEAR_FIRST.fullmatch(words):
        year, month, day = (int(group) for group in match.groups())
    else:
        return None
    try:
        return date(year, month, day)
    except ValueError:
        return None


def contradictions(head: Head) -> list[str]:
    """Vietnamese warnings on dates that cannot all be right."""
    first, last = head.effective_from, head.effective_to
    if first and last and last < first:
        return [f"Ngày hết hiệu lực {last:%d/%m/%Y} đứng trước ngày hiệu lực {first:%d/%m/%Y}."]
    return []


def _unquote(value: str) -> str:
    if len(value) >= 2 and value[0] == value[-1] and value[0] in "\"'":
        return value[1:-1].strip()
    return value
