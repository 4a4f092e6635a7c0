import pytest

from bot.listing import list_asked_for
from knowledge.modality import Modality


@pytest.mark.parametrize(
    "question",
    [
        "Những điều cán bộ Đoàn không nên làm?",
        "nhung dieu khong nen lam gom nhung gi",
        "8 điều không nên làm",
        "Tám điều không nên",
        "Liệt kê các việc không nên làm",
    ],
)
def test_the_dont_list_is_asked_for(question: str) -> None:
    assert list_asked_for(question) is Modality.SHOULD_NOT


@pytest.mark.parametrize(
    "question", ["Những điều nên làm của cán bộ Đoàn là gì?", "8 dieu nen lam", "nên làm những gì"]
)
def test_the_do_list_is_asked_for(question: str) -> None:
    assert list_asked_for(question) is Modality.SHOULD


@pytest.mark.parametrize(
    "question",
    [
        "những điều nên làm và không nên làm",
        "Uống rượu có nên không?",
        "có nên làm thêm giờ không",
        "Đảng viên không nên làm gì?",
        "điều 8",
        "nên",
        "việc này nên hay không",
        "những điều không được làm",
        "",
    ],
)
def test_any_other_question_is_searched(question: str) -> None:
    assert list_asked_for(question) is None
