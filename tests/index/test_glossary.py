import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.abbreviations import built_in
from index.glossary import NOTHING, Glossary
from index.text import fold

LETTERS = st.text("abcdđêkmnpqtuưv", min_size=1, max_size=8)
LONGS = st.lists(st.text("ab đêưm", min_size=1).filter(str.strip), min_size=1, max_size=3)


@pytest.fixture
def table() -> Glossary:
    return Glossary({"TVX": ["Thư viện xã"], "đv": ["đoàn viên", "đơn  vị"], "dv": ["dịch vụ"]})


def test_short_forms_are_looked_up_in_small_letters_with_and_without_marks(
    table: Glossary,
) -> None:
    assert table.readings("tvx") == ("Thư viện xã",)
    assert Glossary({"đtn": ["Đoàn Thanh niên"]}).readings("dtn") == ("Đoàn Thanh niên",)
    assert table.readings("khác") == ()


def test_a_form_of_its_own_is_not_another_one_without_marks(table: Glossary) -> None:
    assert table.readings("dv") == ("dịch vụ",)
    assert table.readings("đv") == ("đoàn viên", "đơn vị")


def test_a_passage_gains_the_usual_long_forms_once_in_order(table: Glossary) -> None:
    words = "đv đến tvx rồi đv về".split()
    assert table.written_out(words) == [("đoàn", "viên"), ("thư", "viện", "xã")]


def test_long_forms_in_a_row_of_words_give_their_short_ones(table: Glossary) -> None:
    assert table.shortened("đến thư viện xã mượn sách".split()) == ["tvx"]
    assert table.shortened("đến thư viện mượn sách".split()) == []


def test_of_long_forms_within_each_other_the_longest_counts() -> None:
    table = Glossary({"tvx": ["Thư viện xã"], "tvxđm": ["Thư viện xã Đông Mai"]})
    assert table.shortened("ở thư viện xã đông mai".split()) == ["tvxđm"]


def test_two_letters_or_two_meanings_are_too_little_to_shorten_to() -> None:
    table = Glossary({"tv": ["thư viện"], "bđs": ["Ban Đọc sách", "bất động sản"]})
    assert table.shortened("ban đọc sách của thư viện".split()) == []


def test_joining_puts_the_others_meanings_first(table: Glossary) -> None:
    both = table.joined(Glossary({"dv": ["Đội văn nghệ"], "bđs": ["Ban Đọc sách"]}))
    assert both.readings("dv") == ("Đội văn nghệ", "dịch vụ")
    assert both.readings("bđs") == ("Ban Đọc sách",)
    assert both.readings("tvx") == ("Thư viện xã",)


def test_overruling_leaves_only_the_others_meanings(table: Glossary) -> None:
    over = table.overruled(Glossary({"đv": ["Đội viên"]}))
    assert over.readings("đv") == ("Đội viên",)
    assert over.readings("tvx") == ("Thư viện xã",)


@given(st.dictionaries(LETTERS, LONGS, max_size=5))
def test_json_gives_the_same_table_back(entries: dict[str, list[str]]) -> None:
    table = Glossary(entries)
    again = Glossary.from_json(table.to_json())
    assert again == table
    assert hash(again) == hash(table)


@pytest.mark.parametrize("text", ["[]", '{"a": 1}', '{"a": "bc"}', '{"a b": ["c"]}', "{"])
def test_other_json_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"not a|Expecting"):
        Glossary.from_json(text)


@pytest.mark.parametrize("short", ["", "b ch", "12", "k2"])
def test_a_short_form_is_one_row_of_letters(short: str) -> None:
    with pytest.raises(ValueError, match="not a short form"):
        Glossary({short: ["nghĩa"]})


def test_a_long_form_without_a_syllable_is_none() -> None:
    assert len(Glossary({"tvx": ["…", " "]})) == 0
    assert len(NOTHING) == 0


def test_the_built_in_forms_begin_like_what_they_stand_for() -> None:
    """A typing mistake in the table would mislead every question that holds the form."""
    for short, longs in built_in().entries.items():
        for long in longs:
            assert _bare(long[0]) == _bare(short[0]), (short, long)
            assert len(long.split()) >= 2, (short, long)


def _bare(letter: str) -> str:
    return fold(letter.casefold())
