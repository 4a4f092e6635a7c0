import pytest

from bot.references.naming import documents_named
from bot.references.parsing import Reference, naming_of
from bot.references.titles import plain_words
from knowledge.views import DocumentView
from tests.bot.references.shelves import (
    ALL,
    DECREE,
    HANDBOOK,
    LIBRARY_LAW,
    OLD_LAW,
    RULES_37,
    STAFF_LAW,
    listed,
)


@pytest.mark.parametrize(
    ("name", "wanted"),
    [
        ("9/2021/QH0", LIBRARY_LAW),
        ("luật thư viện", LIBRARY_LAW),
        ("luat thu vien", LIBRARY_LAW),
        ("LTV", LIBRARY_LAW),
        ("luật tv", LIBRARY_LAW),
        ("Luật Thư viện số 9/2021/QH0", LIBRARY_LAW),
        ("luật thư viện năm 2021", LIBRARY_LAW),
        ("Luật Thư viện.txt", LIBRARY_LAW),
        ("9-2021-qh0", LIBRARY_LAW),
        ("nghị định thư viện", DECREE),
        ("nđ 12", DECREE),
        ("NĐ12/2022", DECREE),
        ("QĐ 37", RULES_37),
        ("qd37", RULES_37),
        ("37-QĐ/XX", RULES_37),
        ("QĐ37-XX", RULES_37),
        ("QD 37/XX", RULES_37),
        ("37/QĐXX", RULES_37),
        ("quy định 37", RULES_37),
        ("luật nv xã", STAFF_LAW),
        ("sổ tay", HANDBOOK),
    ],
)
def test_a_document_is_known_by_each_way_to_write_its_name(name: str, wanted: DocumentView) -> None:
    found = documents_named(plain_words(name), listed())

    assert [one.view for one in found] == [wanted]


@pytest.mark.parametrize("name", ["luật hàng hải", "luật thư viện 2019", "QĐ 38", "nghị định 9"])
def test_what_no_document_is_called_names_none(name: str) -> None:
    assert documents_named(plain_words(name), listed()) == []


def test_an_old_and_a_new_version_are_told_apart_by_year_or_number_or_not_at_all() -> None:
    both = listed((OLD_LAW, LIBRARY_LAW))

    def named(name: str) -> list[DocumentView]:
        return [one.view for one in documents_named(plain_words(name), both)]

    assert named("luật thư viện") == [OLD_LAW, LIBRARY_LAW]
    assert named("luật thư viện 2009") == [OLD_LAW]
    assert named("luật thư viện số 9") == [LIBRARY_LAW]


@pytest.mark.parametrize(
    ("text", "name", "left"),
    [
        ("điều 5 luật thư viện quy định gì", "luật thư viện", ""),
        ("cho tôi xem nội dung điều 5 của luật thư viện ạ", "luật thư viện", ""),
        ("theo điều 5 luật thư viện thì ai được mượn sách", "luật thư viện", "ai được mượn sách"),
        ("điều 2 luật thư viện thư viện xã mở lúc nào", "luật thư viện", "thư viện xã mở lúc nào"),
        ("điều 5 bạn nên biết", "", "bạn nên biết"),
        ("12/2022/NĐ-XX phạt ai", "12/2022/NĐ-XX", "phạt ai"),
    ],
)
def test_the_documents_name_is_parted_from_the_question(text: str, name: str, left: str) -> None:
    reference = Reference.parse(text)
    naming = naming_of(reference, listed())

    assert [word.plain for word in naming.name] == list(plain_words(name))
    assert [word.plain for word in naming.left] == list(plain_words(left))


@pytest.mark.parametrize(
    ("text", "is_unknown"),
    [
        ("điều 5 luật hàng hải", True),
        ("điều 5 NĐ 99/2020/NĐ-CP", True),
        ("điều 5 quy định 88", True),
        ("Theo Điều 5: Mượn sách, trong Bộ luật Bạn đọc 2015, mượn là gì?", True),
        ("điều 5 của 88-QĐ/XX cấm gì", True),
        ("điều 5 nói gì về ngày 5/8", False),
        ("điều 5 quy định người mượn phải làm gì", False),
        ("điều 5 bạn nên biết", False),
    ],
)
def test_the_name_of_a_paper_that_is_not_here_is_known_for_one(text: str, is_unknown: bool) -> None:
    assert naming_of(Reference.parse(text), listed(ALL)).is_unknown is is_unknown
