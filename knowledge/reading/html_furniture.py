"""What stands on a page and is no part of its words: scripts, menus, counters, lists of links."""

import re
from dataclasses import dataclass
from itertools import pairwise

from lxml import etree
from lxml.html import HtmlElement

from knowledge.reading.html_tree import classes_of, elements, words_of

# Never words of the page, wherever they stand.
_MACHINERY = (
    *("script", "style", "noscript", "template", "head", "title", "svg", "math", "canvas"),
    *("iframe", "frame", "frameset", "object", "embed", "applet", "audio", "video", "map"),
    *("input", "button", "select", "textarea", "datalist", "progress", "meter", "dialog", "img"),
)
_STRUCK = ("del", "s", "strike")
_PARTS = ("nav", "aside", "menu")
_ROLES = frozenset(
    "navigation banner contentinfo search complementary menu menubar toolbar dialog alertdialog"
    " tablist".split()
)
_HIDDEN = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all"
    r"|mso-element\s*:\s*(?:header|footer|comment)",
    re.IGNORECASE,
)
_OFFICE = re.compile(r"libreoffice|openoffice|microsoft word|google docs", re.IGNORECASE)
# Tables of contents that word processors make: every line stands in the text again.
_CONTENTS = re.compile(r"\bMsoToc\w*|Table of Contents\d*", re.IGNORECASE)
_WORD = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")
# Words of class names by which authors of pages tell furniture from content.
_NAMED = frozenset(
    "nav navbar navigation menu submenu topmenu breadcrumb breadcrumbs sidebar footer toolbar share"
    " sharing social addthis sharethis related lienquan tinlienquan tinkhac comment comments"
    " binhluan disqus cookie cookies consent gdpr ad ads advert adsbygoogle advertisement quangcao"
    " banner popup modal newsletter subscribe pagination pager counter hitcounter luottruycap"
    " thongke chiase rating vote login dangnhap hotline skip tags tagcloud toc mucluc".split()
)
_NAMED_PAIRS = frozenset(
    tuple(pair.split("-"))
    for pair in (
        "lien-quan tin-khac bai-khac binh-luan quang-cao luot-xem truy-cap thong-ke chia-se muc-luc"
        " dang-nhap back-top scroll-top other-news read-more see-also most-read tin-moi tin-lien"
        " font-size co-chu y-kien"
    ).split()
)
_BLOCKS = ("ul", "ol", "dl", "div", "table", "tr", "td", "section", "p", "center")
_CONTENT = ("html", "body", "main", "article", "h1", "a")
_MOST = 0.4  # of the page's letters; what holds more is not furniture by its name
_LINKED = 0.75  # of an element's letters, from which it is a list of links
_LINKS = 3


@dataclass(slots=True)
class _Weight:
    """Letters in an element, those of them in links, and how many links."""

    letters: int = 0
    linked: int = 0
    links: int = 0
    has_h1: bool = False

    def add(self, other: "_Weight") -> None:
        self.letters += other.letters
        self.linked += other.linked
        self.links += other.links
        self.has_h1 = self.has_h1 or other.has_h1


def machinery_of(tree: HtmlElement) -> set[HtmlElement]:
    """What is never read: what makes the page work, and what it hides."""
    hidden = {
        node
        for node in elements(tree)
        if _HIDDEN.search(node.get("style") or "") or node.get("hidden") is not None
    }
    return hidden - set(elements(tree, "html", "body")) | set(elements(tree, *_MACHINERY))


def struck_out(tree: HtmlElement) -> set[HtmlElement]:
    """Words with a line through them: no longer said."""
    return {node for node in elements(tree, *_STRUCK) if words_of(node)}


def is_office_page(tree: HtmlElement) -> bool:
    """Whether a word processor wrote the page: then all of it is the document."""
    makers = (m for m in tree.iter("meta") if (m.get("name") or "").lower() == "generator")
    if any(_OFFICE.search(maker.get("content") or "") for maker in makers):
        return True
    return any("Mso" in (node.get("class") or "") for node in tree.iter("p"))


def contents_of(tree: HtmlElement) -> set[HtmlElement]:
    """The lines of the table of contents in a word processor's page."""
    return {node for node in elements(tree, "div", "p") if _CONTENTS.search(classes_of(node))}


def furniture_of(tree: HtmlElement, machinery: set[HtmlElement]) -> set[HtmlElement]:
    """The parts of a page around its words; none that holds most of its letters."""
    total = _weigh(tree, machinery, {}).letters or 1
    found: dict[HtmlElement, None] = {}
    _weigh(tree, machinery, found, total)
    return set(found)


def is_named_furniture(classes: str) -> bool:
    """Whether a class or id says so: "related-news", "boxTinKhac", "fb-share"."""
    parts = [part.lower() for part in _WORD.findall(classes)]
    pairs = set(pairwise(parts))
    return bool(_NAMED.intersection(parts) or _NAMED_PAIRS & pairs)


def _weigh(
    tree: HtmlElement,
    machinery: set[HtmlElement],
    found: dict[HtmlElement, None],
    total: int | None = None,
) -> _Weight:
    """Weigh every element inside out, in one pass; with a total, note what is furniture."""
    stack = [_Weight()]
    inside = 0  # articles and mains around the element at hand
    walk = etree.iterwalk(tree, events=("start", "end"))
    for event, node in walk:
        if event == "start":
            inside += node.tag in ("article", "main")
            stack.append(_Weight(letters=_letters(node.text), has_h1=node.tag == "h1"))
            if node in machinery:
                stack[-1] = _Weight()
                walk.skip_subtree()
            continue
        weight = stack.pop()
        inside -= node.tag in ("article", "main")
        if node.tag == "a" and node.get("href") and weight.letters:
            weight.linked, weight.links = weight.letters, 1
        if total is not None and weight.letters and _is_furniture(node, weight, total, inside > 0):
            found[node] = None
        weight.letters += _letters(node.tail)
        stack[-1].add(weight)
    return stack[0]


def _is_furniture(node: HtmlElement, weight: _Weight, total: int, inside: bool) -> bool:
    if node.tag in _CONTENT or weight.letters > _MOST * total:
        return False
    if node.tag in _PARTS or (node.get("role") or "").lower() in _ROLES:
        return True
    if node.tag in ("footer", "header"):
        return not inside and not (node.tag == "header" and weight.has_h1)
    if is_named_furniture(classes_of(node)):
        return True
    is_list = weight.links >= _LINKS and weight.linked >= _LINKED * weight.letters
    return node.tag in _BLOCKS and is_list


def _letters(text: str | None) -> int:
    return sum(map(len, text.split())) if text else 0
