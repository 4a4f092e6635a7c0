from index.stopwords import content_syllables
from index.text import syllables


def test_what_makes_it_a_question_is_no_content() -> None:
    question = syllables("Uống rượu bia trong giờ làm việc có được không?")
    assert content_syllables(question) == ["uống", "rượu", "bia"]


def test_the_same_without_marks() -> None:
    assert content_syllables(["vi", "tai", "lieu", "mat", "la", "gi"]) == ["lieu", "mat"]


def test_a_question_of_nothing_else_keeps_its_words() -> None:
    assert content_syllables(["là", "gì"]) == ["là", "gì"]
