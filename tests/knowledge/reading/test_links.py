"""The other documents that a document says it replaces, repeals or changes."""

import pytest

from knowledge.reading.links import Own, links_of

DECREE = Own("Nghị định", "9/2031/NĐ-CP", "Nghị định về thẻ bạn đọc")


def said(text: str, own: Own = DECREE) -> list[tuple[str, str]]:
    return [(one.field, one.value) for one in links_of(text, own)]


@pytest.mark.parametrize(
    ("sentence", "links"),
    [
        (
            "Nghị định này có hiệu lực từ ngày 01/02/2031 và thay thế Nghị định số 8/2020/NĐ-CP"
            " ngày 03/02/2020 của Chính phủ về phòng đọc.",
            [("replaces", "8/2020/NĐ-CP")],
        ),
        (
            "Nghị định này thay thế các Nghị định số 6/2019/NĐ-CP, số 7/2019/NĐ-CP và số"
            " 8/2020/NĐ-CP.",
            [
                ("replaces", "6/2019/NĐ-CP"),
                ("replaces", "7/2019/NĐ-CP"),
                ("replaces", "8/2020/NĐ-CP"),
            ],
        ),
        (
            "Kể từ ngày Nghị định này có hiệu lực, Nghị định số 8/2020/NĐ-CP ngày 3 tháng 2 năm"
            " 2020 và Quyết định số 5/2018/QĐ-TTg hết hiệu lực kể từ ngày Nghị định này có"
            " hiệu lực.",
            [("repeals", "8/2020/NĐ-CP"), ("repeals", "5/2018/QĐ-TTg")],
        ),
        (
            "Bãi bỏ Nghị định số 8/2020/NĐ-CP ngày 3 tháng 2 năm 2020 về phòng đọc.",
            [("repeals", "8/2020/NĐ-CP")],
        ),
        (
            "Nghị định số 8/2020/NĐ-CP được thay thế bằng Nghị định này.",
            [("replaces", "8/2020/NĐ-CP")],
        ),
        (
            "Điều 1. Sửa đổi, bổ sung một số điều của Nghị định số 8/2020/NĐ-CP về phòng đọc",
            [("amends", "8/2020/NĐ-CP")],
        ),
    ],
)
def test_each_usual_form_names_whole_documents(sentence: str, links: list[tuple[str, str]]) -> None:
    assert said(sentence) == links


@pytest.mark.parametrize(
    "sentence",
    [
        "Bãi bỏ Điều 5 của Nghị định số 8/2020/NĐ-CP về phòng đọc.",
        "Bãi bỏ các quy định về kho sách tại Nghị định số 8/2020/NĐ-CP.",
        "Nghị định này thay thế khoản 2 Điều 3 Nghị định số 8/2020/NĐ-CP.",
        "Các quy định về kho sách của Nghị định số 8/2020/NĐ-CP hết hiệu lực kể từ ngày"
        " Nghị định này có hiệu lực.",
    ],
)
def test_a_part_that_ends_does_not_end_the_whole(sentence: str) -> None:
    assert said(sentence) == [("amends", "8/2020/NĐ-CP")]


@pytest.mark.parametrize(
    "sentence",
    [
        "Văn bản dẫn chiếu tại Nghị định này được sửa đổi hoặc thay thế thì theo Nghị định số"
        " 8/2020/NĐ-CP.",
        "Thẻ hết hiệu lực thì thực hiện theo Nghị định số 8/2020/NĐ-CP.",
        "Thủ thư có quyền thay thế sách hỏng.",
        "Sửa đổi như sau: “Nghị định này thay thế Nghị định số 8/2020/NĐ-CP.”",
        "Nghị định này thay thế Luật Thư viện số 4/2001/QH10.",
        "Nghị định này thay thế Nghị định số 9/2031/NĐ-CP.",
    ],
    ids=["reference", "card", "book", "quoted", "higher rank", "itself"],
)
def test_what_is_only_named_is_not_ended(sentence: str) -> None:
    assert said(sentence) == []


def test_a_document_named_in_the_title_of_another_is_not_ended() -> None:
    text = (
        "Bãi bỏ Thông tư số 3/2020/TT-BVHTTDL hướng dẫn Nghị định số 8/2020/NĐ-CP về phòng đọc và"
        " Thông tư số 4/2020/TT-BVHTTDL về kho sách."
    )
    assert said(text, Own("Thông tư", None, "")) == [
        ("repeals", "3/2020/TT-BVHTTDL"),
        ("repeals", "4/2020/TT-BVHTTDL"),
    ]


def test_each_item_below_a_lead_in_counts_for_itself() -> None:
    text = (
        "2. Bãi bỏ các văn bản sau đây:\na) Nghị định số 8/2020/NĐ-CP về phòng đọc;\n"
        "b) Điều 3 Nghị định số 7/2019/NĐ-CP;\nc) Quyết định số 5/2018/QĐ-TTg.\n"
        "Điều 10. Thi hành\nBộ trưởng thi hành Nghị định số 6/2019/NĐ-CP."
    )
    assert said(text) == [
        ("repeals", "8/2020/NĐ-CP"),
        ("amends", "7/2019/NĐ-CP"),
        ("repeals", "5/2018/QĐ-TTg"),
    ]


def test_a_law_that_ends_the_older_one_of_its_name_replaces_it() -> None:
    text = "Luật Thư viện số 4/2001/QH10 hết hiệu lực kể từ ngày Luật này có hiệu lực."
    own = Own("Luật", "98/2031/QH19", "Luật Thư viện")
    assert said(text, own) == [("replaces", "4/2001/QH10")]
    assert said(text, Own("Luật", "99/2031/QH19", "Luật Sách")) == [("repeals", "4/2001/QH10")]


def test_a_law_without_its_number_is_named_with_its_year() -> None:
    text = "Luật này thay thế Luật Thư viện năm 2001."
    assert said(text, Own("Luật", None, "Luật Thư viện")) == [
        ("replaces", "Luật Thư viện năm 2001")
    ]


def test_the_words_it_came_from_are_the_whole_sentence() -> None:
    text = "Điều 9.\n1. Thẻ cũ hết hạn. Bãi bỏ Nghị định số 8/2020/NĐ-CP."
    (found,) = links_of(text, DECREE)
    assert text[found.start : found.end] == "Bãi bỏ Nghị định số 8/2020/NĐ-CP."
