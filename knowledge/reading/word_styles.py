"""The styles of a .docx: what each paragraph and run takes from them."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, fields, replace

from knowledge.reading.word_package import Element, W, switch, value, whole

_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
BODY_TEXT = 9  # the outline level that is none
# Word names it in English in every language; other programs put their own names down.
_HEADING_NAME = re.compile(r"(?:heading|tiêu đề|đầu đề|đề mục) ?([1-9])", re.IGNORECASE)
_CONTENTS_NAME = re.compile(r"(?:toc|contents|mục lục) ?\d|table of (?:figures|authorities)", re.I)


@dataclass(frozen=True, slots=True)
class Look:
    """What a style, a paragraph or a run says of itself; None where it leaves it to others."""

    outline: int | None = None  # from 0; 9 is body text
    list_id: str | None = None  # "0" takes a paragraph out of its list
    depth: int | None = None
    hidden: bool | None = None
    struck: bool | None = None
    font: str | None = None

    def over(self, below: "Look") -> "Look":
        """This look where it says something, the one below elsewhere."""
        said = {f.name: v for f in fields(self) if (v := getattr(self, f.name)) is not None}
        return replace(below, **said)


@dataclass(frozen=True, slots=True)
class Styles:
    """The styles by id; `default` is what a document says of all its text."""

    default: Look = Look()
    looks: Mapping[str, Look] = field(default_factory=dict)
    contents: frozenset[str] = frozenset()  # the styles of tables of contents
    lists: Mapping[str, str] = field(default_factory=dict)  # numbering styles and their lists
    usual: str = ""  # the style of paragraphs that name none
    fonts: Mapping[str, str] = field(default_factory=dict)  # those of the theme

    def look(self, style: str | None) -> Look:
        """What a style says, with all it is based on."""
        return self.looks.get(style or "", Look())


def styles_of(styles: Element | None, theme: Element | None) -> Styles:
    """The styles of a document; both parts may be missing."""
    fonts = dict(_theme_fonts(theme))
    if styles is None:
        return Styles(fonts=fonts)
    elements = {e.get(f"{W}styleId", ""): e for e in styles.iterfind(f"{W}style")}
    defaults = styles.find(f"{W}docDefaults/{W}rPrDefault")
    usual = (i for i, e in elements.items() if _is_usual(e))
    return Styles(
        look_of(None, defaults.find(f"{W}rPr") if defaults is not None else None, fonts),
        {style: _chained(style, elements, fonts) for style in elements},
        frozenset(i for i, e in elements.items() if _CONTENTS_NAME.match(value(e, "name") or "")),
        dict(_numbering_styles(elements)),
        next(usual, ""),
        fonts,
    )


def look_of(paragraph: Element | None, run: Element | None, fonts: Mapping[str, str]) -> Look:
    """What a w:pPr and a w:rPr say.

    Args:
        fonts: those of the theme, by their names in the theme.
    """
    numbers = paragraph.find(f"{W}numPr") if paragraph is not None else None
    return Look(
        whole(value(paragraph, "outlineLvl")),
        value(numbers, "numId"),
        whole(value(numbers, "ilvl")),
        switch(run, "vanish"),
        switch(run, "strike") or switch(run, "dstrike"),
        _font(run, fonts),
    )


def _font(run: Element | None, fonts: Mapping[str, str]) -> str | None:
    """The font of letters beyond ASCII."""
    named = run.find(f"{W}rFonts") if run is not None else None
    if named is None:
        return None
    for which in ("hAnsi", "ascii"):
        if (theme := named.get(f"{W}{which}Theme")) is not None:
            return fonts.get(theme[:5])  # "minorHAnsi", "majorBidi"
        if name := named.get(f"{W}{which}"):
            return str(name)
    return None


def _theme_fonts(theme: Element | None) -> Iterator[tuple[str, str]]:
    scheme = theme.find(f".//{_A}fontScheme") if theme is not None else None
    if scheme is None:
        return
    for which in ("major", "minor"):
        latin = scheme.find(f"{_A}{which}Font/{_A}latin")
        if latin is not None:
            yield which, latin.get("typeface", "")


def _chained(style: str, elements: Mapping[str, Element], fonts: Mapping[str, str]) -> Look:
    look, seen = Look(), set[str]()
    while style in elements and style not in seen:
        seen.add(style)
        element = elements[style]
        own = look_of(element.find(f"{W}pPr"), element.find(f"{W}rPr"), fonts)
        if own.outline is None and (name := _HEADING_NAME.fullmatch(value(element, "name") or "")):
            own = replace(own, outline=int(name[1]) - 1)
        look = look.over(own)
        style = value(element, "basedOn") or ""
    return look


def _is_usual(style: Element) -> bool:
    said = style.get(f"{W}default") in ("1", "true", "on")
    return said and style.get(f"{W}type", "paragraph") == "paragraph"


def _numbering_styles(elements: Mapping[str, Element]) -> Iterator[tuple[str, str]]:
    for style, element in elements.items():
        if element.get(f"{W}type") == "numbering":
            yield style, value(element.find(f"{W}pPr/{W}numPr"), "numId") or ""
