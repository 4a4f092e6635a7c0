import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.question_tokens import Token, pieces, plain, tokens
from index.text import syllables

ANYTHING = st.text("aăbcđeêmnoưx ÀẾ.,;?!-_/@12345\u0301\u200b'ß\n") | st.text(max_size=30)


def cut(question: str) -> list[Token]:
    return [piece for token in tokens(plain(question)) for piece in pieces(token)]


@given(ANYTHING)
def test_tokens_have_the_syllables_of_the_whole_question(question: str) -> None:
    words = [word for token in cut(question) for word in token.words]
    assert words == syllables(question)


@given(ANYTHING)
def test_tokens_stand_where_they_say(question: str) -> None:
    text = plain(question)
    for token in cut(question):
        assert text[token.start : token.end] == token.raw


@pytest.mark.parametrize(
    "code",
    ["130/2020/nd-cp", "37-QĐ/TW", "QĐ-TW", "01-CT/TWĐTN-BKT", "a.b@c.vn", "https://vd.vn/bai-1"],
)
def test_numbers_of_papers_and_addresses_are_fixed(code: str) -> None:
    (token,) = cut(code)
    assert token.fixed


@pytest.mark.parametrize("words", ["nên/không nên", "cán bộ-công chức", "k2 đ5", "24/7"])
def test_words_that_are_joined_are_words(words: str) -> None:
    assert not any(token.fixed for token in cut(words))


def test_letters_and_digits_are_parted_and_known_to_touch() -> None:
    assert [one.opens for one in cut("k2")] == [True, False]
    parts = cut("k2 QĐ 37")
    assert [(one.raw, one.glued) for one in parts] == [
        ("k", False),
        ("2", True),
        ("QĐ", False),
        ("37", False),
    ]


def test_a_clause_opens_after_its_mark_and_not_after_a_comma() -> None:
    opening = [token.raw for token in cut("Dạ, chào. Cho hỏi: ai ký? Ban nào") if token.opens]
    assert opening == ["Dạ", "Cho", "ai", "Ban"]


def test_the_central_bodies_abbreviation_is_one_word() -> None:
    assert [token.words for token in cut("T.Ư Đoàn")] == [("tw",), ("đoàn",)]
