"""The words that make a sentence a rule, each with what may stand around it.

Tried one after the other: what one has taken, the next ones no longer see. A word that also
means something else counts only beside those who can be told what to do.
"""

import re
from enum import StrEnum

from knowledge.addressees import ACTOR, SOMEBODY
from knowledge.idioms import blank, rule_words


class Modality(StrEnum):
    """What a passage asks of its reader."""

    SHOULD = "should"
    SHOULD_NOT = "should_not"
    MUST = "must"
    MUST_NOT = "must_not"
    MAY = "may"


FORBIDS = frozenset({Modality.SHOULD_NOT, Modality.MUST_NOT})
ASKS = frozenset({Modality.SHOULD, Modality.MUST})
_UNCERTAIN = frozenset({Modality.SHOULD, Modality.SHOULD_NOT})  # agrees with nothing

_SOMEBODY = re.compile(SOMEBODY)
_CLAUSE = (
    r"(?:^(?:trong|theo|căn cứ|hằng|hàng|ngoài|từ|tại|ở|đối với|sau|trước)\b[^;:.]{0,150}, |"
    r"^|(?<=; )|(?<=‖ )|(?<=‖, ))"
)
# … and goes on without a second predicate.
_ON = r"(?:(?!\b(?:được|bị|phải|không|chưa|là|mà|do|có thể|gồm|ngày|để)\b)[^;:.‖¦])"
# Another predicate further on: what stands before it was only an attribute of the subject.
_GOES_ON_TO_ASK = re.compile(
    r"(?:(?!\b(?:nhưng|song|đồng thời|và phải|trừ)\b)[^;:.])*?"
    r"\b(?:phải|không được|có trách nhiệm|có nghĩa vụ|thì|bị|có quyền|được quyền|là|gồm)\b"
)
# Verbs whose bare "Không …" at the head of a sentence is a rule and not a report.
_CONDUCT = (
    r"(?:lạm dụng|lợi dụng|nói|viết|phát ngôn|bao che|che giấu|dung túng|sử dụng|dùng|tham gia|"
    r"triển khai|làm|dễ dãi|ban hành|vì|nhận|gây|tiết lộ|trao đổi|giới thiệu|hẹn|hút|"
    r"uống|đánh bạc|tự ý|xúi giục|kích động|vi phạm|để|từ chối|trốn tránh|đùn đẩy|phân biệt|"
    r"có lời nói|có hành vi|có thái độ|đòi hỏi|hạch sách|nhũng nhiễu|can thiệp|chia sẻ|phát tán|"
    r"đăng|bình luận|tán phát|xúc phạm|đe dọa|vu khống|đưa|hứa|mang|chơi|đi muộn|đến muộn|về sớm|"
    r"bỏ|ép buộc|lôi kéo|né tránh|nể nang|kéo bè|chạy chức|báo cáo sai|gian lận|cấp|ký|thể hiện|"
    r"ca ngợi|ngắt lời|ngủ|ăn|tụ tập|chủ quan|phô trương|khoe khoang|hách dịch|cửa quyền|"
    r"xâm phạm|tặng|bán|mua|cho thuê|quảng cáo|trù dập|quan liêu|tham ô|đổ lỗi|cản trở)\b"
)
# What one gets or does by right …
_GAINED = (
    r"(?:hưởng|nghỉ|từ chối|đơn phương|khiếu nại|tố cáo|khởi kiện|góp vốn|tự chủ|tự do|gộp(?! vào)|"
    r"tự quyết định|nhận(?! làm| chăm| vào| lại)|đăng ký dự)\b"
)
# … and what may also happen to things ("được sử dụng"): only somebody has a right to it.
_GIVEN = (
    r"(?:tham gia|ưu tiên|đăng ký|ký(?! kết)|sử dụng|thuê|mua|bán|mượn|mang|yêu cầu|hỗ trợ|"
    r"bồi thường|thanh toán|trả lương|tạo điều kiện|bảo đảm|cung cấp|xét|kéo dài|giảm|tặng|khen|"
    r"đào tạo|bồi dưỡng|chăm sóc|khám|bảo vệ|tôn trọng|hoàn trả|vay|chuyển nhượng|giúp đỡ|"
    r"bố trí|trang bị|trợ cấp|trợ giúp|tự|làm|học|thi|hành nghề|kinh doanh|giữ|gia hạn|"
    r"cộng điểm|phụ cấp|nâng|áp dụng chính sách|nhập khẩu|xuất khẩu|vào|ra|dùng|chọn|tạm ứng|"
    r"trích|mở|đầu tư|khai thác|tiếp tục|tính hưởng|góp|huy động|ủy quyền|thông báo|"
    r"biết|gặp|xem|sao chụp|rút)\b"
)
_NOT_A_RIGHT = (
    r"(?<!người )(?<!đối tượng )(?<!khoản )(?<![^m] quyền )(?<!mức )(?<!tiền )(?<!đã )(?<!chưa )"
    r"(?<!nhận )(?<!thu )(?<!đạt )(?<!có )"
)

_NOBODY = r"\b(?:không|chẳng) (?:một ai|ai|bao giờ|hề|(?:\w+ ){1,3}nào)"
# The first word is in every match: without it in a sentence the pattern need not be tried.
_CUES: tuple[tuple[str, re.Pattern[str], Modality], ...] = tuple(
    (word, re.compile(pattern), modality)
    for word, pattern, modality in (
        (
            "cấm",
            r"(?<!bị )\bnghiêm cấm\b|(?:^|; |‖,? )cấm\b"
            r"|(?:^|; )\w[^;:.]*\bbị (?:nghiêm )?cấm(?=[.;,]|$)",
            Modality.MUST_NOT,
        ),
        ("được", r"\b(?:không|chẳng) được\b(?: (?:phép|quyền))?", Modality.MUST_NOT),
        ("được", rf"{_NOBODY} (?:\w+ )?được\b(?: (?:phép|quyền))?", Modality.MUST_NOT),
        ("nên", rf"{_NOBODY} (?:\w+ )?nên\b", Modality.SHOULD_NOT),
        ("nên", r"\b(?:không|chẳng|đừng|chớ) nên\b", Modality.SHOULD_NOT),
        ("", r"(?:^|[,;] |‖ )(?:đừng|chớ)\b", Modality.SHOULD_NOT),
        ("tránh", rf"(?:^|; |\b(?:{ACTOR}|cần|nên) )tránh\b", Modality.SHOULD_NOT),
        ("phải", r"\bphải\b", Modality.MUST),
        (
            "có",
            r"\bcó (?:(?:các|những) )?(?:trách nhiệm|nghĩa vụ|bổn phận|nhiệm vụ)\b",
            Modality.MUST,
        ),
        (
            "thực hiện",
            r"^(?:(?!\bđể\b)[^;:.])*\bthực hiện (?:(?:các|những) )?"
            r"(?:nhiệm vụ|trách nhiệm|nghĩa vụ) (?:sau|dưới)\b",
            Modality.MUST,
        ),
        (
            "chịu",
            r"(?<!không )\bchịu trách nhiệm (?!trước pháp|về|đối với|hình sự|dân sự|kỷ luật|"
            r"pháp lý|vật chất|liên đới|hữu hạn|vô hạn|cá nhân|chính|cuối|toàn bộ|do\b|và\b|nếu\b|"
            r"khi\b|với\b|hoàn toàn|theo\b|trong\b|của\b)(?:trước [^;:.,]*? )?(?=\w)(?!về\b)"
            r"|\bchịu trách nhiệm(?=:)",
            Modality.MUST,
        ),
        ("tiếp tục", r"\btiếp tục được (?:thực hiện|sử dụng|hưởng|hoạt động)\b", Modality.MAY),
        ("quyền", r"\b(?:được quyền|có (?:(?:các|những) )?quyền)\b", Modality.MAY),
        ("được", r"\bđược phép\b", Modality.MAY),
        ("được", rf"\b{_NOT_A_RIGHT}được {_GAINED}", Modality.MAY),
        (
            "được",
            rf"{_CLAUSE}{SOMEBODY}{_ON}{{1,90}}?{_NOT_A_RIGHT}được {_GIVEN}",
            Modality.MAY,
        ),
        ("được", rf"(?<=‖ )được (?:chuyển|{_GIVEN[3:]}", Modality.MAY),
        (
            "có thể",
            rf"(?:{_CLAUSE}{SOMEBODY}{_ON}*?|‖ )có thể (?!bị|được|là|gây|dẫn|có|làm|ảnh|xảy|‖)",
            Modality.MAY,
        ),
        ("nên", rf"(?:^|‖,? |\b{ACTOR} )nên\b", Modality.SHOULD),
        ("cần", rf"(?:^|[,;:] |‖ |\b{ACTOR} )cần\b", Modality.SHOULD),
        (
            "khuyến",
            r"(?:^|‖,? |^vận động, |\bnhà nước (?:[^;:.]{0,60}\b)?)khuyến khích\b",
            Modality.SHOULD,
        ),
    )
)
_OF_A_THING = re.compile(r"(?:mức|khoản|số tiền|tỷ lệ|phần|chế độ|quyền lợi|thời gian|tiền)\b")
_PLAIN = re.compile(rf"^không {_CONDUCT}|\b{ACTOR} không (?:lạm dụng|lợi dụng)\b")
_PLAIN_OF_SOMEBODY = re.compile(
    rf"(?:^|‖ ){SOMEBODY}{_ON}*? không {_CONDUCT}"
    r"(?![^;:.]*\b(?:phải|được|thì|bị|sẽ|có trách nhiệm|có nghĩa vụ|do|là|nên)\b)"
)
# "Quảng cáo không thể hiện các nội dung sau đây:" heads a list of don'ts.
_PLAIN_LEAD = re.compile(rf"\bkhông {_CONDUCT}[^;:.]*(?:\bsau(?: đây)?|‖):$")
# "Không A; B": nobody can tell whether B is denied as well.
_GOES_ON = re.compile(
    r"; (?:và )?(?:bảo vệ|giữ|tôn trọng|thực hiện|chấp hành|có |bảo đảm|nêu|tích cực|thường xuyên|"
    r"kịp thời|nghiêm chỉnh|gương mẫu|luôn|phải|báo cáo|chủ động|trung thực|đoàn kết|xây dựng|"
    r"tuân thủ|giúp|sẵn sàng|kiên quyết)\b"
)
_PLAIN_INSIDE = re.compile(rf"[,;] (?:và )?không (?!phân biệt){_CONDUCT}")
_NEGATED_SUBJECT = re.compile(r"\b(?:không|chưa|chẳng)\b[^,;:.]*$")
_NOBODY_BEFORE = re.compile(rf"{_NOBODY}[^,;:.]*$")
_NEGATED_VERB = re.compile(r"(?: \w+){0,3}? (?:không|chưa|chẳng|đừng|chớ|tránh|cấm)\b")
# "Công bố danh mục … không được phép …": who tells of a thing does not order it. (Words enough
# must stand between, for the deed may also be the subject: "Kiểm tra không được quá hai lần".)
_TELLS = re.compile(
    r"(?:^|[;:.] )(?:quy định|thông báo|công bố|ban hành|hướng dẫn|chỉ đạo|phát hiện|xác nhận|"
    r"phối hợp|chủ trì|lập|rà soát|theo dõi|đề xuất|trình|thu hồi|xem xét|tiếp nhận|niêm yết|"
    r"cung cấp|báo cáo|tổng hợp|xử lý|gửi|đôn đốc|kiểm tra|giám sát|nhắc nhở|"
    r"tuyên truyền|vận động|giáo dục|thanh tra|cập nhật|"
    r"tổ chức (?:thực hiện|triển khai|tuyên truyền)|xây dựng|quản lý|lưu giữ)\b"
    r"(?:[ ,]+\w+){4,}[^;:.]*$"
)
# "X là …": what stands behind the verb of a definition describes.
_DEFINES = re.compile(
    r"\blà (?:việc|khoản|hành vi|quá trình|loại|số tiền|văn bản|giai đoạn|hoạt động|phương thức|"
    r"đất|tài liệu|tập hợp|hệ thống|hình thức|mức|thời gian|"
    r"người(?= (?:được|bị|có|đã|đang|trực)))\b[^;:.]*$"
)
_BECAUSE = re.compile(r"\b(?:vì|do|bởi|nhờ|tuy)\b")


def asked_by(sentence: str, *, plain: Modality | None, legal: bool = False) -> set[Modality]:
    """The modalities whose words a single sentence holds.

    Args:
        sentence: one sentence.
        plain: what "Không …" with a deed means where the sentence stands; None: nothing certain.
        legal: whether it stands in an article, where also "Người … không …" is a rule.
    """
    words = whole = rule_words(sentence)
    found: set[Modality] = set()
    for word, pattern, modality in _CUES:
        if word not in words:
            continue
        for match in pattern.finditer(words):
            if not (modality is Modality.MAY and _only_names(whole, match)):
                found |= _meant(modality, words, match)
        words = pattern.sub(blank, words)
    if "không" in whole:
        found |= _plain_negation(words, whole, found, plain, legal=legal)
    return found


def _plain_negation(
    words: str, whole: str, found: set[Modality], plain: Modality | None, *, legal: bool
) -> set[Modality]:
    """What a "không" without an operator adds: beside a duty it is the other direction."""
    if plain and _PLAIN.search(words):
        return set(_UNCERTAIN) if _GOES_ON.search(words) else {plain}
    if plain and legal and _PLAIN_LEAD.search(whole):
        return {plain}
    if plain and legal and not found and _PLAIN_OF_SOMEBODY.search(whole):
        return {plain}
    if found and not found & FORBIDS and _PLAIN_INSIDE.search(words):
        return {Modality.MUST_NOT}
    return set()


def _only_names(whole: str, cue: re.Match[str]) -> bool:
    """Whether "được …" only says which ones are meant: "Cá nhân được mời phải …"."""
    if whole.endswith(("phải ", "cần ", "nên "), 0, cue.start()):
        return True  # "phải được bảo vệ"
    if _OF_A_THING.match(re.split("[;:.] ", whole[: cue.start()])[-1]):
        return True  # "Mức giảm được hưởng ghi ở …"
    if "quyền" in cue[0] or "tiếp tục" in cue[0]:
        return False
    return _GOES_ON_TO_ASK.match(whole, cue.end()) is not None


def _defines(before: str, modality: Modality) -> bool:
    """Whether a cue stands in a definition; a right only where somebody is its subject."""
    clause = re.split("[;:.] ", before)[-1]
    thing = modality is Modality.MAY and " là " in clause and not _SOMEBODY.match(clause)
    return thing or _DEFINES.search(before) is not None


def _meant(
    modality: Modality, words: str, cue: re.Match[str]
) -> set[Modality] | frozenset[Modality]:
    """What a cue says where it stands: a negation beside a positive one makes it uncertain."""
    before = words[: cue.start()]
    if " là " in before and _defines(before, modality):
        return set()
    if modality in (Modality.MUST_NOT, Modality.MAY) and _TELLS.search(before):
        return set()
    if modality in FORBIDS:
        return {modality}
    if modality is Modality.SHOULD and _BECAUSE.search(words, 0, cue.start()):
        return set()
    negated = _NOBODY_BEFORE if modality is Modality.MUST else _NEGATED_SUBJECT
    if negated.search(before) or _NEGATED_VERB.match(words, cue.end()):
        return _UNCERTAIN
    return {modality}


def one_of(kinds: set[Modality]) -> Modality | None:
    """The only one; of two in one direction the weaker; None of two directions."""
    if len(kinds) == 1:
        return next(iter(kinds))
    if kinds and kinds <= FORBIDS:
        return Modality.SHOULD_NOT
    if kinds and kinds <= ASKS:
        return Modality.SHOULD
    return None
