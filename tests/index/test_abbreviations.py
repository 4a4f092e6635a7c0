import pytest

from index.abbreviations import expand_query, official_expansions
from index.text import syllables


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("BCH TW Đoàn", "ban chấp hành trung ương đoàn bch tw"),
        ("uống rượu đc ko", "uống rượu được không đc ko"),
        ("làm ntn", "làm như thế nào ntn"),
        ("ubnd xa", "ủy ban nhân dân xa ubnd"),
        ("hdnd", "hội đồng nhân dân hdnd"),
        ("k2 đ5 QĐ37", "khoản 2 điều 5 quyết định 37 k đ qđ"),
        ("đi họp muộn", "đi họp muộn"),
    ],
)
def test_short_forms_are_written_out_in_place_and_kept_at_the_end(typed: str, meant: str) -> None:
    assert expand_query(syllables(typed)) == meant.split()


def test_k_means_not_unless_a_number_follows() -> None:
    assert expand_query(["được", "k"]) == ["được", "không", "k"]
    assert expand_query(["k", "3"]) == ["khoản", "3", "k"]


def test_a_passage_gains_the_long_form_of_official_short_ones_once() -> None:
    passage = syllables("BTV Đoàn giao UBKT; BTV Đoàn xem lại")
    assert official_expansions(passage) == [
        ("ban", "thường", "vụ"),
        ("ủy", "ban", "kiểm", "tra"),
    ]


def test_chat_spelling_is_not_read_into_passages() -> None:
    assert official_expansions(["đc", "ko", "j"]) == []
