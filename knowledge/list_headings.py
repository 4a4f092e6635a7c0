"""What headings say of what stands below them: lists of do's and don'ts, duties, rights."""

import re
from collections.abc import Sequence

from knowledge.idioms import bare_words
from knowledge.operators import Modality

# Headings and lead-ins of lists: what stands below is the thing one should or should not do.
_THING = r"\b(?<!về )(?:điều|việc|hành vi|nội dung|địa điểm)\b(?! \d)"
_LISTS: tuple[tuple[re.Pattern[str], Modality], ...] = tuple(
    (re.compile(pattern), modality)
    for pattern, modality in (
        (
            rf"^(?:nghiêm )?cấm\b|{_THING}.{{0,60}}\b(?:bị|nghiêm) cấm\b|{_THING} cấm\b",
            Modality.MUST_NOT,
        ),
        (rf"^không được\b|{_THING}.{{0,60}}\bkhông được\b", Modality.MUST_NOT),
        (rf"^không(?: nên\b.*| làm)?$|{_THING}.{{0,60}}\bkhông nên\b", Modality.SHOULD_NOT),
        (rf"{_THING} không$|^(?:{_THING} )?cần tránh\b", Modality.SHOULD_NOT),
        (r"^(?:các )?địa điểm(?: công cộng)? không (?!phải\b|bắt buộc\b)", Modality.MUST_NOT),
        (rf"^phải(?: làm)?$|{_THING}.{{0,60}}\bphải (?:làm|thực hiện)\b", Modality.MUST),
        (rf"^được (?:làm|phép)$|{_THING}.{{0,60}}\bđược (?:làm|phép)\b", Modality.MAY),
        (rf"^nên(?: làm)?$|{_THING}.{{0,60}}\bnên\b", Modality.SHOULD),
        (rf"^cần(?: làm)?$|{_THING}.{{0,60}}\bcần làm\b", Modality.SHOULD),
    )
)
# These speak about a list and are none; "Điều 34. Cấm cư trú" is the name of a penalty.
_ABOUT_A_LIST = re.compile(
    r"(?:xử lý|xử phạt|trách nhiệm|kỷ luật|phòng|vi phạm|thi hành|hình thức|thời hạn|thẩm quyền|"
    r"quyền|trình tự|thủ tục|hành vi vi phạm|cấm (?:cư trú|huy động|đảm nhiệm|hành nghề|vận|"
    r"tiếp xúc))"
)
_NEGATED_CUE = re.compile(r"không (?:nên|được|phải)\b")
_POSITIVE_CUE = re.compile(r"\b(?:nên|phải|được)\b")

# Topics rather than lists: they speak only where the words below are silent.
_RIGHTS = re.compile(r"(?:các )?quyền(?: và lợi ích hợp pháp| lợi)? (?:của|chung|về)\b")
_WITH_RIGHTS = re.compile(r"\bquyền\b(?! hạn)|\bchế độ\b|\bquyền lợi\b")
_DUTIES = re.compile(
    r"(?:các )?nghĩa vụ\b(?!.*\bquyền\b)|nhiệm vụ của\b"
    r"|(?:(?:tổ chức thực hiện|hiệu lực|hiệu lực thi hành) và )?trách nhiệm\b"
    r"(?! (?:bồi thường|hình sự|dân sự|pháp lý|kỷ luật|vật chất|hữu hạn|liên đới|do|khi|hành chính)"
    r"\b)"
    r"(?!.*\bquyền (?:hạn|lợi|của|và)\b)(?!.* và quyền\b)"
)
_DUTIES_ANYWHERE = re.compile(r"(?:nghĩa vụ|trách nhiệm) (?:chung )?của\b|nghĩa vụ\b")
# They say what words mean and whom a document is for, and ask nothing.
_SILENT = re.compile(
    r"(?:giải thích|định nghĩa|khái niệm|đối tượng|phạm vi (?:điều chỉnh|áp dụng)|tội)\b"
)
# Conditions, penalties and the like: a "Không …" below them is no order.
_NO_ORDERS = re.compile(
    r"\b(?:xử lý|xử phạt|(?<!người )vi phạm|kỷ luật|trường hợp|điều kiện|tiêu chuẩn|căn cứ|"
    r"thời hạn|giải thích|hình thức|đối tượng|phạm vi|hiệu lực|tội|tiêu chí|hồ sơ|thẩm quyền|"
    r"chuyển tiếp|đình chỉ|chấm dứt|thu hồi|hủy|huỷ|từ chối|tình tiết|phân loại|"
    r"khái niệm|miễn|tạm dừng)\b"
)


def named_list(heading: str) -> Modality | None:
    """What a heading or a lead-in that names a list says of its entries."""
    words = bare_words(heading).rstrip(' .:”"')
    both = _NEGATED_CUE.search(words) and _POSITIVE_CUE.search(_NEGATED_CUE.sub("", words))
    if both or _ABOUT_A_LIST.match(words):
        return None
    return next((kind for pattern, kind in _LISTS if pattern.search(words)), None)


def list_above(heading_path: Sequence[str]) -> Modality | None:
    """What the nearest heading that names a list says of its entries."""
    named = (named_list(heading) for heading in reversed(heading_path))
    return next((modality for modality in named if modality is not None), None)


def topic_of(heading_path: Sequence[str], *, legal: bool) -> Modality | None:
    """MUST below a heading of duties, MAY below one of rights; outside of articles only where
    it says whose."""
    topic = bare_words(heading_path[-1]) if heading_path else ""
    if _RIGHTS.match(topic) and "nghĩa vụ" not in topic and "trách nhiệm" not in topic:
        return Modality.MAY
    if (_DUTIES if legal else _DUTIES_ANYWHERE).match(topic):
        return Modality.MUST
    return None


def is_silent(heading_path: Sequence[str]) -> bool:
    """Whether nothing below the nearest heading is a rule: definitions, scope."""
    return bool(heading_path) and _SILENT.match(bare_words(heading_path[-1])) is not None


def tells_rights(heading_path: Sequence[str]) -> bool:
    """Whether the nearest heading speaks of rights, be it beside duties."""
    return bool(heading_path) and _WITH_RIGHTS.search(bare_words(heading_path[-1])) is not None


def tells_duties(heading_path: Sequence[str]) -> bool:
    """Whether the nearest heading speaks of duties, be it beside rights."""
    topic = bare_words(heading_path[-1]) if heading_path else ""
    return "nghĩa vụ" in topic or "trách nhiệm" in topic


def may_order(heading_path: Sequence[str]) -> bool:
    """Whether a plain "Không …" below these headings can be an order."""
    return not heading_path or _NO_ORDERS.search(bare_words(heading_path[-1])) is None
