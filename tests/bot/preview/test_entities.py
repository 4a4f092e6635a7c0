from hypothesis import given
from hypothesis import strategies as st

from bot.preview.entities import Entity, cut_to_limit, settle, utf16_length

KINDS = st.sampled_from(["bold", "italic", "code", "text_link", "blockquote"])
ENTITIES = st.builds(Entity, KINDS, st.integers(0, 20), st.integers(1, 10))


def test_a_quote_in_a_quote_disappears() -> None:
    outer, inner = Entity("blockquote", 0, 9), Entity("expandable_blockquote", 2, 3)
    assert settle([inner, outer]) == [outer]


def test_a_link_that_crosses_the_edge_of_a_quote_disappears() -> None:
    quote = Entity("blockquote", 0, 5)
    assert settle([quote, Entity("text_link", 3, 5)]) == [quote]


def test_a_style_is_cut_where_a_link_begins_and_ends() -> None:
    link = Entity("text_link", 2, 3)
    pieces = [Entity("bold", 0, 2), Entity("bold", 2, 3), Entity("bold", 5, 4)]
    assert settle([Entity("bold", 0, 9), link]) == [pieces[0], link, *pieces[1:]]


def test_a_style_is_cut_where_another_begins_in_it() -> None:
    italic = Entity("italic", 2, 3)
    pieces = [Entity("bold", 0, 2), Entity("bold", 2, 7)]
    assert settle([Entity("bold", 0, 9), italic]) == [*pieces, italic]


def test_styles_in_code_disappear() -> None:
    code = Entity("code", 0, 5)
    assert settle([code, Entity("bold", 1, 2)]) == [code]


def test_pieces_of_one_style_that_touch_become_one() -> None:
    assert settle([Entity("bold", 0, 3), Entity("bold", 3, 2)]) == [Entity("bold", 0, 5)]


def test_a_style_in_a_quote_stays() -> None:
    entities = [Entity("blockquote", 0, 9), Entity("bold", 2, 3)]
    assert settle(entities) == entities


@given(st.lists(ENTITIES, max_size=8))
def test_settled_entities_nest(entities: list[Entity]) -> None:
    settled = settle(entities)
    for one in settled:
        for other in settled:
            crossing = one.overlaps(other) and not one.contains(other) and not other.contains(one)
            assert not crossing or "bold" in (one.type, other.type)
    assert sum(one.type == "blockquote" for one in settled) <= len(entities)


@given(st.lists(ENTITIES, max_size=8))
def test_settling_twice_changes_nothing(entities: list[Entity]) -> None:
    assert settle(settle(entities)) == settle(entities)


def test_the_hundred_and_first_entity_is_dropped() -> None:
    entities = [Entity("bold", 2 * at, 1) for at in range(101)]
    assert cut_to_limit(entities) == entities[:100]


def test_characters_outside_the_basic_plane_count_twice() -> None:
    assert [utf16_length(text) for text in ("", "ệ", "😀", "a😀b")] == [0, 1, 2, 4]
