"""Web pages, saved or fetched: the words of the document, without what stands around them."""

from dataclasses import dataclass, field, replace
from itertools import pairwise

from lxml.html import HtmlElement

from knowledge.errors import ReadingError
from knowledge.reading.head import HeadLines
from knowledge.reading.html_decoding import decode_page
from knowledge.reading.html_facts import PageFacts, facts_of
from knowledge.reading.html_furniture import (
    contents_of,
    furniture_of,
    is_office_page,
    machinery_of,
    struck_out,
)
from knowledge.reading.html_letters import in_unicode
from knowledge.reading.html_lines import Line, lines_of
from knowledge.reading.html_main import article_numbers, extract_of, main_lines
from knowledge.reading.html_tree import ancestors, depth_of, parse_page
from knowledge.reading.leftovers import Swept, sweep
from knowledge.reading.reading import Head, Heading, Reading

_DEEPEST = 200  # levels up to which the extractor, which goes down by itself, is asked
_LONGEST = 2_000_000  # letters up to which it is asked
_LAW = 2  # articles from which a page is a law and no article of the press
_LOGIN_WORDS = 150  # words; a page that asks for a password and says less is nothing else


def read_html(source: str, data: bytes) -> Reading:
    """Read a web page; `source` is the file's name.

    Raises `ReadingError` for a page nested too deep to be read whole, and for one that holds
    nothing but a form to log in with.
    """
    decoded = decode_page(data)
    tree = parse_page(source, decoded.text)
    if tree is None:
        return Reading(source, "", "html", Head())
    repairs = in_unicode(tree)
    page = _page_of(tree)
    _refuse_login(source, tree, page.lines)
    warnings = [*repairs, *page.warnings]
    if decoded.broken:
        warnings.append(
            f"{decoded.broken} ký tự của trang không đọc được bằng bảng mã {decoded.encoding}."
        )
    return _reading(source, page.lines, facts_of(tree), warnings)


@dataclass(slots=True)
class _Page:
    lines: list[Line]
    warnings: list[str] = field(default_factory=list)


def _page_of(tree: HtmlElement) -> _Page:
    struck = struck_out(tree)
    unread = machinery_of(tree) | struck
    full = lines_of(tree, unread)
    furniture = contents_of(tree) if is_office_page(tree) else furniture_of(tree, unread)
    slim = _without(tree, full, unread, furniture)
    page = _Page(slim)
    if struck:
        page.warnings.append(f"Đã bỏ {len(struck)} chỗ bị gạch ngang trong trang.")
    if furniture and not is_office_page(tree) and _can_be_extracted(tree, slim):
        page.lines = main_lines(slim, extract_of(tree))
    if len(page.lines) < len(full):
        page.warnings.append(
            f"Đã bỏ {len(full) - len(page.lines)} dòng quanh bài (menu, liên kết, quảng cáo)."
        )
    return page


def _without(
    tree: HtmlElement, full: list[Line], unread: set[HtmlElement], furniture: set[HtmlElement]
) -> list[Line]:
    """The lines without furniture; a part stays that holds an article which is nowhere else."""
    slim = lines_of(tree, unread | furniture)
    missing = article_numbers(full) - article_numbers(slim)
    if not missing and slim:
        return slim
    wanted = [line for line in full if article_numbers([line]) & missing or not slim]
    kept = {node for line in wanted for node in ancestors(line.node)}
    return lines_of(tree, unread | (furniture - kept))


def _can_be_extracted(tree: HtmlElement, lines: list[Line]) -> bool:
    return depth_of(tree) <= _DEEPEST and 0 < sum(len(line.text) for line in lines) <= _LONGEST


def _refuse_login(source: str, tree: HtmlElement, lines: list[Line]) -> None:
    asks = any((one.get("type") or "").lower() == "password" for one in tree.iter("input"))
    if asks and sum(len(line.text.split()) for line in lines) < _LOGIN_WORDS:
        raise ReadingError(f"“{source}” là trang đăng nhập, không phải văn bản.")


def _reading(source: str, lines: list[Line], facts: PageFacts, warnings: list[str]) -> Reading:
    fields = HeadLines()
    lines = _below_head_lines(lines, fields)
    # A row may look like a menu.
    swept = sweep(["" if line.is_row else line.text for line in lines])
    if swept.dropped:
        warnings.append(f"Đã bỏ {swept.dropped} dòng thừa của trang web (ngày giờ, bộ đếm, menu).")
    kept = _kept(lines, swept)
    text, headings = _joined(kept)
    is_press = len(article_numbers(kept)) < _LAW
    # A portal's day is not a law's.
    day = (facts.published_on or swept.published_on) if is_press else None
    said = fields.head()
    head = replace(
        said,
        issued_on=said.issued_on or day,
        origin=said.origin or facts.address or swept.address,
    )
    titles = [heading for heading in headings if heading.level == 1]
    if len(titles) == 1:  # the page's title, and no part of the document
        head = replace(head, title=said.title or (titles[0].title if is_press else None))
        headings = [heading for heading in headings if heading not in titles]
    warnings += fields.warnings
    return Reading(source, text, "html", head, tuple(headings), warnings=tuple(warnings))


def _below_head_lines(lines: list[Line], fields: HeadLines) -> list[Line]:
    """The lines below those at the very top that say "key: value"; `fields` takes these."""
    for place, line in enumerate(lines):
        if line.level or line.is_row or not fields.take(line.text):
            return lines[place:]
    return []


def _kept(lines: list[Line], swept: Swept) -> list[Line]:
    """The lines whose words were not swept away."""
    left = iter(swept.lines)
    following = next(left, None)
    kept: list[Line] = []
    for line in lines:
        if following == ("" if line.is_row else line.text):
            kept.append(line)
            following = next(left, None)
    return kept


def _joined(lines: list[Line]) -> tuple[str, list[Heading]]:
    parts = [lines[0].text] if lines else []
    parts += [("\n" if line.tight else "\n\n") + line.text for _, line in pairwise(lines)]
    headings: list[Heading] = []
    position = 0
    for part, line in zip(parts, lines, strict=True):
        position += len(part)
        if line.level:
            start = position - len(line.text)
            headings.append(Heading(line.level, line.text, start, position))
    return "".join(parts), headings
