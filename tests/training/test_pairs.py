from random import Random

from index.text import fold, syllables
from training.corpora import Section
from training.pairs import pairs
from training.typing_noise import typed

_TEXT = (
    "1. Thư viện mở cửa từ thứ hai đến thứ bảy hằng tuần.\n"
    "2. Người đọc giữ im lặng và không mang đồ ăn vào phòng đọc; sách mượn quá hạn bị nhắc nhở.\n"
    "3. Thủ thư kiểm kê kho sách vào cuối mỗi quý và lập biên bản."
)
_SECTIONS = [
    Section("a", "Thư viện", "Giờ mở cửa và nội quy phòng đọc", _TEXT, ("b",)),
    Section("b", "Thư viện", "Mượn sách về nhà trong kỳ nghỉ", _TEXT.replace("sách", "báo")),
]


def test_every_question_comes_with_text_of_its_own_section() -> None:
    made = list(pairs(_SECTIONS, seed=1))
    assert len(made) >= 4
    known = {word for s in _SECTIONS for word in syllables(f"{s.title} {s.text} {s.topic}")}
    for pair in made:
        assert pair.question.strip()
        assert set(syllables(pair.passage)) <= known
    assert {pair.section for pair in made} == {0, 1}


def test_a_sentence_that_asks_is_not_in_the_passage_it_asks_for() -> None:
    clozes = [
        pair
        for seed in range(20)
        for pair in pairs(_SECTIONS, seed)
        if pair.question in _TEXT and pair.question.endswith((".", ";"))
    ]
    assert clozes
    assert all(pair.question not in pair.passage for pair in clozes)


def test_the_same_seed_makes_the_same_pairs_and_another_others() -> None:
    assert list(pairs(_SECTIONS, 5)) == list(pairs(_SECTIONS, 5))
    assert list(pairs(_SECTIONS, 5)) != list(pairs(_SECTIONS, 6))


def test_related_sections_ask_for_each_other() -> None:
    made = list(pairs(_SECTIONS, seed=3))
    asked = [pair for pair in made if fold(pair.question).lower().startswith("gio mo cua")]
    assert any(pair.passage.startswith("Mượn sách về nhà") for pair in asked)


def test_typing_keeps_the_letters_but_for_chat_spelling() -> None:
    question = "Quy tắc ứng xử tại phòng đọc"
    seen = {typed(question, Random(seed)) for seed in range(200)}
    assert {question, fold(question)} < seen
    assert {fold(text).lower() for text in seen} == {fold(question).lower()}


def test_some_questions_come_in_chat_spelling() -> None:
    seen = {typed("có được nói không", Random(seed)) for seed in range(300)}
    assert any("đc" in text.split() for text in seen)
    assert any("ko" in text.split() for text in seen)
