"""Vietnamese sentences: where they begin and end in a text."""

import re

# A mark that may end a sentence, with the quotes and brackets that close behind it.
_END = re.compile(r"[.!?…]+[”’\"')\]»]*\.?")

# What looks like an end but belongs to the word before it.
_ABBREVIATIONS = frozenset(
    [
        "tp",
        "tx",
        "tt",
        "ts",
        "ths",
        "pgs",
        "gs",
        "bs",
        "ks",
        "cn",
        "ls",
        "ncs",
        "đ/c",
        "nxb",
        "tr",
        "st",
        "mr",
        "mrs",
        "ms",
        "dr",
        "gs.ts",
        "pgs.ts",
        "vd",
        "ô.b",
    ]
)
_NUMBERED_PLACES = frozenset(
    ("điều", "khoản", "điểm", "phần", "chương", "mục", "tiểu mục", "bài", "phụ lục", "quyển", "tập")
)
_ENUMERATOR = re.compile(r"\(?(?:\d{1,3}(?:\.\d{1,3})*[a-zđ]?|[IVXLC]{1,6}|[a-zđA-ZĐ])")
_FIRST_OF_LIST = re.compile(r": ?\(?(?:1|[aA]|I)$")
_SPLIT_DATE = re.compile(r"\d{1,2}\. ?\d{1,2}\. ?\d{4}")
_LOOK = 80  # characters; longer than any enumerator, abbreviation or date
_LONGEST_QUOTATION = 400  # characters
_OPENERS = "“‘\"'([«-–—•*"


def sentence_spans(text: str) -> list[tuple[int, int]]:
    """Cut a text into sentences.

    Args:
        text: any text; a line end ends a sentence unless the next line goes on in lower case.

    Returns:
        `(start, end)` character offsets, ascending, without white space at their ends; together
        they hold every character of the text that is not white space.
    """
    spans: list[tuple[int, int]] = []
    start = 0
    for end in _boundaries(text):
        _append_trimmed(spans, text, start, end)
        start = end
    _append_trimmed(spans, text, start, len(text))
    return spans


def _append_trimmed(spans: list[tuple[int, int]], text: str, start: int, end: int) -> None:
    piece = text[start:end]
    stripped = piece.strip()
    if stripped:
        begin = start + piece.index(stripped)
        spans.append((begin, begin + len(stripped)))


def _boundaries(text: str) -> list[int]:
    """Offsets just behind each sentence, ascending."""
    found: list[int] = []
    start = 0
    for match in re.finditer(rf"\n|{_END.pattern}", text):
        if match.start() < start:
            continue
        if match.group() == "\n":
            ends = _line_ends_sentence(text, start, match.start())
        else:
            ends = _mark_ends_sentence(text, start, match) and not _is_quoted(
                text, start, match.end()
            )
        if ends:
            found.append(match.end())
            start = match.end()
    return found


def _line_ends_sentence(text: str, start: int, position: int) -> bool:
    following = text[position + 1 : position + 80].lstrip(" ")
    if not following or not following[0].islower() or re.match(r"[a-zđ][).] ", following):
        return True
    return text[max(start, position - _LOOK) : position].rstrip()[-1:] in tuple(".!?;:…")


def _mark_ends_sentence(text: str, start: int, match: re.Match[str]) -> bool:
    # Only so much is looked at that a text without sentence ends stays linear to read.
    before = text[max(start, match.start() - _LOOK) : match.start()].lstrip()
    after = text[match.end() : match.end() + _LOOK]
    if not after or after[0].isspace():
        following = after.lstrip()
        return not following or _begins_sentence(following, before, match.group())
    return match.group() == "." and _is_missing_space(before, after)


def _is_quoted(text: str, start: int, position: int) -> bool:
    """Whether a quotation that begins in this sentence is still open: what it quotes is no
    sentence of the text, and may be the opposite of what the text says."""
    if position - start > _LONGEST_QUOTATION:
        return False
    before = text[start:position]
    after = text[position : position + _LONGEST_QUOTATION].partition("\n")[0]
    if before.rfind("“") > before.rfind("”"):
        closing = after.find("”")
        return closing >= 0 and "“" not in after[:closing]
    return before.count('"') % 2 == 1 and '"' in after


def _begins_sentence(following: str, before: str, mark: str) -> bool:
    first = following.lstrip(_OPENERS + " ")[:1]
    if first.islower():
        return False
    if mark != ".":
        return True
    return not (_is_enumerator(before) or _is_abbreviation(before) or _is_date(before, following))


def _is_missing_space(before: str, after: str) -> bool:
    """`hết câu.Câu sau`: a full stop whose space was forgotten, but not `Web.ĐTN` or `a.b.c`."""
    word = re.search(r"[^\W\d_]+$", before)
    if word is None or len(word.group()) < 2 or not word.group().islower():
        return False
    return " " in before and after[0].isupper() and after[1:2].islower()


def _is_enumerator(before: str) -> bool:
    """`1.`, `1.1.`, `II.`, `Điều 5.` at the head of a sentence, or "…: 1.", number what follows."""
    if _FIRST_OF_LIST.search(before):
        return True
    words = before.strip("“\"'*-–• ").split()
    if not 1 <= len(words) <= 3 or not _ENUMERATOR.fullmatch(words[-1]):
        return False
    return len(words) == 1 or " ".join(words[:-1]).lower() in _NUMBERED_PLACES


def _is_abbreviation(before: str) -> bool:
    word = re.search(r"[\w./]+$", before)
    if word is None:
        return False
    last = word.group()
    if last.lower() in _ABBREVIATIONS:
        return True
    initial = last.rsplit(".", 1)[-1]
    return len(initial) == 1 and initial.isupper()


def _is_date(before: str, following: str) -> bool:
    window = before[-8:] + ". " + following[:12]
    return any(m.start() < len(before[-8:]) < m.end() for m in _SPLIT_DATE.finditer(window))
