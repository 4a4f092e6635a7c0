"""nên / không nên / phải / không được / được as data; None wherever it is not certain.

Word lists with scopes, not a model: each rule can be read, and a wrong one mended. What only
looks like a rule is taken out first (`idioms`), the words left are read sentence by sentence
(`operators`), and where they are silent the lead-in and the headings speak (`list_headings`).
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from knowledge.addressees import SOMEBODY
from knowledge.idioms import bare_words, exempts
from knowledge.list_headings import (
    is_silent,
    list_above,
    may_order,
    named_list,
    tells_duties,
    tells_rights,
    topic_of,
)
from knowledge.markers import marker_of
from knowledge.operators import ASKS, FORBIDS, Modality, asked_by, one_of
from knowledge.sentences import sentence_spans

__all__ = ["Modality", "modality_of"]

_DEED = 250  # characters; what is longer is no mere name of a right
_LONGEST = 5000  # characters; nothing of this size asks one single thing

# A lead-in to things rather than to rules; what its items mention asks nothing.
_NEUTRAL_LEAD = re.compile(
    r"\b(?:gồm|được hiểu|nội dung|căn cứ|hồ sơ|thay thế|bãi bỏ)\b[^:]{0,80}:$"
    r"|\b(?:thông tin|sự kiện|trường hợp|hành vi|điều kiện|tài liệu|giấy tờ|đối tượng|tiêu chí|"
    r"tiêu chuẩn|các loại|danh mục)\b[^:]{0,80}\bsau(?: đây)?:$"
)
# The items are cases in which it holds, and not what is asked.
_CASES_LEAD = re.compile(r"\btrường hợp (?:sau(?: đây)?|dưới đây|quy định sau đây):$")
# The items are what somebody must be or have before the right is his.
_CONDITIONS_LEAD = re.compile(r"\b(?:điều kiện|tiêu chuẩn|tiêu chí|yêu cầu)\b[^:]{0,80}:$")

_LAST_CLAUSE = re.compile(r".*(?: và |[,;] )((?:không|nghiêm cấm|phải|được|có)\b.*)$", re.S)
_SOMEBODY = re.compile(SOMEBODY)
_ARTICLE = re.compile(r"điều \d+[a-zđ]?\b")
_BARE_NEGATION = re.compile(r"(?:không|chưa|chẳng|đừng|chớ|cấm|tránh)\b")
_NEGATION_INSIDE = re.compile(r"; (?:và )?không (?!phân biệt|quá|ít|kể|chỉ|bảo đảm)\w")
_OMISSION = re.compile(
    r"không (?!thuộc|có|bị|quá|trái|là|phải|còn|đang|cùng|nhỏ|lớn|thấp|cao|vượt|ít|hơn|được|chỉ|"
    r"những|bắt buộc|cần|nhất thiết)\w[^;.]*[;.]?$"
)
# Below "Quyền và nghĩa vụ của …": what nobody calls a right.
_DUTY = re.compile(
    r"(?:tuân thủ|chấp hành|nộp|đóng|bồi thường|chịu|hoàn trả|"
    r"thực hiện (?:đầy đủ|đúng|nghiêm|nghiêm chỉnh|nghĩa vụ))\b"
)
_LIMITED = re.compile(r"\b(?:không|phải|nhưng|chỉ|là)\b")
# Sentences about something, and about who writes the details, order nobody to do a deed.
_NO_DEED = re.compile(
    # a misdeed below a heading of duties belongs to a list whose lead-in was lost
    r"(?:lợi dụng|lạm dụng|xuyên tạc|vu khống|cản trở|gây|tiết lộ|nhận hối lộ|làm giả|làm sai|"
    r"trốn|đe dọa|xúc phạm|hành vi|sách nhiễu|gian lận|mua chuộc|vi phạm|phá hoại|chiếm đoạt|"
    r"ép buộc|xâm phạm|giả mạo|bao che|kích động)\b"
    r"|.{0,200}\bbị (?:đề xuất|xử|kỷ luật|phạt|đình chỉ|thu hồi|truy cứu|tước|cách chức)\b"
    r"|(?:trường hợp|thời hạn|thời gian|thời điểm|kinh phí|việc|hồ sơ|mức|nội dung|hình thức|số|"
    r"danh mục|trình tự|thủ tục|kết quả|chi phí|mẫu|đối tượng|người\b.{0,80}\bbị|điều này)\b"
    r"|(?:chính phủ|thủ tướng|bộ|bộ trưởng|ủy ban thường vụ quốc hội)\b[^,;.]{0,60} quy định\b"
    r"|.{0,60}\blà\b|.{0,120}, đề nghị\b|(?:luật|nghị định|thông tư|quyết định) này\b"
    r"|.*\b(?:quy định|hướng dẫn)(?: chi tiết| cụ thể| thực hiện| thi hành| việc)* "
    r"(?:các )?(?:điều|khoản|điểm|mục|chương|luật|nghị định|thông tư)\b[^.;]{0,30} này[.;]?$"
)


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a passage stands: in an article or not, and what a plain "Không …" means there."""

    legal: bool
    plain: Modality | None


def modality_of(text: str, heading_path: Sequence[str] = (), lead: str = "") -> Modality | None:
    """What a passage asks of its reader, or None where that is not certain.

    Args:
        text: the passage.
        heading_path: the headings above it, outermost first.
        lead: the lead-in that governs it ("Viên chức không được:"), if it stands outside.
    """
    if len(text) > _LONGEST or is_silent(heading_path):
        return None
    legal = any(_ARTICLE.match(heading.lower()) for heading in heading_path)
    place = _Place(legal, _plain(heading_path, legal=legal))
    # What follows a list unnumbered and speaks of something else is not led by its lead-in.
    closes = not marker_of(text) and _NO_DEED.match(bare_words(text)) is not None
    led = None if closes else _lead_modality(lead, place)
    if lead.rstrip().endswith(":") and led is None and not closes:
        place = _Place(legal, None)
    if led and marker_of(text) and _CASES_LEAD.search(lead.lower().rstrip()):
        return led
    sentences = _by_sentence(text, place)
    own = {kind for _, kinds in sentences for kind in kinds}
    if governing := led or list_above(heading_path):
        return _reconciled(own, governing, text, lead)
    if _NEUTRAL_LEAD.search(lead.lower()):
        return None
    if own and bare_words(text).startswith("được ") and tells_rights(heading_path):
        own = own | {Modality.MAY}  # "Được mượn sách nhưng phải trả đúng hạn"
    asked = one_of(own)
    topic = _by_topic(heading_path, text, legal=legal)
    if asked is Modality.MAY and topic is Modality.MUST and not _opens(text, asked, place):
        return None  # "Nghĩa vụ …: 1. Báo trước; không báo thì bên kia có quyền …"
    if asked is Modality.SHOULD and topic is Modality.MUST:
        return topic  # whose duty it is to encourage
    if own and (asked is None or _weighs(sentences, asked, legal=legal)):
        return asked
    return topic if not own or topic is asked else None


def _opens(text: str, asked: Modality, place: _Place) -> bool:
    """Whether the first clause of a passage already asks it."""
    return asked in asked_by(re.split("[;.] ", text, maxsplit=1)[0], plain=place.plain)


def _weighs(
    sentences: Sequence[tuple[int, set[Modality]]], asked: Modality, *, legal: bool
) -> bool:
    """Whether enough of a passage is rule: between the duties of an article stands procedure."""
    spoken = sum(length for length, kinds in sentences if kinds)
    share = 3 if legal and asked is Modality.MUST else 2
    return share * spoken >= sum(length for length, _ in sentences)


def _plain(heading_path: Sequence[str], *, legal: bool) -> Modality | None:
    """A plain "Không …" of conduct is strict in a legal article and advice anywhere else."""
    if not legal:
        return Modality.SHOULD_NOT
    return Modality.MUST_NOT if may_order(heading_path) else None


def _by_sentence(text: str, place: _Place) -> list[tuple[int, set[Modality]]]:
    """Each sentence's length and what it asks; items of a list ask what their lead-in asks."""
    result: list[tuple[int, set[Modality]]] = []
    lead: set[Modality] = set()
    neutral = cases = False
    for start, end in sentence_spans(text):
        sentence = text[start:end]
        kinds = asked_by(sentence, plain=None if neutral else place.plain, legal=place.legal)
        if sentence.endswith(":"):
            governing = _lead_modality(sentence, place)
            lead = {governing} if governing else set()
            kinds = lead or kinds
            cases = _CASES_LEAD.search(sentence.lower()) is not None
            neutral = not lead and _NEUTRAL_LEAD.search(sentence.lower()) is not None
        elif neutral and marker_of(sentence):
            kinds = set()
        elif cases and lead and marker_of(sentence):
            kinds = lead
        elif not kinds and lead:
            kinds = _led(sentence, lead)
        result.append((end - start, kinds))
    return _without_its_lead(result) if text.partition("\n")[0].endswith(":") else result


def _without_its_lead(
    sentences: list[tuple[int, set[Modality]]],
) -> list[tuple[int, set[Modality]]]:
    """ "Phải bảo đảm: a) Không …": where every item forbids, the lead-in asks for nothing else."""
    (length, _), *items = sentences
    if items and all(kinds == {Modality.MUST_NOT} for _, kinds in items):
        return [(length, {Modality.MUST_NOT}), *items]
    return sentences


def _led(item: str, lead: set[Modality]) -> set[Modality]:
    """What an item without words of its own asks: a "Không …" below a duty is the opposite."""
    words = bare_words(item)
    if not _BARE_NEGATION.match(words):
        return lead
    return {Modality.MUST_NOT} if lead & ASKS and not exempts(item) else set()


def _lead_modality(lead: str, place: _Place) -> Modality | None:
    if not lead.rstrip().endswith(":"):
        return None
    kinds = asked_by(lead, plain=place.plain, legal=place.legal)
    if len(kinds) > 1 and (last := _LAST_CLAUSE.search(lead)):
        # "Chủ quán phải có phép và không bán trong các trường hợp sau:": the last one leads.
        kinds = asked_by(last[1], plain=place.plain, legal=place.legal) or kinds
    return one_of(kinds) or named_list(lead)


def _reconciled(own: set[Modality], governing: Modality, text: str, lead: str) -> Modality | None:
    """The list's modality, unless the words below say something else."""
    words = bare_words(text)
    if governing in FORBIDS:
        agrees = own <= FORBIDS and not words.startswith(("được ", "có quyền "))
        return governing if agrees else None
    if governing is Modality.MUST and lead and (own == {Modality.MUST_NOT} or _omits(words)):
        return Modality.MUST_NOT  # "phải bảo đảm các yêu cầu sau: a) Không được …"
    alike = ASKS if governing in ASKS else frozenset({governing})
    if governing is Modality.MAY and _CONDITIONS_LEAD.search(lead.lower()):
        return None
    agrees = own <= alike and not _BARE_NEGATION.match(words)
    return governing if agrees and (own or not exempts(text)) else None


def _omits(words: str) -> bool:
    """Whether an item below a duty is a deed not to do, and not a state: "Không chở người"."""
    return _OMISSION.match(words) is not None and not exempts(words)


def _by_topic(heading_path: Sequence[str], text: str, *, legal: bool) -> Modality | None:
    """What a silent passage below a heading of duties or rights asks."""
    words = bare_words(text)
    if words.startswith("được ") and tells_rights(heading_path):
        return None if _LIMITED.search(words) else Modality.MAY
    topic = topic_of(heading_path, legal=legal)
    if topic is None and legal and _DUTY.match(words) and tells_duties(heading_path):
        topic = Modality.MUST
    if topic is None or _BARE_NEGATION.match(words) or _NO_DEED.match(words):
        return None
    if topic is Modality.MAY:
        other = not legal or len(words) > _DEED or _SOMEBODY.match(words) or _LIMITED.search(words)
        return None if other else Modality.MAY
    return None if _NEGATION_INSIDE.search(words) or exempts(text) else topic
