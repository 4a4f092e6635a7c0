from index.abbreviations import built_in
from index.text import syllables


def test_a_passage_gains_the_long_form_of_official_short_ones_once() -> None:
    passage = syllables("BTV Đoàn giao UBKT; BTV Đoàn xem lại")
    assert built_in().written_out(passage) == [
        ("ban", "thường", "vụ"),
        ("ủy", "ban", "kiểm", "tra"),
    ]


def test_chat_spelling_is_not_read_into_passages() -> None:
    assert built_in().written_out(["đc", "ko", "j"]) == []


def test_short_forms_typed_without_marks_are_known() -> None:
    assert built_in().readings("hdnd") == built_in().readings("hđnd") != ()
