"""Web pages, saved or fetched: the words of the document, without what stands around them."""

from dataclasses import dataclass, field, replace

from lxml.html import HtmlElement

from knowledge.errors import ReadingError
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
from knowledge.reading.html_main import Main, article_numbers, extract_of, main_of
from knowledge.reading.html_text import day_among, text_of
from knowledge.reading.html_tree import ancestors, depth_of, parse_page
from knowledge.reading.reading import Head, Reading

_DEEPEST = 200  # levels up to which the extractor, which goes down by itself, is asked
_LONGEST = 700_000  # letters up to which it is asked: the longest codes have 600,000
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
    facts = facts_of(tree)
    page = _page_of(tree, facts)
    _refuse_login(source, tree, page.main.lines)
    warnings = [*repairs, *page.warnings]
    if decoded.broken:
        warnings.append(
            f"{decoded.broken} ký tự của trang không đọc được bằng bảng mã {decoded.encoding}."
        )
    return _reading(source, page.main, facts, warnings)


@dataclass(slots=True)
class _Page:
    main: Main
    warnings: list[str] = field(default_factory=list)


def _page_of(tree: HtmlElement, facts: PageFacts) -> _Page:
    struck = struck_out(tree)
    unread = machinery_of(tree) | struck
    full = lines_of(tree, unread)
    furniture = contents_of(tree) if is_office_page(tree) else furniture_of(tree, unread)
    slim = _without(tree, full, unread, furniture) if furniture else full
    page = _Page(Main(slim))
    if struck:
        page.warnings.append(f"Đã bỏ {len(struck)} chỗ bị gạch ngang trong trang.")
    if furniture and not is_office_page(tree) and _can_be_extracted(tree, slim):
        page.main = main_of(slim, extract_of(tree), facts.title)
    if left := len(full) - len(page.main.lines):
        page.warnings.append(f"Đã bỏ {left} dòng quanh bài (menu, liên kết, quảng cáo).")
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


def _reading(source: str, main: Main, facts: PageFacts, warnings: list[str]) -> Reading:
    page = text_of(main.lines)
    swept, fields = page.swept, page.fields
    if swept.dropped:
        warnings.append(f"Đã bỏ {swept.dropped} dòng thừa của trang web (ngày giờ, bộ đếm, menu).")
    head, headings = fields.head(), page.headings
    head = replace(head, origin=head.origin or facts.address or swept.address)
    is_press = len(article_numbers(main.lines)) < _LAW
    # A portal's day is not a law's, nor is the name that it gives it.
    if is_press and head.issued_on is None:
        day = facts.published_on or swept.published_on or day_among(main.between)
        head = replace(head, issued_on=day)
    titles = [heading for heading in headings if heading.level == 1]
    if len(titles) == 1:  # the page's title, and no part of the document
        headings = tuple(heading for heading in headings if heading not in titles)
        head = replace(head, title=head.title or (titles[0].title if is_press else None))
    warnings += fields.warnings
    return Reading(source, page.text, "html", head, headings, warnings=tuple(warnings))
