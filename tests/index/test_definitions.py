import pytest

from index.definitions import defining_words
from index.text import syllables


@pytest.mark.parametrize(
    ("question", "last"),
    [
        ("Thế nào là phô trương hình thức?", "thức"),
        ("Cho hỏi thế nào là sâu sát cơ sở ạ", "sở"),
        ("Quà tặng là gì?", "tặng"),
        ("Vụ lợi nghĩa là gì vậy?", "lợi"),
        ("Người thân được hiểu như thế nào?", "thân"),
        ("Người thân được hiểu là ai", "thân"),
        ("Định nghĩa của công vụ", "vụ"),
        ("khái niệm về xung đột lợi ích là gì", "ích"),
    ],
)
def test_the_defining_sentence_has_the_terms_last_word_and_la(question: str, last: str) -> None:
    assert defining_words(syllables(question)) == (last, "là")


@pytest.mark.parametrize(
    "question", ["Có được nhận quà không?", "Ai ký đơn nghỉ phép?", "là gì", "", "nên làm gì"]
)
def test_another_question_asks_for_no_definition(question: str) -> None:
    assert defining_words(syllables(question)) is None
