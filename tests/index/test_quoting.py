from index.quoting import choose_sentences
from index.text import syllables

SENTENCES = [
    "Cán bộ đến cơ quan đúng giờ.",
    "Không uống rượu, bia trước và trong giờ trực.",
    "Người trực ghi sổ bàn giao.",
    "Vi phạm việc uống rượu khi trực thì bị nhắc nhở.",
]
LEAD = "Người trực không được làm những việc sau đây:"
ITEMS = ["a) Uống rượu;", "b) Đổi ca trực;", "c) Ngủ."]


def chosen(question: str, sentences: list[str], limit: int = 2) -> list[int]:
    return choose_sentences(syllables(question), sentences, limit=limit)


def test_the_sentence_with_the_questions_words_is_quoted() -> None:
    assert chosen("Ai ghi sổ bàn giao?", SENTENCES) == [2]


def test_a_question_without_marks_chooses_the_same() -> None:
    assert chosen("nguoi vi pham bi nhac nho", SENTENCES, limit=1) == [3]


def test_two_come_the_best_first_when_both_may_answer() -> None:
    assert chosen("uống rượu khi trực bị nhắc nhở hay không, bia thì sao", SENTENCES) == [3, 1]


def test_never_more_than_asked_for() -> None:
    assert len(chosen("uống rượu bia giờ trực bị nhắc nhở", SENTENCES, limit=1)) == 1


def test_a_word_that_few_sentences_hold_counts_more_than_those_that_all_hold() -> None:
    told = ["Thư viện xã mượn sách.", "Thư viện xã trả sách.", "Thư viện phạt."]
    assert chosen("thư viện xã phạt", told, limit=1) == [2]


def test_marks_decide_between_sentences_that_are_equal_without_them() -> None:
    same = ["Nói về bàn.", "Nói về bản.", "Nói về bán."]
    assert chosen("bán", same, limit=1) == [2]
    assert chosen("bản", same, limit=1) == [1]


def test_an_item_is_found_by_its_own_words_read_with_its_lead_in() -> None:
    contexts = ["", LEAD, LEAD, LEAD]
    asked = syllables("người trực có được uống rượu không")
    assert choose_sentences(asked, [LEAD, *ITEMS], contexts, limit=1) == [1]


def test_of_two_lists_the_one_that_is_asked_about_is_quoted() -> None:
    leads = ["Bạn đọc không được:", "Thủ thư không được:"]
    sentences = [leads[0], "a) Ngủ gật.", leads[1], "a) Ngủ gật."]
    contexts = ["", leads[0], "", leads[1]]
    asked = syllables("thủ thư có được ngủ gật không")
    assert choose_sentences(asked, sentences, contexts, limit=1) == [3]


def test_a_question_about_all_of_a_list_chooses_its_lead_in() -> None:
    contexts = ["", LEAD, LEAD, LEAD]
    asked = syllables("người trực không được làm việc gì")
    assert choose_sentences(asked, [LEAD, *ITEMS], contexts, limit=1) == [0]


def test_nothing_in_common_still_quotes_one_and_no_sentence_none() -> None:
    assert chosen("karaoke", SENTENCES) == [0]
    assert chosen("karaoke", []) == []
