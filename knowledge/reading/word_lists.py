"""The lists of a .docx: numbering.xml as what `numbering.py` counts with."""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from knowledge.reading.encodings.fonts import encoding_of_font
from knowledge.reading.numbering import DEPTHS, Level, NumberedList
from knowledge.reading.word_package import Element, W, switch, value, whole

_GAPS = {"nothing": ""}
_OWN_BULLETS = "-–—•*+"
_BULLET = "•"  # for the pictures of symbol fonts


def lists_of(
    numbering: Element | None, lists_of_styles: Mapping[str, str]
) -> dict[str, NumberedList]:
    """The lists by their w:numId.

    Args:
        numbering: the root of numbering.xml.
        lists_of_styles: the list that each numbering style names.
    """
    if numbering is None:
        return {}
    abstract = {e.get(f"{W}abstractNumId", ""): e for e in numbering.iterfind(f"{W}abstractNum")}
    families = {e.get(f"{W}numId", ""): value(e, "abstractNumId") or "" for e in _nums(numbering)}
    found: dict[str, NumberedList] = {}
    for num in _nums(numbering):
        list_id = num.get(f"{W}numId", "")
        family = _family(families.get(list_id, ""), abstract, families, lists_of_styles)
        if family in abstract:
            found[list_id] = _list(num, family, abstract[family])
    return found


def _nums(numbering: Element) -> Iterator[Element]:
    yield from numbering.iterfind(f"{W}num")


def _family(
    family: str,
    abstract: Mapping[str, Element],
    families: Mapping[str, str],
    lists_of_styles: Mapping[str, str],
) -> str:
    """Where the levels are: a family may only name a style that names another family."""
    for _ in range(len(abstract)):
        style = value(abstract.get(family), "numStyleLink")
        if not style:
            break
        family = families.get(lists_of_styles.get(style, ""), "")
    return family


def _list(num: Element, family: str, abstract: Element) -> NumberedList:
    levels = [Level()] * DEPTHS
    for element in abstract.iterfind(f"{W}lvl"):
        if (depth := _depth(element)) is not None:
            levels[depth] = _level(element)
    restarted = set()
    for override in num.iterfind(f"{W}lvlOverride"):
        depth = _depth(override)
        if depth is None:
            continue
        if (own := override.find(f"{W}lvl")) is not None:
            levels[depth] = _level(own)
        if (start := whole(value(override, "startOverride"))) is not None:
            levels[depth] = replace(levels[depth], start=start)
            restarted.add(depth)
    return NumberedList(family, tuple(levels), frozenset(restarted))


def _depth(element: Element) -> int | None:
    depth = whole(element.get(f"{W}ilvl"))
    return depth if depth is not None and 0 <= depth < DEPTHS else None


def _level(element: Element) -> Level:
    style, pattern = value(element, "numFmt") or "decimal", value(element, "lvlText") or ""
    start, properties = whole(value(element, "start")), element.find(f"{W}rPr")
    fonts = properties.find(f"{W}rFonts") if properties is not None else None
    font = (fonts.get(f"{W}hAnsi") or fonts.get(f"{W}ascii")) if fonts is not None else None
    return Level(
        style,
        _bullet(pattern) if style == "bullet" else _in_unicode(pattern, font),
        0 if start is None else start,
        whole(value(element, "lvlRestart")),
        switch(element, "isLgl") or False,
        _GAPS.get(value(element, "suff") or "", " "),
        value(element, "pStyle"),
        font,
    )


def _bullet(pattern: str) -> str:
    drawn = pattern.strip()
    return drawn if drawn in _OWN_BULLETS else _BULLET


def _in_unicode(pattern: str, font: str | None) -> str:
    encoding = encoding_of_font(font or "")
    return pattern if encoding is None else encoding.read(pattern)
