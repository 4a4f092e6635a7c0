import html

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.preview.errors import ApiError
from bot.preview.markup import parse_html

# Text that can be in a message: no half surrogates.
TEXTS = st.text(st.characters(codec="utf-8"), max_size=60)
TAGS = st.sampled_from(["b", "i", "u", "s", "code", "blockquote", "tg-spoiler"])


def parsed(text: str) -> tuple[str, list[tuple[str, int, int]]]:
    result = parse_html(text)
    return result.text, [(one.type, one.offset, one.length) for one in result.entities]


@pytest.mark.parametrize(
    ("tag", "kind"),
    [
        ("b", "bold"),
        ("strong", "bold"),
        ("i", "italic"),
        ("em", "italic"),
        ("u", "underline"),
        ("ins", "underline"),
        ("s", "strikethrough"),
        ("strike", "strikethrough"),
        ("del", "strikethrough"),
        ("tg-spoiler", "spoiler"),
        ("code", "code"),
        ("pre", "pre"),
        ("blockquote", "blockquote"),
        ("B", "bold"),
    ],
)
def test_every_tag_becomes_its_entity(tag: str, kind: str) -> None:
    assert parsed(f"a<{tag}>bc</{tag}>d") == ("abcd", [(kind, 1, 2)])


def test_offsets_count_utf16_code_units() -> None:
    assert parsed("😀ế<b>😀x</b>") == ("😀ế😀x", [("bold", 3, 3)])


def test_nested_tags_nest_their_entities() -> None:
    text, entities = parsed("<b>a<i>b</i></b>")
    assert text == "ab"
    assert entities == [("bold", 0, 2), ("italic", 1, 1)]


@pytest.mark.parametrize(
    "opening",
    ["blockquote expandable", 'blockquote expandable=""', "blockquote expandable=expandable"],
)
def test_an_expandable_quote_is_known_by_its_attribute(opening: str) -> None:
    assert parsed(f"<{opening}>a</blockquote>") == ("a", [("expandable_blockquote", 0, 1)])


def test_only_four_named_references_are_decoded() -> None:
    assert parsed("&lt;&gt;&amp;&quot;")[0] == '<>&"'
    assert parsed("&nbsp;&apos;&copy;&unknown;")[0] == "&nbsp;&apos;&copy;&unknown;"


def test_numeric_references_are_decoded_even_without_a_semicolon() -> None:
    assert parsed("&#273;&#x111;&#273 &#x27;&lt")[0] == "đđđ '<"


@pytest.mark.parametrize(
    "reference", ["&#0;", "&#x110000;", "&#;", "&#12345678;", "&#00000065;", "&"]
)
def test_a_reference_to_no_character_stays_as_it_is(reference: str) -> None:
    assert parsed(reference)[0] == reference


def test_a_link_keeps_its_address_rewritten() -> None:
    (entity,) = parse_html('<a href="HTTPS://Example.VN?a=1&amp;b=2">x</a>').entities
    assert entity.to_json() == {
        "type": "text_link",
        "offset": 0,
        "length": 1,
        "url": "https://example.vn/?a=1&b=2",
    }


def test_a_link_without_an_address_uses_its_text() -> None:
    (entity,) = parse_html("<a>example.vn/x</a>").entities
    assert entity.details == {"url": "http://example.vn/x"}


def test_a_link_that_telegram_refuses_is_plain_text() -> None:
    assert parsed('<a href="javascript:x">a</a><a href="nodot">b</a>') == ("ab", [])


def test_a_link_to_a_user_is_a_mention() -> None:
    (entity,) = parse_html('<a href="tg://user?id=42">x</a>').entities
    assert entity.type == "text_mention"
    assert entity.details["user"]["id"] == 42


@pytest.mark.parametrize(
    "text",
    [
        '<pre><code class="language-python">x</code></pre>',
        '<code class="language-python"><pre>x</pre></code>',
    ],
)
def test_code_in_a_block_gives_the_block_its_language(text: str) -> None:
    (entity,) = parse_html(text).entities
    assert (entity.type, entity.details) == ("pre", {"language": "python"})


def test_code_in_a_line_has_no_language() -> None:
    (entity,) = parse_html('<code class="language-python">x</code>').entities
    assert entity.details == {}


def test_a_tag_around_nothing_leaves_nothing() -> None:
    assert parsed("<b></b>a") == ("a", [])


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("đ<x>", 'Unsupported start tag "x" at byte offset 2'),
        ("a <br> b", 'Unsupported start tag "br" at byte offset 2'),
        ("1 < 2 > 0", 'Unsupported start tag "" at byte offset 2'),
        ("1 <", "Unclosed start tag at byte offset 2"),
        ("<b", "Unclosed start tag at byte offset 0"),
        ("<a href", 'Unclosed start tag "a" at byte offset 0'),
        ('<a href="x', "Unclosed start tag at byte offset 0"),
        ("<a =>x</a>", 'Empty attribute name in the tag "a" at byte offset 0'),
        ("<a href=x?y>z</a>", "Unexpected end of name token at byte offset 8"),
        ("<span>x</span>", 'Tag "span" must have class "tg-spoiler" at byte offset 0'),
        ("ab</b>", "Unexpected end tag at byte offset 2"),
        ("<b>a</b", "Unclosed end tag at byte offset 4"),
        (
            "<b>ă</i>",
            'Unmatched end tag at byte offset 5, expected "</b>", found "</i>"',
        ),
        ("<b><i>a</i>", 'Can\'t find end tag corresponding to start tag "b"'),
        (
            "&#xd83d;",
            "Text contains invalid Unicode characters after decoding HTML entities,"
            " check for unmatched surrogate code units",
        ),
        ("<tg-emoji emoji-id='x'>a</tg-emoji>", "Invalid custom emoji identifier specified"),
    ],
)
def test_errors_carry_telegrams_words(text: str, reason: str) -> None:
    with pytest.raises(ApiError, match="Bad Request: can't parse entities") as caught:
        parse_html(text)
    assert caught.value.code == 400
    assert caught.value.description == f"Bad Request: can't parse entities: {reason}"


def test_an_end_tag_without_a_name_ends_the_last_tag() -> None:
    assert parsed("<b>a</>") == ("a", [("bold", 0, 1)])


@given(TEXTS)
def test_escaped_text_comes_back_as_it_was(text: str) -> None:
    assert parsed(html.escape(text)) == (text, [])


@given(st.lists(st.tuples(TAGS, TEXTS), max_size=6))
def test_well_formed_markup_keeps_all_its_text(pieces: list[tuple[str, str]]) -> None:
    written = "".join(f"<{tag}>{html.escape(text)}</{tag}>" for tag, text in pieces)
    result = parse_html(written)
    assert result.text == "".join(text for _, text in pieces)
    assert len(result.entities) == sum(1 for _, text in pieces if text)
