"""Minimal pairs of whole laws: one word more, less or other, and the rule turns or is void.

The sentences are our own, in the forms that laws, regulations and guides have.
"""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.modality import Modality, modality_of

SHOULD, SHOULD_NOT = Modality.SHOULD, Modality.SHOULD_NOT
MUST, MUST_NOT, MAY = Modality.MUST, Modality.MUST_NOT, Modality.MAY
POSITIVE = {SHOULD, MUST, MAY}
FORBIDDING = {SHOULD_NOT, MUST_NOT}

LIBRARY = ("Điều 4. Phòng đọc",)
CONDUCT = ("Điều 6. Ứng xử với bạn đọc",)
DUTIES = ("Điều 7. Trách nhiệm của thủ thư",)
RIGHTS = ("Điều 8. Quyền của bạn đọc",)
BOTH = ("Điều 9. Quyền và nghĩa vụ của bạn đọc",)
MEANINGS = ("Điều 2. Giải thích từ ngữ",)
PENALTIES = ("Điều 20. Xử lý vi phạm nội quy",)

Place = tuple[str, ...]
Pair = tuple[Place, str, Modality | None, str, Modality | None]

PAIRS: tuple[Pair, ...] = (
    # a negation before the operator, or behind it
    (LIBRARY, "Bạn đọc phải gửi túi.", MUST, "Bạn đọc không phải gửi túi.", None),
    (LIBRARY, "Bạn đọc phải gửi túi.", MUST, "Bạn đọc chưa phải gửi túi.", None),
    (LIBRARY, "Bạn đọc được mượn ba cuốn.", MAY, "Bạn đọc không được mượn ba cuốn.", MUST_NOT),
    (LIBRARY, "Bạn đọc được mượn ba cuốn.", MAY, "Bạn đọc chỉ được mượn ba cuốn.", None),
    (LIBRARY, "Bạn đọc được quyền hỏi.", MAY, "Bạn đọc không được quyền hỏi.", MUST_NOT),
    (LIBRARY, "Bạn đọc có quyền hỏi.", MAY, "Bạn đọc không có quyền hỏi.", None),
    (LIBRARY, "Bạn đọc có quyền hỏi.", MAY, "Bạn đọc có thẩm quyền hỏi.", None),
    (
        LIBRARY,
        "Thủ thư có trách nhiệm trả lời.",
        MUST,
        "Thủ thư không có trách nhiệm trả lời.",
        None,
    ),
    (LIBRARY, "Thủ thư có nghĩa vụ giữ sách.", MUST, "Thủ thư chưa có nghĩa vụ giữ sách.", None),
    (LIBRARY, "Thủ thư có nhiệm vụ giữ sách.", MUST, "Thủ thư được giao nhiệm vụ giữ sách.", None),
    (LIBRARY, "Bạn đọc nên đến sớm.", SHOULD, "Bạn đọc không nên đến sớm.", SHOULD_NOT),
    (LIBRARY, "Bạn đọc nên đến sớm.", SHOULD, "Bạn đọc chớ nên đến sớm.", SHOULD_NOT),
    (LIBRARY, "Bạn đọc cần đến sớm.", SHOULD, "Bạn đọc không cần đến sớm.", None),
    (LIBRARY, "Bạn đọc cần đến sớm.", SHOULD, "Bạn đọc chỉ cần đến sớm.", None),
    (LIBRARY, "Nghiêm cấm hút thuốc.", MUST_NOT, "Không nghiêm cấm hút thuốc.", None),
    (LIBRARY, "Hút thuốc bị cấm.", MUST_NOT, "Hút thuốc không bị cấm.", None),
    (LIBRARY, "Bạn đọc phải đeo thẻ.", MUST, "Bạn đọc được miễn đeo thẻ.", None),
    (LIBRARY, "Bạn đọc phải đeo thẻ.", MUST, "Bạn đọc không bắt buộc đeo thẻ.", None),
    (LIBRARY, "Bạn đọc phải đeo thẻ.", MUST, "Bạn đọc không nhất thiết phải đeo thẻ.", None),
    (LIBRARY, "Bạn đọc phải đeo thẻ.", MUST, "Không bạn đọc nào phải đeo thẻ.", None),
    # two negations
    (LIBRARY, "Bạn đọc không được hỏi.", MUST_NOT, "Bạn đọc không được không hỏi.", None),
    (LIBRARY, "Bạn đọc không nên hỏi.", SHOULD_NOT, "Bạn đọc không nên không hỏi.", None),
    (LIBRARY, "Bạn đọc phải hỏi.", MUST, "Bạn đọc không thể không hỏi.", None),
    (LIBRARY, "Cấm mang nước.", MUST_NOT, "Cấm không mang thẻ.", None),
    # not only … but also
    (
        LIBRARY,
        "Thủ thư không được đọc mà phải ghi.",
        None,
        "Thủ thư không chỉ phải đọc mà còn phải ghi.",
        MUST,
    ),
    (LIBRARY, "Không bạn đọc nào được mượn sách.", MUST_NOT, "Không chỉ bạn đọc được mượn.", None),
    # exceptions and conditions hold no rule of their own
    (
        LIBRARY,
        "Bạn đọc không được mang nước.",
        MUST_NOT,
        "Bạn đọc không được mang nước, trừ trường hợp người ốm, người già được phép.",
        MUST_NOT,
    ),
    (
        LIBRARY,
        "Bạn đọc phải gửi túi, trừ trường hợp không được gửi.",
        MUST,
        "Trừ trường hợp phải gửi túi, bạn đọc không được dừng ở cửa.",
        MUST_NOT,
    ),
    (
        LIBRARY,
        "Khi phải về sớm, bạn đọc có quyền gửi sách.",
        MAY,
        "Khi có quyền gửi sách, bạn đọc phải về sớm.",
        MUST,
    ),
    (
        LIBRARY,
        "Nếu thủ thư, bảo vệ phải vắng mặt thì bạn đọc không được vào.",
        MUST_NOT,
        "Nếu thủ thư, bảo vệ không được vắng mặt thì bạn đọc phải chờ.",
        MUST,
    ),
    (
        LIBRARY,
        "Trước khi vào phòng đọc phải gửi túi.",
        MUST,
        "Trước khi vào phòng đọc không phải gửi túi.",
        None,
    ),
    (LIBRARY, "Khi in sách không được cắt trang.", MUST_NOT, "Khi in sách phải cắt trang.", MUST),
    (
        LIBRARY,
        "Người nào được mời thì phải đến.",
        MUST,
        "Người nào phải đến thì được mời nước.",
        None,
    ),
    # who is named by an operator is not told anything by it
    (LIBRARY, "Các bên có quyền hỏi.", MAY, "Bên có quyền hỏi lại.", None),
    (LIBRARY, "Mọi người có trách nhiệm giữ sách.", MUST, "Đã hỏi người có trách nhiệm.", None),
    (LIBRARY, "Bạn đọc phải nộp phí.", MUST, "Mức phí phải nộp là hai nghìn đồng.", None),
    (LIBRARY, "Bạn đọc được phép vào kho.", MAY, "Sai số được phép ghi ở cột hai.", None),
    (
        LIBRARY,
        "Bạn đọc được hỗ trợ tiền xe.",
        MAY,
        "Bạn đọc được hỗ trợ tiền xe phải ký nhận.",
        MUST,
    ),
    (
        LIBRARY,
        "Bạn đọc được hỗ trợ tiền xe nhưng phải ký nhận.",
        None,
        "Bạn đọc được hỗ trợ tiền xe không được ký thay.",
        MUST_NOT,
    ),
    (LIBRARY, "Bạn đọc được mượn sách.", MAY, "Sách được mượn nhiều.", None),
    (LIBRARY, "Bạn đọc được hưởng mức giảm.", MAY, "Mức giảm được hưởng ghi ở bảng.", None),
    (LIBRARY, "Bạn đọc có thể đổi sách.", MAY, "Bạn đọc có thể bị nhắc.", None),
    (LIBRARY, "Thủ thư không được vào kho.", MUST_NOT, "Đơn không được giải quyết.", None),
    (LIBRARY, "Kho không được mở cửa.", MUST_NOT, "Cảng hàng không được mở cửa.", None),
    (
        DUTIES,
        "Không được cho mượn sách quý.",
        MUST_NOT,
        "Thông báo danh sách những loại sách không được cho mượn.",
        MUST,
    ),
    (
        DUTIES,
        "Nhắc bạn đọc giữ trật tự.",
        MUST,
        "Trường hợp nhắc mà không nghe thì thủ thư có quyền mời ra.",
        MAY,
    ),
    # a plain "không" is a rule only where somebody is told so
    (
        LIBRARY,
        "Người vào kho không hút thuốc.",
        MUST_NOT,
        "Người vào kho không hút thuốc bị nhắc.",
        None,
    ),
    (
        LIBRARY,
        "Bạn đọc không uống rượu, bia.",
        MUST_NOT,
        "Bạn đọc không uống rượu thì được mời trà.",
        None,
    ),
    ((), "Không nói to.", SHOULD_NOT, "Không nói được.", SHOULD_NOT),
    (CONDUCT, "Không quát mắng; không làm khó bạn đọc.", None, "Không làm khó bạn đọc.", MUST_NOT),
    (CONDUCT, "Không gây khó dễ.", MUST_NOT, "Không gây khó dễ; tôn trọng bạn đọc.", None),
    (CONDUCT, "Không sử dụng sách sai chỗ.", MUST_NOT, "Không ngừng sửa sách sai chỗ.", None),
    (CONDUCT, "Thủ thư phải niềm nở.", MUST, "Thủ thư phải niềm nở; không gây khó dễ.", None),
    (PENALTIES, "Bạn đọc phải đền sách.", MUST, "Không tham gia họp.", None),
    # headings of duties and rights
    (DUTIES, "Giữ gìn sách quý.", MUST, "Không phải giữ gìn sách quý.", None),
    (DUTIES, "Giữ gìn sách quý.", MUST, "Thủ thư được miễn giữ gìn sách quý.", None),
    (DUTIES, "Nhắc bạn đọc không nói to.", MUST, "Không được nói to.", MUST_NOT),
    (DUTIES, "Khuyến khích bạn đọc góp sách.", MUST, "Giám đốc quy định chi tiết Điều này.", None),
    (DUTIES, "Giữ gìn sách quý.", MUST, "Gây khó dễ cho bạn đọc.", None),
    (DUTIES, "Nhắc nhở bạn đọc.", MUST, "Thủ thư nói to thì bị kỷ luật.", None),
    (RIGHTS, "Mượn sách về nhà.", MAY, "Không mượn sách về nhà.", None),
    (RIGHTS, "Được mượn sách về nhà.", MAY, "Không được mượn sách về nhà.", MUST_NOT),
    (RIGHTS, "Được mượn sách về nhà.", MAY, "Được mượn sách nhưng phải trả đúng hạn.", None),
    (BOTH, "Được mượn sách về nhà.", MAY, "Tuân thủ nội quy của phòng đọc.", MUST),
    (BOTH, "Tuân thủ nội quy của phòng đọc.", MUST, "Sách quý của phòng đọc.", None),
    (MEANINGS, "Thẻ là giấy mà bạn đọc phải mang.", None, "Kho là nơi không được vào.", None),
    (
        ("Điều 5. Trách nhiệm của thủ thư",),
        "Trả lời bạn đọc.",
        MUST,
        "Thủ thư là người của phòng đọc.",
        None,
    ),
    (
        ("Điều 5. Trách nhiệm bồi thường",),
        "Người làm mất sách phải bồi thường.",
        MUST,
        "Giá sách tính theo thị trường.",
        None,
    ),
    # headings of lists
    (("Những việc thủ thư không được làm",), "Nói to.", MUST_NOT, "Được nghỉ trưa.", None),
    (("Những việc thủ thư được làm",), "Nghỉ trưa.", MAY, "Không được ngủ.", None),
    (("Điều 5. Hành vi bị nghiêm cấm",), "Làm rách sách.", MUST_NOT, "Bạn đọc phải đền.", None),
    (("Điều 5. Địa điểm không hút thuốc",), "Kho sách.", MUST_NOT, "Được hút ở sân.", None),
    # "phải" and its look-alikes
    (LIBRARY, "Bạn đọc phải trả sách.", MUST, "Bạn đọc gặp phải sách rách.", None),
    (LIBRARY, "Thủ thư chịu trách nhiệm giữ kho.", MUST, "Thủ thư chịu trách nhiệm hình sự.", None),
    (LIBRARY, "Phải ghi rõ tên sách.", MUST, "Tên sách ghi ở bên phải.", None),
    # encouraging
    (
        LIBRARY,
        "Khuyến khích bạn đọc góp sách.",
        SHOULD,
        "Bạn đọc được khuyến khích góp sách.",
        None,
    ),
    (LIBRARY, "Nhà nước khuyến khích góp sách.", SHOULD, "Mức khuyến khích ghi ở bảng hai.", None),
    (
        LIBRARY,
        "Nhà nước tạo điều kiện và khuyến khích góp sách.",
        SHOULD,
        "Cấm góp sách.",
        MUST_NOT,
    ),
    # two directions
    (LIBRARY, "Bạn đọc có quyền hỏi.", MAY, "Bạn đọc có quyền hỏi và không được nói to.", None),
    (LIBRARY, "Bạn đọc phải hỏi.", MUST, "Bạn đọc phải hỏi và không được nói to.", None),
    # penalties tell what follows, not what to do
    (LIBRARY, "Không được xé sách.", MUST_NOT, "Phạt tiền người không được phép mà xé sách.", None),
    (
        LIBRARY,
        "Bạn đọc phải đền sách.",
        MUST,
        "Người vi phạm thì bị xử phạt và phải đền sách.",
        None,
    ),
    # names of penalties, and of what is forbidden
    (LIBRARY, "Cấm vào kho.", MUST_NOT, "Cấm hành nghề từ một năm đến năm năm.", MUST_NOT),
    (DUTIES, "Học thêm về các chất bị cấm.", MUST, "Cấm mang các chất ấy vào kho.", MUST_NOT),
    (DUTIES, "Kiểm tra việc thực hiện quy định cấm hút thuốc.", MUST, "Cấm hút thuốc.", MUST_NOT),
)


@pytest.mark.parametrize("pair", PAIRS, ids=[f"{one} | {other}" for _, one, _, other, _ in PAIRS])
def test_a_word_turns_or_voids_a_rule(pair: Pair) -> None:
    place, one, of_one, other, of_other = pair

    assert (modality_of(one, place), modality_of(other, place)) == (of_one, of_other)


@pytest.mark.parametrize(
    ("lead", "item", "expected"),
    [
        # what the lead-in asks, each item asks: deeds, cases and conditions
        ("Phòng đọc phải bảo đảm các yêu cầu sau:", "a) Có đủ đèn;", MUST),
        ("Phòng đọc phải bảo đảm các yêu cầu sau:", "b) Không được có khói;", MUST_NOT),
        ("Phòng đọc phải bảo đảm các yêu cầu sau:", "c) Không bán nước;", MUST_NOT),
        ("Phòng đọc phải bảo đảm các yêu cầu sau:", "d) Không quá mười bàn;", None),
        ("Phòng đọc phải bảo đảm các yêu cầu sau:", "đ) Không phải thay đèn;", None),
        ("Phòng đọc không được:", "a) Bán nước;", MUST_NOT),
        ("Phòng đọc không được:", "b) Không trả lời bạn đọc;", MUST_NOT),
        ("Phòng đọc không được:", "c) Được nghỉ ngày lễ;", None),
        ("Thủ thư được từ chối cho mượn trong các trường hợp sau:", "a) Bạn đọc say rượu;", MAY),
        ("Thủ thư được từ chối cho mượn trong các trường hợp sau:", "b) Phải sửa sách;", MAY),
        ("Bạn đọc có các quyền sau đây:", "a) Hỏi thủ thư;", MAY),
        ("Bạn đọc có các nghĩa vụ sau đây:", "a) Trả sách;", MUST),
        ("Bạn đọc có các quyền và nghĩa vụ sau đây:", "a) Trả sách;", None),
        ("Phòng đọc có nhiệm vụ, quyền hạn sau đây:", "a) Mua sách;", None),
        ("Phòng đọc chịu trách nhiệm:", "a) Mua sách;", MUST),
        ("Phòng đọc thực hiện các nhiệm vụ sau đây:", "a) Mua sách;", MUST),
        # of two operators in a lead-in the last one leads
        (
            "Phòng đọc phải có đèn và không bán nước trong các trường hợp sau:",
            "a) Có họp;",
            MUST_NOT,
        ),
        ("Phòng đọc không bán nước và phải có:", "a) Đèn;", MUST),
        # things, cases of a penalty, what words mean
        ("Hồ sơ mượn sách gồm:", "a) Đơn không được tẩy xóa;", None),
        ("Bạn đọc bị nhắc trong các trường hợp sau đây:", "a) Không giữ gìn sách;", None),
        ("Việc mượn sách được thực hiện như sau:", "a) Thủ thư nhận thẻ;", None),
        # what follows the list and speaks of something else
        ("Phòng đọc phải bảo đảm các yêu cầu sau:", "Việc thay đèn do huyện làm.", None),
    ],
)
def test_a_lead_in_of_a_law_and_its_items(lead: str, item: str, expected: Modality | None) -> None:
    assert modality_of(item, LIBRARY, lead) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Bạn đọc có quyền đổi sách trong các trường hợp sau:\na) Không được báo trước;", MAY),
        ("Phòng đọc phải bảo đảm:\na) Không được bán nước;\nb) Không được có khói.", MUST_NOT),
        ("Phòng đọc phải bảo đảm:\na) Có đủ đèn;\nb) Không bán nước.", None),
        ("Bạn đọc phải tuân thủ:\na) Nội quy;\nb) Lời nhắc của thủ thư.", MUST),
        ("Sách không được mang ra ngoài gồm:\na) Sách quý;\nb) Sách mới.", MUST_NOT),
    ],
)
def test_a_lead_in_inside_the_passage(text: str, expected: Modality | None) -> None:
    assert modality_of(text, LIBRARY) == expected


SUBJECTS = st.sampled_from(["Bạn đọc", "Cán bộ", "Các đơn vị", "Đảng viên", "Nhân viên"])
DEEDS = st.sampled_from(["đọc báo", "gửi túi ở cửa", "trả lời bằng văn bản", "vào kho sách"])
OPERATORS = st.sampled_from(["phải", "nên", "cần", "được phép", "có quyền", "có trách nhiệm"])
PLACES = st.sampled_from([(), LIBRARY, CONDUCT, DUTIES, RIGHTS, BOTH])


@given(SUBJECTS, OPERATORS, DEEDS, PLACES)
def test_khong_before_an_operator_never_keeps_the_rule(
    subject: str, operator: str, deed: str, place: Place
) -> None:
    plain = modality_of(f"{subject} {operator} {deed}.", place)
    negated = modality_of(f"{subject} không {operator} {deed}.", place)

    assert plain in POSITIVE
    assert negated is None or negated in FORBIDDING


@given(SUBJECTS, st.sampled_from(["không được", "không nên"]), DEEDS, PLACES)
def test_a_second_khong_never_keeps_the_ban(
    subject: str, ban: str, deed: str, place: Place
) -> None:
    assert modality_of(f"{subject} {ban} {deed}.", place) in FORBIDDING
    assert modality_of(f"{subject} {ban} không {deed}.", place) not in FORBIDDING


@given(SUBJECTS, OPERATORS, DEEDS, st.sampled_from(["Trừ trường hợp", "Nếu", "Khi"]))
def test_a_rule_inside_a_condition_is_none(
    subject: str, operator: str, deed: str, condition: str
) -> None:
    inside = f"{condition} {subject.lower()} {operator} {deed}, cửa mở lúc tám giờ."

    assert modality_of(inside, LIBRARY) is None
