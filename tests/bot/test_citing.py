import pytest

from bot.citing import LONGEST_LABEL, WHOLE, citation, quoted_span, suggestions
from tests.bot.builders import passage


def test_a_long_passage_is_quoted_by_its_best_sentences_unbroken() -> None:
    filler = "Câu này nói về việc khác hẳn và không dính gì tới điều được hỏi ở đây. "
    text = filler * 4 + "Bạn đọc không nên mang đồ ăn vào phòng đọc. " + filler * 4
    start, end = quoted_span("mang đồ ăn vào phòng đọc", text.strip())

    assert "không nên mang đồ ăn" in text[start:end]
    assert end - start < WHOLE


def test_a_short_passage_is_quoted_whole() -> None:
    assert quoted_span("gì cũng được", "Một câu. Hai câu.") == (0, 17)


def test_an_entrys_title_is_not_quoted_as_its_rule() -> None:
    text = "1. Rời phòng\n\nCán bộ trực không nên rời phòng."
    quoted = citation(
        "rời phòng", passage(text, anchor="B1", locator="mục 1. Rời phòng", start=100, end=200), 0.5
    )

    assert quoted.quote == "Cán bộ trực không nên rời phòng."
    assert quoted.start == 100 + text.index("Cán bộ")


@pytest.mark.parametrize(
    ("changes", "label"),
    [
        ({"anchor": "B1", "locator": "mục 1. Rời phòng"}, "Rời phòng"),
        ({"article": "3"}, "Điều 3. Giờ trực"),
        ({"article": None}, "Cán bộ trực không nên rời phòng."),
    ],
)
def test_a_suggestion_is_called_by_what_tells_it_apart(changes: dict[str, str], label: str) -> None:
    one = suggestions([citation("?", passage(**changes), 0.3)])[0]

    assert one.text.startswith(label)
    assert len(one.text) <= LONGEST_LABEL
