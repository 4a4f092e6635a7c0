from collections.abc import Sequence

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.references.outcomes import Absent, Named, Outcome, Several, Whole, Within
from bot.references.resolving import may_refer, resolve
from bot.references.shelf import Shelf
from tests.bot.references.conftest import Shelved

LIBRARY_LAW = """Tiêu đề: Luật Thư viện
Số hiệu: 9/2021/QH0
Ngày ban hành: 03/02/2021

Chương I
QUY ĐỊNH CHUNG
Điều 1. Phạm vi
Luật này nói về thư viện của xã.
Điều 2. Quyền của bạn đọc
1. Bạn đọc được mượn ba cuốn sách mỗi lần.
2. Bạn đọc được:
a) Đọc báo tại chỗ;
b) Góp ý cho thủ thư;
c) Xin giấy viết.
3. Bạn đọc được vào thư viện miễn phí.
Chương II
VIỆC CẤM
Điều 3. Những việc bị nghiêm cấm
1. Nghiêm cấm xé sách.
2. Nghiêm cấm mang đồ ăn vào phòng đọc.
Điều 4. Hiệu lực
Luật này có hiệu lực từ ngày 01 tháng 7 năm 2021.
"""
OLD_LAW = (
    LIBRARY_LAW.replace("9/2021", "4/2009").replace("03/02/2021", "03/02/2009").replace("ba", "hai")
)
RULES = """Tiêu đề: Quy định về nếp làm việc
Số hiệu: 37-QĐ/XX

Điều 1. Giờ giấc
1. Cán bộ đến đúng giờ.
2. Cán bộ về đúng giờ.
Điều 2. Trang phục
Cán bộ mặc gọn gàng.
"""
HANDBOOK = """---
tiêu đề: Sổ tay trực ban
loại: sổ tay
---
# Sổ tay trực ban

## Nên làm

### 1. Ký sổ {#N1}
Cán bộ trực nên ký sổ.

### 2. Bàn giao {#N2}
Cán bộ trực nên bàn giao.

## Không nên làm

### 1. Rời phòng {#K1}
Cán bộ trực không nên rời phòng.
"""
FILES = {
    "luat-thu-vien.txt": LIBRARY_LAW,
    "quy-dinh-37.txt": RULES,
    "so-tay.md": HANDBOOK,
}


@pytest.fixture(scope="module")
def shelf(shelved: Shelved) -> Shelf:
    return shelved(FILES)


@pytest.fixture(scope="module")
def both_laws(shelved: Shelved) -> Shelf:
    return shelved({"cu.txt": OLD_LAW, "moi.txt": LIBRARY_LAW})


def named(outcome: Outcome | None) -> Sequence[str]:
    assert isinstance(outcome, Named), outcome
    return [passage.locator for passage in outcome.passages]


def sentence(outcome: Outcome | None) -> str:
    assert isinstance(outcome, Absent), outcome
    return outcome.sentence


def within(outcome: Outcome | None) -> Within:
    assert isinstance(outcome, Within), outcome
    return outcome


@pytest.mark.parametrize(
    ("text", "locators"),
    [
        ("điều 1 khoản 2 QĐ 37", ["khoản 2 Điều 1"]),
        ("d1k2 qd37", ["khoản 2 Điều 1"]),
        ("k2 đ1 QĐ37", ["khoản 2 Điều 1"]),
        ("điều 2, 37-QĐ/XX", ["Điều 2"]),
        ("luật thư viện điều 3", ["khoản 1 Điều 3", "khoản 2 Điều 3"]),
        ("Đ3 LTV", ["khoản 1 Điều 3", "khoản 2 Điều 3"]),
        ("điều 3 quy định gì", ["khoản 1 Điều 3", "khoản 2 Điều 3"]),  # no other one has it
        ("khoản 1 và 3 điều 2 ltv", ["khoản 1 Điều 2", "khoản 3 Điều 2"]),
        ("điều 3-4", ["khoản 1 Điều 3", "khoản 2 Điều 3", "Điều 4"]),
        ("điều 4 đến điều 3 luật thư viện", ["khoản 1 Điều 3", "khoản 2 Điều 3", "Điều 4"]),
        ("chương 2 luật thư viện", ["khoản 1 Điều 3", "khoản 2 Điều 3", "Điều 4"]),
        ("CHƯƠNG II", ["khoản 1 Điều 3", "khoản 2 Điều 3", "Điều 4"]),
        ("khoản 1 điều 3 và điều 1 luật thư viện", ["Điều 1", "khoản 1 Điều 3"]),
        ("mục 2 sổ tay", ["mục 2. Bàn giao"]),
        ("mục 1 sổ tay trực ban", ["mục 1. Ký sổ", "mục 1. Rời phòng"]),
        ("K1", ["mục 1. Rời phòng"]),
        ("mục N2 sổ tay trực ban", ["mục 2. Bàn giao"]),
    ],
)
def test_a_reference_names_its_passages(shelf: Shelf, text: str, locators: list[str]) -> None:
    assert named(resolve(text, shelf)) == locators


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ("điểm b khoản 2 điều 2 luật thư viện", ["2. Bạn đọc được:", "b) Góp ý cho thủ thư;"]),
        ("diem a khoan 2 dieu 2 ltv", ["2. Bạn đọc được:\na) Đọc báo tại chỗ;"]),
        (
            "điểm b, c khoản 2 điều 2 ltv",
            ["2. Bạn đọc được:", "b) Góp ý cho thủ thư;\nc) Xin giấy viết."],
        ),
    ],
)
def test_a_point_of_a_short_clause_is_its_words_below_their_lead_in(
    shelf: Shelf, text: str, quoted: list[str]
) -> None:
    outcome = resolve(text, shelf)

    assert named(outcome) == ["khoản 2 Điều 2"]
    assert isinstance(outcome, Named)
    (part,) = outcome.parts
    assert [part.passage.text[start:end] for start, end, _ in part.pieces or ()] == quoted


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            "điều 90 luật thư viện",
            "9/2021/QH0 “Luật Thư viện” không có Điều 90; văn bản có từ Điều 1 đến Điều 4.",
        ),
        (
            "khoản 9 điều 2 luật thư viện",
            "Điều 2 của 9/2021/QH0 “Luật Thư viện” không có khoản 9; "
            "Điều 2 có từ khoản 1 đến khoản 3.",
        ),
        (
            "điểm h khoản 2 điều 2 luật thư viện",
            "Khoản 2 Điều 2 của 9/2021/QH0 “Luật Thư viện” không có điểm h; "
            "Khoản 2 Điều 2 có từ điểm a đến điểm c.",
        ),
        (
            "khoản 1 điều 1 luật thư viện",
            "Điều 1 của 9/2021/QH0 “Luật Thư viện” không chia thành khoản.",
        ),
        (
            "chương V luật thư viện",
            "9/2021/QH0 “Luật Thư viện” không có Chương 5; văn bản có từ Chương 1 đến Chương 2.",
        ),
        ("mục 9 sổ tay", "Sổ tay “Sổ tay trực ban” không có Mục 9; văn bản có từ Mục 1 đến Mục 2."),
        ("điều 7 sổ tay", "Sổ tay “Sổ tay trực ban” không chia thành điều."),
        ("điều 90", "Không văn bản nào đang công bố có Điều 90."),
        ("khoản 2 luật thư viện", "Xin nói rõ khoản 2 của điều nào, ví dụ “khoản 2 Điều 5”."),
        (
            "theo điều 90 luật thư viện thì ai được mượn sách",
            "9/2021/QH0 “Luật Thư viện” không có Điều 90; văn bản có từ Điều 1 đến Điều 4.",
        ),
    ],
)
def test_what_is_not_there_is_said_with_what_there_is(shelf: Shelf, text: str, said: str) -> None:
    assert sentence(resolve(text, shelf)) == said


def test_a_range_that_reaches_too_far_names_what_there_is_and_says_so(shelf: Shelf) -> None:
    outcome = resolve("điều 4 đến điều 8 luật thư viện", shelf)

    assert named(outcome) == ["Điều 4"]
    assert isinstance(outcome, Named)
    assert outcome.note == (
        "9/2021/QH0 “Luật Thư viện” không có Điều 8; văn bản có từ Điều 1 đến Điều 4."
    )


@pytest.mark.parametrize("text", ["điều 5 luật hàng hải", "điều 1 NĐ 99/2020/NĐ-CP", "k1 đ1 qd 88"])
def test_the_article_of_a_paper_that_is_not_here_is_never_anothers(shelf: Shelf, text: str) -> None:
    assert "bot không lấy điều của văn bản khác thay vào" in sentence(resolve(text, shelf))


def test_an_article_that_several_have_asks_back(shelf: Shelf) -> None:
    outcome = resolve("khoản 1 điều 2", shelf)
    assert named(outcome) == ["khoản 1 Điều 2"]  # Điều 2 of the other one has no clauses

    outcome = resolve("điều 2", shelf)
    assert isinstance(outcome, Several)
    assert outcome.asked == "Điều 2"
    assert [choice.document.number for choice in outcome.choices] == ["9/2021/QH0", "37-QĐ/XX"]


def test_the_document_that_was_chosen_answers(shelf: Shelf) -> None:
    rules = next(one for one in shelf.documents if one.view.number == "37-QĐ/XX")

    assert named(resolve("điều 2", shelf, only=rules.view.revision_id)) == ["Điều 2"]


def test_two_versions_are_told_apart_by_year_or_number_else_asked_back(both_laws: Shelf) -> None:
    outcome = resolve("điều 2 luật thư viện", both_laws)
    assert isinstance(outcome, Several)
    assert [choice.document.number for choice in outcome.choices] == ["4/2009/QH0", "9/2021/QH0"]

    for text in ("điều 2 luật thư viện 2009", "điều 2 luật thư viện số 4", "đ2 4/2009/QH0"):
        outcome = resolve(text, both_laws)
        assert isinstance(outcome, Named)
        assert outcome.document.number == "4/2009/QH0"


@pytest.mark.parametrize(
    "text",
    [
        "theo điều 2 luật thư viện thì ai được đọc báo",
        "điều 2 luật thư viện có cho mượn về nhà không",
        "Theo quy định tại Điều 2 Luật Thư viện, bạn đọc có phải trả tiền không?",
    ],
)
def test_a_question_about_an_article_is_asked_inside_it(shelf: Shelf, text: str) -> None:
    asked = within(resolve(text, shelf))

    assert asked.names_place
    assert len(asked.passages) == 3
    assert "luật" not in asked.question.lower()


def test_a_question_about_an_article_of_no_document_is_asked_in_each_that_has_it(
    shelf: Shelf,
) -> None:
    asked = within(resolve("theo điều 2 thì mặc gì đi làm", shelf))

    assert asked.question == "mặc gì đi làm"
    assert len(asked.documents) == 2


def test_a_question_about_a_numbered_document_is_asked_inside_it(shelf: Shelf) -> None:
    asked = within(resolve("QĐ 37 nhắc gì về trang phục", shelf))

    assert (asked.question, asked.names_place) == ("nhắc gì về trang phục", False)
    assert len(asked.passages) == 3


@pytest.mark.parametrize("text", ["37-QĐ/XX", "qd 37", "luật thư viện 2021", "9/2021/QH0"])
def test_a_document_alone_is_all_of_it(shelf: Shelf, text: str) -> None:
    outcome = resolve(text, shelf)

    assert isinstance(outcome, Whole)
    assert outcome.is_certain


@pytest.mark.parametrize(
    "text",
    [
        "điều 2 bạn nên biết",
        "những điều 3 người cần nhớ",
        "gọi 0912345678 lúc 8h ngày 5/8/2020",
        "mượn 3 cuốn sách có được không",
        "8 điều nên làm",
        "500k có phải là quà không",
        "k 2 người đi họp được ko",
        "",
    ],
)
def test_a_number_in_a_sentence_is_no_reference(shelf: Shelf, text: str) -> None:
    assert resolve(text, shelf) is None


@pytest.mark.parametrize("text", ["d5k2", "37-QĐ/TW", "chương II", "phụ lục", "phần thứ hai"])
def test_a_text_with_a_number_in_it_may_refer(text: str) -> None:
    assert may_refer(text)


@pytest.mark.parametrize(
    "text", ["uống rượu có sao không", "vi phạm thì bị gì", "thu nhập thêm", "đi họp muộn", ""]
)
def test_a_text_without_any_number_refers_to_nothing(text: str) -> None:
    assert not may_refer(text)


PIECES = (
    "điều khoản điểm mục chương luật QĐ đ k d 5 2 a 37 / - , . và đến II thư viện năm ² ① ٣ 0"
).split()


@given(st.lists(st.sampled_from(PIECES), max_size=12), st.sampled_from((" ", "", "\n")))
@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_text_however_odd_breaks_anything(shelf: Shelf, pieces: list[str], sign: str) -> None:
    resolve(sign.join(pieces), shelf)


def test_a_very_long_number_is_no_place(shelf: Shelf) -> None:
    assert not isinstance(resolve("điều 1" + "0" * 9_000 + ".1" + "0" * 9_000, shelf), Named)


def test_what_is_not_in_force_is_meant_only_where_it_is_named(both_laws: Shelf) -> None:
    old = next(one.view for one in both_laws.documents if one.view.number == "4/2009/QH0")
    left_out = frozenset((old.revision_id,))

    def number(text: str) -> str | None:
        outcome = resolve(text, both_laws, left_out=left_out)
        assert isinstance(outcome, Named)
        return outcome.document.number

    assert number("điều 2 luật thư viện") == number("điều 2") == "9/2021/QH0"
    assert number("điều 2 luật thư viện 2009") == number("điều 2 4/2009/QH0") == "4/2009/QH0"
    inside = within(resolve("theo điều 2 thì ai mượn sách", both_laws, left_out=left_out))
    assert old.revision_id not in inside.documents
