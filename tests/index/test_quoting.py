from index.quoting import choose_sentences

SENTENCES = [
    "Cán bộ đến cơ quan đúng giờ.",
    "Không uống rượu, bia trước và trong giờ trực.",
    "Người trực ghi sổ bàn giao.",
    "Vi phạm việc uống rượu khi trực thì bị nhắc nhở.",
]


def test_the_sentence_with_the_questions_words_is_quoted() -> None:
    assert choose_sentences("Ai ghi sổ bàn giao?", SENTENCES) == [2]


def test_a_question_without_marks_chooses_the_same() -> None:
    assert choose_sentences("ai ghi so ban giao", SENTENCES) == [2]


def test_two_come_in_reading_order_when_both_answer() -> None:
    assert choose_sentences("uống rượu khi trực bị nhắc nhở hay không, bia thì sao", SENTENCES) == [
        1,
        3,
    ]


def test_never_more_than_asked_for() -> None:
    assert len(choose_sentences("uống rượu bia giờ trực bị nhắc nhở", SENTENCES, limit=1)) == 1


def test_marks_decide_between_sentences_that_are_equal_without_them() -> None:
    same = ["Nói về bàn.", "Nói về bản.", "Nói về bán."]
    assert choose_sentences("bán", same, limit=1) == [2]
    assert choose_sentences("bản", same, limit=1) == [1]


def test_an_abbreviation_finds_the_words_it_stands_for() -> None:
    told = ["Đoàn xã họp.", "Ban Thường vụ quyết định.", "Chi đoàn bầu."]
    assert choose_sentences("BTV làm gì", told) == [1]


def test_nothing_in_common_still_quotes_one_and_no_sentence_none() -> None:
    assert choose_sentences("karaoke", SENTENCES) == [0]
    assert choose_sentences("karaoke", []) == []
