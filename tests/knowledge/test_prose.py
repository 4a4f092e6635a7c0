"""News: paragraphs, small headings, lists and long sentences."""

import pytest

from knowledge.modality import Modality
from tests.knowledge.cutting import LONG, lead, passages, spans

TITLE = "Phòng đọc huyện mở cửa trở lại"


def test_paragraphs_of_a_story_are_counted_and_its_title_heads_them() -> None:
    raw = f"{TITLE}\n{LONG}\n\n{LONG}"
    assert [locator for locator, _ in passages(raw)] == ["đoạn 2", "đoạn 3"]
    assert spans(raw)["đoạn 2"].heading_path == (TITLE,)


def test_a_small_heading_heads_what_follows() -> None:
    raw = f"{TITLE}\n{LONG}\nKết quả đạt được\n{LONG}"
    found = spans(raw)
    assert found["đoạn 2"].heading_path == (TITLE,)
    assert found["đoạn 4"].heading_path == (TITLE, "Kết quả đạt được")


def test_a_signature_goes_with_the_last_paragraph() -> None:
    assert passages(f"{TITLE}\n{LONG}\n\nNgọc Lan")[-1] == ("đoạn 2–3", f"{LONG}\n\nNgọc Lan")


def test_a_long_paragraph_is_cut_into_groups_of_whole_sentences() -> None:
    found = passages(f"{TITLE}\n" + " ".join([LONG] * 12))
    assert [locator for locator, _ in found] == [
        "đoạn 2 (câu 1–4)",
        "đoạn 2 (câu 5–8)",
        "đoạn 2 (câu 9–12)",
    ]
    assert all(words == " ".join([LONG] * 4) for _, words in found)


def test_rules_and_reports_of_a_long_paragraph_are_kept_apart() -> None:
    rule = "Không nói to trong phòng đọc và không gian chung của thư viện huyện nhà."
    found = spans(f"{TITLE}\n" + " ".join([*[LONG] * 6, *[rule] * 2]))
    assert [span.modality for span in found.values()] == [None, Modality.SHOULD_NOT]


@pytest.mark.parametrize(
    ("first", "second", "names"),
    [
        ("1. ", "2. ", ["mục 1", "mục 2"]),
        ("1.1. ", "1.2. ", ["mục 1.1", "mục 1.2"]),
        ("a) ", "b) ", ["điểm a", "điểm b"]),
        ("Một là, ", "Hai là, ", ["Một là", "Hai là"]),
        ("Thứ nhất, ", "Thứ hai, ", ["Thứ nhất", "Thứ hai"]),
    ],
)
def test_items_are_named_and_led_by_the_sentence_that_introduces_them(
    first: str, second: str, names: list[str]
) -> None:
    raw = f"{TITLE}\n{LONG} Thư viện cần làm như sau:\n{first}{LONG}\n{second}{LONG}\n{LONG}"
    assert [locator for locator, _ in passages(raw)] == [
        "đoạn 2",
        f"đoạn 3 ({names[0]})",
        f"đoạn 4 ({names[1]})",
        "đoạn 5",
    ]
    assert lead(raw, f"đoạn 4 ({names[1]})") == "Thư viện cần làm như sau:"
    assert lead(raw, "đoạn 5") is None


def test_dashes_are_items_while_they_follow_one_another() -> None:
    raw = f"{TITLE}\n{LONG} Gồm có:\n- {LONG}\n- {LONG}\n{LONG}\n- {LONG}"
    assert lead(raw, "đoạn 4") == "Gồm có:"
    assert lead(raw, "đoạn 6") is None


def test_a_lone_introduction_is_read_with_its_first_item() -> None:
    raw = f"{TITLE}\nThư viện cần làm:\n1. {LONG}\n2. {LONG}"
    assert [locator for locator, _ in passages(raw)] == ["đoạn 2–3 (mục 1)", "đoạn 4 (mục 2)"]
    assert lead(raw, "đoạn 2–3 (mục 1)") is None
    assert lead(raw, "đoạn 4 (mục 2)") == "Thư viện cần làm:"


ITEM = "bạn đọc mang thẻ đến quầy, ghi tên vào sổ rồi nhận sách từ tay thủ thư đang trực ở đó"


def test_a_long_list_in_one_sentence_is_cut_at_its_semicolons_with_its_head_as_lead() -> None:
    raw = f"{TITLE}\nCách mượn như sau: " + "; ".join([ITEM] * 10) + "."
    found = passages(raw)
    assert [locator for locator, _ in found] == [
        f"đoạn 2 (câu 1, phần {part})" for part in range(1, len(found) + 1)
    ]
    assert len(found) > 1
    assert lead(raw, "đoạn 2 (câu 1, phần 2)") == "Cách mượn như sau:"


def test_a_list_whose_negation_may_reach_further_is_not_cut() -> None:
    raw = f"{TITLE}\nCách mượn như sau: không để {ITEM}; " + "; ".join([ITEM] * 9) + "."
    assert [locator for locator, _ in passages(raw)] == ["đoạn 2"]


def test_a_long_sentence_without_a_list_stays_whole() -> None:
    assert len(passages(f"{TITLE}\nCần " + "; ".join([ITEM] * 10) + ".")) == 1


def test_a_line_broken_in_mid_sentence_is_one_paragraph() -> None:
    raw = f"{TITLE}\nPhòng đọc mở cửa\nvào sáng thứ hai hằng tuần."
    assert [locator for locator, _ in passages(raw)] == ["đoạn 2"]


COUNTED = [f"{word} là, {ITEM}" for word in ("Một", "hai", "ba", "bốn", "năm", "sáu", "bảy")]


@pytest.mark.parametrize("mark", [";", "."])
def test_items_counted_in_one_paragraph_are_passages_with_their_introduction_as_lead(
    mark: str,
) -> None:
    words = [item[0].upper() + item[1:] if mark == "." else item for item in COUNTED]
    raw = f"{TITLE}\n{LONG} Muốn mượn sách cần: {f'{mark} '.join(words)}."
    assert [locator for locator, _ in passages(raw)] == [
        f"đoạn 2 ({word} là)" for word in ("Một", "Hai", "Ba", "Bốn", "Năm", "Sáu", "Bảy")
    ]
    assert dict(passages(raw))["đoạn 2 (Ba là)"] == words[2] + mark
    assert dict(passages(raw))["đoạn 2 (Một là)"].startswith(LONG)
    assert lead(raw, "đoạn 2 (Ba là)") == "Muốn mượn sách cần:"
    assert lead(raw, "đoạn 2 (Một là)") is None


def test_a_long_counted_item_is_cut_between_its_sentences() -> None:
    raw = f"{TITLE}\nThứ nhất, {ITEM}. {' '.join([LONG] * 12)} Thứ hai, {ITEM}."
    found = [locator for locator, _ in passages(raw)]
    assert found[0].startswith("đoạn 2 (Thứ nhất, câu 1–")
    assert found[-1] == "đoạn 2 (Thứ hai)"


@pytest.mark.parametrize("words", ["một là {0}; ba là {0}", "hai là {0}; ba là {0}", "một là {0}"])
def test_words_that_do_not_count_on_cut_nothing(words: str) -> None:
    raw = f"{TITLE}\n{LONG} Cần: {words.format(ITEM)}; " + " ".join([LONG] * 8)
    assert all("là" not in locator for locator, _ in passages(raw))


def test_items_counted_behind_a_comma_are_led_by_the_words_before_it() -> None:
    raw = f"{TITLE}\nBạn đọc không được, " + ", ".join(item.lower() for item in COUNTED) + "."
    assert lead(raw, "đoạn 2 (Hai là)") == "Bạn đọc không được,"
