"""Markdown files, read with markdown-it-py into plain text that keeps its headings."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.token import Token

from knowledge.reading.cleaning import clean, clean_indented
from knowledge.reading.head import HeadLines, contradictions, is_key_line
from knowledge.reading.reading import Head, Heading, Reading, SourceNote

_ANCHOR = re.compile(r"\s*\{#(?P<anchor>[\w.:-]{1,64})\}\s*$")
_DEEPEST = 100  # levels of lists in lists that are still read
# Brackets of one paragraph among which links are looked for: the time grows with their square.
_MOST_BRACKETS = 500
_BRACKET = re.compile(r"(?<!\\)[\[\]]")
_NOTE = re.compile(r"Nguồn ?: ?(?P<text>.*)", re.IGNORECASE)
# A line inside a paragraph that begins something of its own: an item, an article, a source.
_OWN_LINE = re.compile(
    r"(?:\d{1,3}(?:\.\d{1,3})*[.)]|[a-zđ]\)|[-–•+]|Điều \d+[a-zđ]?[.:]|Nguồn ?:)(?: |$)",
    re.IGNORECASE,
)


def read_markdown(source: str, raw: str) -> Reading:
    """Read Markdown; `source` is the file's name, `raw` its decoded words."""
    fields = HeadLines()
    body = _after_front_matter(clean_indented(raw), fields)
    page = _Page()
    for block in _blocks(_parser().parse(body)):
        page.add(block)
    head = fields.head()
    if head.title is None:
        head = replace(head, title=_first_title(page))
    warnings = (*fields.warnings, *contradictions(head))
    return _reading(source, page, head, warnings)


def _reading(source: str, page: "_Page", head: Head, warnings: tuple[str, ...]) -> Reading:
    text, headings, notes = page.text, tuple(page.headings), tuple(page.notes)
    return Reading(source, text, "markdown", head, headings, notes, warnings)


def _parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"maxNesting": _DEEPEST}).enable("table")
    parser.core.ruler.before("inline", "brackets", _spare_brackets)
    return parser


def _spare_brackets(state: StateCore) -> None:
    """Take a paragraph of nothing but brackets by its letter."""
    for token in state.tokens:
        if token.type == "inline" and token.content.count("[") > _MOST_BRACKETS:
            token.content = _BRACKET.sub(r"\\\g<0>", token.content)


def _after_front_matter(text: str, fields: HeadLines) -> str:
    lines = text.lstrip("\n").split("\n")
    first = next((line for line in lines[1:] if line.strip()), "")
    if lines[0].rstrip() != "---" or not (is_key_line(first) or first.rstrip() == "---"):
        return text
    closing = next((i for i, line in enumerate(lines[1:], 1) if line.rstrip() == "---"), None)
    if closing is None:
        fields.warnings.append(
            "Phần đầu trang mở bằng “---” nhưng không có “---” đóng lại, nên được đọc như nội dung."
        )
        return "\n".join(lines[1:])
    for line in lines[1:closing]:
        if line.strip() and not fields.take(line):
            fields.warnings.append(f"Không hiểu dòng “{line.strip()[:80]}” ở phần đầu trang.")
    return "\n".join(lines[closing + 1 :])


def _first_title(page: "_Page") -> str | None:
    if page.headings:
        return min(page.headings, key=lambda heading: (heading.level, heading.start)).title
    first = page.text.split("\n", 1)[0]
    return first if 0 < len(first) <= 300 else None


@dataclass(frozen=True, slots=True)
class _Block:
    """Lines that belong together; level > 0 marks a heading."""

    lines: tuple[str, ...]
    level: int = 0
    tight: bool = False  # goes on right below the block before, as list items do


@dataclass(slots=True)
class _Page:
    """Grows the clean text and remembers where headings and source notes lie."""

    parts: list[str] = field(default_factory=list)
    length: int = 0
    headings: list[Heading] = field(default_factory=list)
    notes: list[SourceNote] = field(default_factory=list)

    @property
    def text(self) -> str:
        return "".join(self.parts)

    def add(self, block: _Block) -> None:
        separator = "\n" if block.tight else "\n\n"
        for line in block.lines:
            if block.level:
                self._add_heading(line, block.level)
            elif line:
                start = self._add_line(line, separator)
                if match := _NOTE.fullmatch(line):
                    self.notes.append(SourceNote(start, self.length, match["text"].strip()))
            separator = "\n"

    def _add_heading(self, line: str, level: int) -> None:
        match = _ANCHOR.search(line)
        title = line[: match.start()].strip() if match else line
        if title:
            start = self._add_line(title, "\n\n")
            anchor = match["anchor"] if match else None
            self.headings.append(Heading(level, title, start, self.length, anchor))

    def _add_line(self, line: str, separator: str) -> int:
        if self.parts:
            self._append(separator)
        start = self.length
        self._append(line)
        return start

    def _append(self, part: str) -> None:
        self.parts.append(part)
        self.length += len(part)


def _blocks(tokens: Sequence[Token]) -> Iterator[_Block]:
    """The page's blocks in order: headings, paragraphs, items, table rows, code."""
    markers: list[str] = []  # the number of each list item that is open
    i = 0
    while i < len(tokens):
        token = tokens[i]
        if token.type == "table_open":
            closing = _closing(tokens, i)
            yield from _table_rows(tokens[i:closing])
            i = closing
        elif token.type == "list_item_open":
            markers.append(f"{token.info}{token.markup} " if token.info else "")
        elif token.type == "list_item_close" and markers:
            markers.pop()
        elif lines := _lines_of(token):
            level = int(tokens[i - 1].tag[1]) if tokens[i - 1].type == "heading_open" else 0
            marker, in_item = (markers[-1], True) if markers else ("", False)
            if in_item:
                markers[-1] = ""
            yield _Block((marker + lines[0], *lines[1:]), level, tight=in_item)
        i += 1


def _closing(tokens: Sequence[Token], opening: int) -> int:
    return next(i for i in range(opening, len(tokens)) if tokens[i].type == "table_close")


def _lines_of(token: Token) -> list[str]:
    if token.type == "inline":
        return _inline_lines(token)
    if token.type in ("code_block", "fence"):
        return [line for line in clean(token.content).split("\n") if line]
    if token.type == "html_block":
        return [line for line in clean(_uncommented(token.content)).split("\n") if line]
    return []


def _inline_lines(token: Token) -> list[str]:
    """The words of a paragraph; its soft line ends are spaces unless a line is its own."""
    raw = "".join(_words(child) for child in token.children or [])
    lines: list[str] = []
    for line in _uncommented(raw).split("\n"):
        words = clean(line).replace("\n", " ")
        if lines and words and not _OWN_LINE.match(words):
            lines[-1] = f"{lines[-1]} {words}"
        elif words:
            lines.append(words)
    return lines


def _uncommented(text: str) -> str:
    """Without HTML comments; one that is never closed is text."""
    kept: list[str] = []
    position = 0
    while (opening := text.find("<!--", position)) >= 0:
        closing = text.find("-->", opening)
        if closing < 0:
            break
        kept.append(text[position:opening])
        position = closing + len("-->")
    return "".join((*kept, text[position:]))


def _words(token: Token) -> str:
    if token.type in ("softbreak", "hardbreak"):
        return "\n"
    if token.type == "image":
        return "".join(_words(child) for child in token.children or [])
    return token.content


def _table_rows(tokens: Sequence[Token]) -> Iterator[_Block]:
    """Each body row as "column: cell; column: cell"; the header alone where no row follows."""
    rows: list[list[str]] = []
    columns = 0
    for token in tokens:
        if token.type == "tr_open":
            rows.append([])
        elif token.type == "inline":
            rows[-1].append(" ".join(_inline_lines(token)))
        columns = max(columns, len(rows[0]) if rows else 0)
    header, *body = rows
    for row in body or [header]:
        names = header if body else [""] * columns
        cells = [f"{n}: {c}" if n else c for n, c in zip(names, row, strict=False) if c]
        if cells:
            yield _Block(("; ".join(cells),), tight=row is not (body or [header])[0])
