"""Minimal pairs: a word more or less, and do is don't, or nothing certain."""

import pytest

from knowledge.modality import Modality, modality_of

SHOULD, SHOULD_NOT = Modality.SHOULD, Modality.SHOULD_NOT
MUST, MUST_NOT, MAY = Modality.MUST, Modality.MUST_NOT, Modality.MAY
ARTICLE = ("Điều 4. Phòng đọc",)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # nên
        ("Bạn nên đọc sách.", SHOULD),
        ("Bạn không nên đọc sách.", SHOULD_NOT),
        ("Cán bộ nên đến sớm.", SHOULD),
        ("Cán bộ đừng nên đến sớm.", SHOULD_NOT),
        ("Vì vậy nên cán bộ đến sớm.", None),
        ("Trời mưa nên cán bộ đến muộn.", None),
        ("Do bận họp, cán bộ nên về muộn.", None),
        ("Điều đó làm nên thành công.", None),
        ("Cán bộ đã trở nên vững vàng.", None),
        ("Cán bộ có nên đến sớm?", None),
        # cần, khuyến khích, tránh
        ("Cán bộ cần đến sớm.", SHOULD),
        ("Cán bộ không cần đến sớm.", None),
        ("Nhiều việc cần khắc phục đã xong.", None),
        ("Cán bộ giữ cần, kiệm, liêm, chính.", None),
        ("Đó là việc cần thiết.", None),
        ("Khuyến khích bạn đọc mượn sách.", SHOULD),
        ("Bạn đọc được khuyến khích mượn sách.", None),
        ("Tránh nói to.", SHOULD_NOT),
        ("Bạn đọc nên tránh nói to.", SHOULD_NOT),
        ("Khó tránh khỏi việc nói to.", None),
        # phải
        ("Bạn đọc phải đeo thẻ.", MUST),
        ("Bạn đọc không phải đeo thẻ.", None),
        ("Bạn đọc không bắt buộc phải đeo thẻ.", None),
        ("Bạn đọc không nhất thiết phải đeo thẻ.", None),
        ("Bạn đọc có phải đeo thẻ không?", None),
        ("Bạn đọc gặp phải nhiều khó khăn.", None),
        ("Cửa nằm ở bên phải phòng.", None),
        ("Thủ thư có trách nhiệm trả lời.", MUST),
        ("Thủ thư không có trách nhiệm trả lời.", None),
        ("Người có trách nhiệm đã trả lời.", None),
        ("Thủ thư có nghĩa vụ trả lời.", MUST),
        # được
        ("Bạn đọc được phép mượn sách.", MAY),
        ("Bạn đọc không được phép mượn sách.", MUST_NOT),
        ("Bạn đọc được quyền mượn sách.", MAY),
        ("Bạn đọc không được mượn sách.", MUST_NOT),
        ("Bạn đọc có quyền mượn sách.", MAY),
        ("Bạn đọc không có quyền mượn sách.", None),
        ("Bạn đọc chỉ được mượn hai cuốn.", None),
        ("Bạn đọc được phục vụ chu đáo.", None),
        ("Sách chưa được trả lại.", None),
        # cấm
        ("Nghiêm cấm hút thuốc.", MUST_NOT),
        ("Không nghiêm cấm hút thuốc.", None),
        ("Cấm hút thuốc.", MUST_NOT),
        ("Hút thuốc không bị cấm.", None),
        ("Sách nói về các hành vi bị cấm.", None),
        # a bare "Không …"
        ("Không nói to trong phòng đọc.", SHOULD_NOT),
        ("Không lạm dụng việc mượn sách.", SHOULD_NOT),
        ("Bạn đọc không lạm dụng việc mượn sách.", SHOULD_NOT),
        ("Không khí trong phòng rất tốt.", None),
        ("Không ít bạn đọc mượn sách.", None),
        ("Không ngừng nâng cao chất lượng.", None),
        ("Không quá hai cuốn mỗi lần.", None),
        ("Không có ai đến muộn.", None),
        # not only, if not, two negations
        ("Cán bộ không chỉ đọc mà còn viết.", None),
        ("Cán bộ không những đọc mà còn viết.", None),
        ("Cán bộ không chỉ phải đọc mà còn phải viết.", MUST),
        ("Nếu không được mượn thì bạn đọc phải hỏi.", MUST),
        ("Nếu không, bạn đọc có quyền hỏi.", MAY),
        ("Cán bộ không thể không trả lời.", None),
        ("Cán bộ không được không trả lời.", None),
        # exceptions and conditions
        ("Bạn đọc không được mượn, trừ trường hợp được phép của thủ thư.", MUST_NOT),
        ("Trừ trường hợp không được phép, bạn đọc phải đăng ký.", MUST),
        ("Khi phải ra ngoài, bạn đọc được phép gửi sách.", MAY),
        # relative clauses, brackets, quotations, scope
        ("Đây là loại sách mà thư viện phải giữ.", None),
        ("Bạn đọc gửi túi (không được mang nước) ở cửa.", None),
        ("Tấm biển ghi “Không được nói to” ở cửa.", None),
        ("“Bạn đọc không được nói to.”", MUST_NOT),
        ("Quy định này quy định về nơi không được nói to.", None),
        # a negation that stands apart from its verb
        ("Không ai được phép nói to.", MUST_NOT),
        ("Không bạn đọc nào được nói to.", MUST_NOT),
        ("Bạn đọc không bao giờ được nói to.", MUST_NOT),
        ("Bạn đọc không bao giờ nên nói to.", SHOULD_NOT),
        ("Không ai phải đeo thẻ.", None),
        ("Bạn đọc không hề phải đeo thẻ.", None),
        ("Người không có thẻ phải đăng ký.", MUST),
        ("Người không có thẻ có quyền hỏi.", None),
        ("Bạn đọc nên tuyệt đối không nói to.", None),
        ("Bạn đọc phải bảo đảm không nói to.", None),
        ("Hai bên phải ký.", MUST),
        # both directions, and nothing at all
        ("Bạn đọc phải đeo thẻ và không được nói to.", None),
        ("Bạn đọc có quyền mượn nhưng phải trả đúng hạn.", None),
        ("Phòng đọc mở cửa lúc tám giờ.", None),
        ("", None),
    ],
)
def test_a_sentence_alone(text: str, expected: Modality | None) -> None:
    assert modality_of(text) == expected


@pytest.mark.parametrize(
    ("heading", "expected"),
    [
        ("Những điều nên làm", SHOULD),
        ("Những việc cán bộ nên làm", SHOULD),
        ("Nên", SHOULD),
        ("1. Việc cần làm", SHOULD),
        ("Những điều không nên làm", SHOULD_NOT),
        ("Không nên", SHOULD_NOT),
        ("Không", SHOULD_NOT),
        ("II. Không:", SHOULD_NOT),
        ("Điều phải làm", MUST),
        ("Những việc cán bộ không được làm", MUST_NOT),
        ("Điều 5. Các hành vi bị nghiêm cấm", MUST_NOT),
        ("Nghiêm cấm", MUST_NOT),
        ("Điều 3. Địa điểm không được nói to", MUST_NOT),
        ("Điều được phép làm", MAY),
        ("Những điều nên và không nên làm", None),
        ("Xử lý hành vi bị nghiêm cấm", None),
        ("Trách nhiệm xử lý việc không được làm", None),
        ("Không gian đọc", None),
        ("Phòng đọc", None),
    ],
)
def test_a_heading_gives_its_modality_to_neutral_words(
    heading: str, expected: Modality | None
) -> None:
    assert modality_of("Trả sách muộn.", ("Nội quy", heading)) == expected


@pytest.mark.parametrize(
    ("text", "heading", "expected"),
    [
        ("Cán bộ nên đến sớm.", "Điều nên làm", SHOULD),
        ("Cán bộ không nên đến muộn.", "Điều nên làm", None),
        ("Không đến muộn.", "Điều nên làm", None),
        ("Cán bộ không được đến muộn.", "Điều không nên làm", SHOULD_NOT),
        ("Cán bộ nên đến sớm.", "Điều không nên làm", None),
        ("Cán bộ phải đến sớm.", "Việc không được làm", None),
        ("Được đến muộn khi trời mưa.", "Việc không được làm", None),
        ("Cán bộ nên tuyệt đối không nói to.", "Điều nên làm", None),
        ("Không chấp hành nội quy.", "Điều không nên làm", SHOULD_NOT),
        ("Cung cấp tin không chính xác.", "Hành vi bị nghiêm cấm", MUST_NOT),
        ("Không phải nộp phí.", "Điều được phép làm", None),
    ],
)
def test_words_that_disagree_with_the_heading_leave_nothing_certain(
    text: str, heading: str, expected: Modality | None
) -> None:
    assert modality_of(text, (heading,)) == expected


def test_the_nearest_list_heading_decides() -> None:
    path = ("Điều nên làm", "Điều không nên làm", "Trong phòng đọc")
    assert modality_of("Nói to.", path) == SHOULD_NOT


@pytest.mark.parametrize(
    ("lead", "text", "expected"),
    [
        ("Bạn đọc không được:", "a) Nói to;", MUST_NOT),
        ("Bạn đọc phải:", "a) Đeo thẻ;", MUST),
        ("Thủ thư có quyền sau đây:", "a) Từ chối cho mượn;", MAY),
        ("Các hành vi bị nghiêm cấm gồm:", "a) Nói to;", MUST_NOT),
        ("Bạn đọc phải:", "b) Không được nói to;", MUST_NOT),
        ("Bạn đọc không được:", "b) Phải đeo thẻ;", None),
        ("Các từ dưới đây được hiểu như sau:", "1. Thẻ là giấy bạn đọc phải mang;", None),
        ("Bạn đọc không được nói to.", "a) Nói nhỏ;", None),
    ],
)
def test_a_lead_in_governs_its_items(lead: str, text: str, expected: Modality | None) -> None:
    assert modality_of(text, (), lead) == expected


def test_a_lead_in_inside_the_passage_governs_its_items_too() -> None:
    assert modality_of("Bạn đọc không được:\na) Nói to;\nb) Ăn uống.") == MUST_NOT
    assert modality_of("Bạn đọc phải:\na) Đeo thẻ;\nb) Không được nói to.") is None


def test_a_bare_negation_is_strict_only_in_a_legal_article() -> None:
    assert modality_of("Không sử dụng điện thoại.") == SHOULD_NOT
    assert modality_of("Không sử dụng điện thoại.", ARTICLE) == MUST_NOT
    assert modality_of("Bạn đọc không nên dùng điện thoại.", ARTICLE) == SHOULD_NOT


def test_of_two_strengths_in_one_direction_the_weaker_is_certain() -> None:
    assert modality_of("Bạn đọc phải đeo thẻ. Bạn đọc nên đến sớm.") == SHOULD
    assert modality_of("Không nói to. Bạn đọc không được ăn.") == SHOULD_NOT


def test_a_rule_in_a_long_report_does_not_make_the_report_a_rule() -> None:
    report = "Năm qua, phòng đọc đã đón rất nhiều bạn đọc từ khắp nơi trong huyện. " * 2
    assert modality_of(report + "Bạn đọc phải đeo thẻ.") is None
    assert modality_of("Bạn đọc phải đeo thẻ.") == MUST


@pytest.mark.parametrize(
    ("heading", "text", "expected"),
    [
        ("Điều 7. Quyền của bạn đọc", "1. Được mượn sách.", MAY),
        ("Điều 7. Quyền của bạn đọc", "2. Được mượn nhưng không mang về.", None),
        ("Điều 7. Quyền của bạn đọc", "3. Bạn đọc không được mang nước.", MUST_NOT),
        ("Điều 8. Nghĩa vụ của bạn đọc", "1. Giữ gìn sách.", MUST),
        ("Điều 8. Nghĩa vụ của bạn đọc", "2. Giữ gìn sách; không sử dụng bút.", None),
        ("Điều 8. Nghĩa vụ của bạn đọc", "3. Không xé sách.", None),
        ("Điều 9. Quyền và nghĩa vụ của bạn đọc", "1. Giữ gìn sách.", None),
    ],
)
def test_rights_and_duties_speak_only_where_the_words_are_silent(
    heading: str, text: str, expected: Modality | None
) -> None:
    assert modality_of(text, (heading,)) == expected


def test_words_without_diacritics_are_never_certain() -> None:
    assert modality_of("Ban doc khong duoc noi to.") is None


def test_a_text_of_many_pages_asks_no_single_thing() -> None:
    assert modality_of("Bạn đọc phải đeo thẻ. " * 400) is None
