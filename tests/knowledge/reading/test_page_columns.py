"""Where the lines of a column may end: measured from its own, or from columns around it."""

from knowledge.reading.page_columns import Column, lines_of
from knowledge.reading.page_layout import Block
from knowledge.reading.page_words import Page, Word, row_of

STRAIGHT = [500.0, 500.2, 499.9, 500.1, 310.0, 500.0, 420.0]
RAGGED = [470.0, 500.0, 455.5, 481.0, 310.0, 492.4, 420.0]


def block(ends: list[float]) -> Block:
    rows = (row_of([Word("chữ", 70, end, 100 + 16 * i, 12)]) for i, end in enumerate(ends))
    return Block(tuple(rows))


def columns(*blocks: Block) -> list[Column]:
    """The column of each block, one block on each page."""
    pages = [
        Page(number, 595, 842, tuple(word for row in one.rows for word in row.words))
        for number, one in enumerate(blocks, 1)
    ]
    found = {line.block: line.column for line in lines_of(pages, [[one] for one in blocks])}
    return [found[place] for place in sorted(found)]


def test_a_column_whose_whole_lines_end_at_one_place_is_justified() -> None:
    (column,) = columns(block(STRAIGHT))

    assert column.justified
    assert abs(column.right - 500) < 0.3


def test_a_column_that_ends_straight_by_chance_is_ragged_as_the_others_are() -> None:
    chance = [480.0, 480.1, 479.9, 480.0, 480.0, 310.0, 480.2]

    assert not any(column.justified for column in columns(block(chance), *[block(RAGGED)] * 2))


def test_lines_that_end_further_right_show_that_a_column_is_ragged() -> None:
    assert not columns(block([440.0, 440.1, 440.0, 480.0, 500.0, 440.2, 491.0]))[0].justified


def test_a_short_block_may_be_as_wide_as_the_long_one_on_the_next_page() -> None:
    short, long = columns(block([310.0, 305.0]), block(STRAIGHT))

    assert short.right == long.right
    assert short.justified
