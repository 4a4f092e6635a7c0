from dataclasses import replace

import pytest

from bot.reference import Reference, documents_meant, passages_meant, resolved
from knowledge.views import PassageView
from tests.bot.builders import DOCUMENT, passage

LAW = replace(
    DOCUMENT,
    revision_id=2,
    slug="9-2021-qh0",
    source="luat-thu-vien.txt",
    title="Luật Thư viện mẫu",
    number="9/2021/QH0",
    kind="luật",
)
BOTH = [DOCUMENT, LAW]


def clause(article: str, locator: str) -> PassageView:
    return passage(article=article, locator=locator, document=LAW)


PASSAGES = [
    clause("2", "khoản 1 Điều 2"),
    clause("2", "khoản 2 Điều 2"),
    clause("2", "khoản 12 Điều 2"),
    clause("12", "Điều 12"),
    clause("7a", "điểm đ khoản 1 Điều 7a"),
]


@pytest.mark.parametrize(
    "text",
    ["khoản 2 Điều 2", "điều 2 khoản 2", "k2 đ2", "K2 D2", "dieu 2 khoan 2", "khoản 2, Điều 2"],
)
def test_the_ways_to_write_a_clause_mean_the_same(text: str) -> None:
    found = passages_meant(Reference.parse(text), PASSAGES)

    assert [one.locator for one in found] == ["khoản 2 Điều 2"]


def test_an_article_alone_means_all_of_it() -> None:
    found = passages_meant(Reference.parse("điều 2"), PASSAGES)

    assert [one.locator for one in found] == [
        "khoản 1 Điều 2",
        "khoản 2 Điều 2",
        "khoản 12 Điều 2",
    ]


def test_points_and_amended_numbers_are_found() -> None:
    found = passages_meant(Reference.parse("điểm đ khoản 1 điều 7a"), PASSAGES)

    assert [one.locator for one in found] == ["điểm đ khoản 1 Điều 7a"]


@pytest.mark.parametrize(
    "text",
    [
        "điều 2 9/2021/QH0",
        "điều 2 của Luật Thư viện",
        "dieu 2 luat thu vien mau quy dinh gi",
        "điều 2 luat-thu-vien.txt",
        "điều 2 9-2021-qh0",
    ],
)
def test_a_document_is_known_by_number_title_file_or_slug(text: str) -> None:
    assert resolved(Reference.parse(text), BOTH) == LAW


@pytest.mark.parametrize("text", ["điều 2", "điều 2 luật hàng hải", "uống rượu có sao không"])
def test_what_is_not_certain_is_not_guessed(text: str) -> None:
    assert resolved(Reference.parse(text), BOTH) is None


def test_a_law_is_not_taken_for_the_decree_that_names_it() -> None:
    decree = replace(LAW, revision_id=3, title="Nghị định chi tiết Luật Thư viện mẫu", number="7")

    assert documents_meant(Reference.parse("luật thư viện"), [decree, LAW]) == [LAW]
    assert documents_meant(Reference.parse("nghị định thư viện"), [decree, LAW]) == [decree]


def test_a_name_that_fits_two_documents_means_both() -> None:
    assert documents_meant(Reference.parse("mẫu"), BOTH) == BOTH
