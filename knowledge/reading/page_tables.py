"""Tables that are drawn with lines: which words stand in which cell."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from knowledge.reading.page_words import Page, Row, Rule, Word, row_of, rows_of

_NEAR = 3.0  # points that rules which meet may miss each other
_LONG = 0.4  # of the table's height or width that the rules at one place take, to part its cells
_MOST_RULES = 600  # of one page; more is a drawing
_BETWEEN = " | "


@dataclass(frozen=True, slots=True)
class Table:
    """A table's rows, each the words of its cells on one line."""

    top: float
    bottom: float
    rows: tuple[Row, ...]


def tables_of(page: Page) -> tuple[list[Table], list[Word]]:
    """The tables of a page from top to bottom, and the words that stand outside them.

    A frame around words is no table, nor are lines with words beside them.
    """
    words = list(page.words)
    tables: list[Table] = []
    for rules in _connected(page.rules) if len(page.rules) <= _MOST_RULES else ():
        xs, ys = _edges(rules)
        if len(xs) < 3 or len(ys) < 2:
            continue
        inside = [word for word in words if _is_inside(word, xs, ys)]
        level = [word for word in words if ys[0] < _middle(word) < ys[-1]]
        if not inside or len(inside) < len(level):
            continue
        tables.append(Table(ys[0], ys[-1], tuple(_rows(inside, xs, ys))))
        taken = set(map(id, inside))
        words = [word for word in words if id(word) not in taken]
    return sorted(tables, key=lambda table: table.top), words


def _connected(rules: Sequence[Rule]) -> Iterable[list[Rule]]:
    """The rules in groups that touch each other."""
    waiting = list(rules)
    while waiting:
        group = [waiting.pop()]
        for rule in group:
            apart = [other for other in waiting if not _touch(rule, other)]
            if len(apart) < len(waiting):
                group += [other for other in waiting if _touch(rule, other)]
                waiting = apart
        yield group


def _touch(one: Rule, other: Rule) -> bool:
    return (
        one.x0 - _NEAR <= other.x1
        and other.x0 - _NEAR <= one.x1
        and one.y0 - _NEAR <= other.y1
        and other.y0 - _NEAR <= one.y1
    )


def _edges(rules: Sequence[Rule]) -> tuple[list[float], list[float]]:
    """Where the cells of a table begin and end, across and down."""
    width = max(rule.x1 for rule in rules) - min(rule.x0 for rule in rules)
    height = max(rule.y1 for rule in rules) - min(rule.y0 for rule in rules)
    upright = [(r.x0, r.y1 - r.y0) for r in rules if r.x1 - r.x0 < r.y1 - r.y0]
    level = [(r.y0, r.x1 - r.x0) for r in rules if r.x1 - r.x0 >= r.y1 - r.y0]
    return _places(upright, _LONG * height), _places(level, _LONG * width)


def _places(rules: Sequence[tuple[float, float]], least: float) -> list[float]:
    """The places of rules, each with its length; those at one place count together."""
    lengths: dict[float, float] = defaultdict(float)
    last = None
    for place, length in sorted(rules):
        last = place if last is None or place - last > _NEAR else last
        lengths[last] += length
    return [place for place, length in lengths.items() if length >= least]


def _middle(word: Word) -> float:
    return word.y - 0.3 * word.size


def _is_inside(word: Word, xs: Sequence[float], ys: Sequence[float]) -> bool:
    return xs[0] < (word.x0 + word.x1) / 2 < xs[-1] and ys[0] < _middle(word) < ys[-1]


def _rows(words: Sequence[Word], xs: Sequence[float], ys: Sequence[float]) -> Iterable[Row]:
    cells: dict[tuple[int, int], list[Word]] = defaultdict(list)
    for word in words:
        row, column = bisect_right(ys, _middle(word)), bisect_right(xs, (word.x0 + word.x1) / 2)
        cells[row, column].append(word)
    for row in sorted({row for row, _ in cells}):
        columns = sorted(column for at, column in cells if at == row)
        texts = [" ".join(line.text for line in rows_of(cells[row, at])) for at in columns]
        whole = row_of([word for at in columns for word in cells[row, at]])
        joined = Word(_BETWEEN.join(texts), whole.x0, whole.x1, whole.y, whole.size)
        yield row_of([joined])
