"""What is quoted together: items with their lead-ins, sentences with their exceptions."""

from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.statements import LONGEST, MOST_LINES, complete, statements_of


def quoted(text: str, words: str) -> list[str]:
    """What must be quoted when the statement that begins with these words is chosen."""
    statements = statements_of(text)
    chosen = next(i for i, one in enumerate(statements) if text.startswith(words, one.start))
    return [text[statements[i].start : statements[i].end] for i in complete(statements, [chosen])]


LAW = """2. Thủ thư không được:
a) Đóng cửa sớm. Hết giờ thì báo trước;
b) Trong giờ đọc:
- Ăn quà;
- Nói to;
c) Cho mượn sách quý.
3. Bạn đọc được mượn sách. Sách quý thì đọc tại chỗ."""


def test_an_item_comes_with_its_lead_in_and_whole() -> None:
    assert quoted(LAW, "a)") == [
        "2. Thủ thư không được:",
        "a) Đóng cửa sớm. Hết giờ thì báo trước;",
    ]


def test_an_item_of_an_inner_list_comes_with_both_lead_ins() -> None:
    assert quoted(LAW, "- Nói") == ["2. Thủ thư không được:", "b) Trong giờ đọc:", "- Nói to;"]


def test_the_outer_list_goes_on_behind_an_inner_one() -> None:
    assert quoted(LAW, "c)") == ["2. Thủ thư không được:", "c) Cho mượn sách quý."]


def test_the_next_clause_is_not_governed_by_the_last_ones_lead_in() -> None:
    assert quoted(LAW, "3.") == ["3. Bạn đọc được mượn sách."]
    assert quoted(LAW, "Sách quý") == ["Sách quý thì đọc tại chỗ."]


def test_a_lead_in_comes_with_its_whole_list() -> None:
    assert len(quoted(LAW, "2.")) == 6


@pytest.mark.parametrize("ending", ["gồm:", "như sau:", "sau đây.", "dưới đây"])
def test_lead_ins_are_known_by_what_they_say(ending: str) -> None:
    assert quoted(f"Cấm những việc {ending}\n1. Ăn.\n2. Ngủ.", "2.")[0].startswith("Cấm")


def test_items_without_numbers_are_items_while_they_go_on() -> None:
    text = "Không nên:\nĂn quà;\nNgủ gật."
    assert quoted(text, "Ngủ") == ["Không nên:", "Ngủ gật."]


def test_words_that_may_close_a_list_or_stand_in_it_are_quoted_with_all_of_it() -> None:
    text = "1. Không nên:\na) ăn;\nb) ngủ.\nBạn đọc ốm thì báo."
    assert quoted(text, "Bạn đọc") == [
        "1. Không nên:",
        "a) ăn;",
        "b) ngủ.",
        "Bạn đọc ốm thì báo.",
    ]


def test_a_second_list_beside_the_first_keeps_its_own_lead_in_only() -> None:
    text = "Không nên:\n- ăn;\n- ngủ.\nNên:\n- đọc;\n- viết."
    assert quoted(text, "- viết") == ["Nên:", "- viết."]
    numbered = "1. Không được:\na) ăn.\n2. Được:\na) đọc."
    assert quoted(numbered, "a) đọc") == ["2. Được:", "a) đọc."]


def test_dashes_below_a_dash_that_leads_in_are_governed_by_it_and_no_other_lead_in_is() -> None:
    text = "Nội quy như sau:\n- Không được:\n- ăn;\n- ngủ.\n- Được:\n- đọc;\n- viết."
    assert quoted(text, "- ngủ") == ["Nội quy như sau:", "- Không được:", "- ngủ."]
    assert quoted(text, "- viết") == ["Nội quy như sau:", "- Được:", "- viết."]


def test_a_dash_that_may_stand_beside_its_lead_in_is_quoted_with_all_between() -> None:
    text = "- Không được:\n- ăn;\n- ngủ.\n- Được nghỉ trưa."
    assert quoted(text, "- Được") == ["- Không được:", "- ăn;", "- ngủ.", "- Được nghỉ trưa."]


def test_dashes_that_nothing_governs_stand_alone() -> None:
    assert quoted("- Đọc sách\n- Ngủ\n- Ăn.", "- Ngủ") == ["- Ngủ"]
    assert quoted("- Không được:\n+ ăn;\n+ ngủ.\n- Được đọc.", "- Được") == ["- Được đọc."]


def test_a_lead_in_that_only_points_brings_the_sentence_before_it() -> None:
    text = "Nghiêm cấm một số việc. Cụ thể như sau:\n- ăn;\n- ngủ."
    assert quoted(text, "- ngủ") == ["Nghiêm cấm một số việc.", "Cụ thể như sau:", "- ngủ."]


@pytest.mark.parametrize(
    "exception",
    [
        "Trừ sách quý.",
        "Tuy nhiên, sách quý thì không.",
        "Riêng sách quý đọc tại chỗ.",
        "Quy định này không áp dụng với sách quý.",
    ],
)
def test_an_exception_and_what_it_limits_are_never_parted(exception: str) -> None:
    text = f"Mở cửa từ sáng. Bạn đọc được mượn sách. {exception} Mỗi lần ba cuốn."
    both = ["Bạn đọc được mượn sách.", exception]
    assert quoted(text, "Bạn đọc") == both
    assert quoted(text, exception) == both
    assert quoted(text, "Mở cửa") == ["Mở cửa từ sáng."]


def test_an_exception_of_an_exception_comes_too() -> None:
    text = "Được mượn sách. Trừ sách quý. Nhưng thủ thư thì được."
    assert len(quoted(text, "Được")) == len(quoted(text, "Nhưng")) == 3


def test_an_exception_below_a_list_limits_each_of_its_items() -> None:
    text = "Không được:\na) ăn;\nb) ngủ.\nQuy định này không áp dụng với người ốm."
    assert quoted(text, "a)")[-1].endswith("với người ốm.")


def test_items_in_one_line_are_told_apart_and_keep_their_lead_in() -> None:
    text = (
        "1. Nội dung quản lý phòng đọc được giao cho thủ thư và người trực, làm mỗi ngày, bao gồm: "
        "a) ghi sổ mượn sách của bạn đọc trong ngày; b) xếp sách lên giá đúng chỗ của từng cuốn; "
        "c) khóa cửa sổ và tắt đèn khi về. Sổ thì nộp."
    )
    lead, item = quoted(text, "b)")
    assert lead.endswith("bao gồm:")
    assert item == "b) xếp sách lên giá đúng chỗ của từng cuốn;"
    assert quoted(text, "Sổ") == ["Sổ thì nộp."]
    limited = text.replace("khi về", "khi về, trừ khi có bạn đọc")
    assert len(statements_of(limited)) == 2


def test_sentences_that_run_on_from_a_colon_keep_what_stands_before_it() -> None:
    assert quoted("Không nên: Ăn quà. Ngủ gật.", "Ngủ") == ["Không nên: Ăn quà.", "Ngủ gật."]
    assert quoted("Việc gồm: 1. Đọc. 2. Viết.", "2.") == ["Việc gồm: 1. Đọc.", "2. Viết."]


def test_a_title_comes_with_what_stands_below_it() -> None:
    text = "Việc bị cấm\nĂn quà trong phòng đọc. Ngủ gật."
    assert quoted(text, "Ngủ") == ["Việc bị cấm", "Ngủ gật."]
    assert len(quoted(text, "Việc")) == 3


def test_a_line_broken_before_a_capital_is_put_together() -> None:
    text = "Bạn đọc không được vào\nBan Quản lý. Cửa khác thì mở."
    assert quoted(text, "Ban Quản lý")[0] == "Bạn đọc không được vào"


def test_a_lead_in_without_a_list_is_not_quoted_alone() -> None:
    assert quoted("Thủ thư mở cửa. Việc gồm:", "Việc") == ["Thủ thư mở cửa.", "Việc gồm:"]


@dataclass(frozen=True)
class Item:
    """A generated item and the lead-ins that govern it."""

    words: str
    leads: tuple[str, ...]


MARKS = ("{}. ", "{}) ", "- ", "+ ")
LETTERS = "abcdđeghik"


@st.composite
def lists(draw: st.DrawFn, leads: tuple[str, ...], path: str = "") -> list[Item]:
    """Items below lead-ins, some of which lead on to lists of their own; no two are alike."""
    number, depth = draw(st.integers(2, 4)), len(path)
    items: list[Item] = []
    for i in range(number):
        mark = MARKS[depth].format(LETTERS[i] if depth == 1 else i + 1)
        name = f"{mark}Việc {path}{i}"
        if depth + 1 < len(MARKS) and draw(st.booleans()):
            lead = f"{name} không được:"
            items.append(Item(lead, leads))
            items += draw(lists((*leads, lead), f"{path}{i}"))
        else:
            end = "." if i == number - 1 else ";"
            more = draw(st.sampled_from(["", ". Hai câu", ", trừ khi ốm"]))
            items.append(Item(f"{name}{more}{end}", leads))
    return items


@given(lists(("Bạn đọc phải:",)), st.data())
def test_whatever_is_chosen_no_item_is_quoted_without_its_lead_ins(
    items: list[Item], data: st.DataObject
) -> None:
    text = "\n".join(["Bạn đọc phải:", *(item.words for item in items)])
    statements = statements_of(text)
    chosen = data.draw(st.sets(st.integers(0, len(statements) - 1), min_size=1, max_size=2))
    words = [text[statements[i].start : statements[i].end] for i in complete(statements, chosen)]
    for item in items:
        if item.words in words:
            assert set(item.leads) <= set(words), item


@given(st.text(alphabet="aĐ1). \n:;-“”.", max_size=80), st.data())
def test_statements_hold_every_word_in_order_and_stay_whole(text: str, data: st.DataObject) -> None:
    statements = statements_of(text)
    spoken = "".join(text[one.start : one.end] for one in statements)
    assert "".join(spoken.split()) == "".join(text.split())
    assert all(one.start < one.end for one in statements)
    if statements:
        chosen = data.draw(st.integers(0, len(statements) - 1))
        found = set(complete(statements, [chosen]))
        assert chosen in found
        assert all(found.issuperset(statements[i].leads) for i in found)


def test_a_passage_of_absurdly_many_lines_is_one_statement() -> None:
    lines = ["Bạn đọc không được:", *("- nói to", "a) ngủ", "1. ăn") * MOST_LINES]
    text = "\n".join(lines)
    assert [(one.start, one.end) for one in statements_of(f" {text}\n")] == [(1, len(text) + 1)]
    assert len(statements_of("\n".join(lines[: MOST_LINES + 1]))) > 1


def test_a_passage_of_absurd_length_is_one_statement() -> None:
    text = "Mở cửa. " * (LONGEST // 8)
    assert len(statements_of(text)) > 1
    assert len(statements_of(text + "Đóng cửa.")) == 1
