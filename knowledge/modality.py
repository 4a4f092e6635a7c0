"""nên / không nên / phải / không được / được as data; None wherever it is not certain.

A word list with scopes, not a model: each rule can be read, and a wrong one mended. Words that
only look like a rule ("không chỉ", "vì vậy nên", "gặp phải") are taken out first, and so are
conditions, exceptions, brackets and quotations. What is left decides sentence by sentence.
"""

import re
from collections.abc import Sequence
from enum import StrEnum

from knowledge.markers import marker_of
from knowledge.sentences import sentence_spans


class Modality(StrEnum):
    """What a passage asks of its reader."""

    SHOULD = "should"
    SHOULD_NOT = "should_not"
    MUST = "must"
    MUST_NOT = "must_not"
    MAY = "may"


_LONGEST = 5000  # characters; nothing of this size asks one single thing
_FORBIDS = frozenset({Modality.SHOULD_NOT, Modality.MUST_NOT})
_ASKS = frozenset({Modality.SHOULD, Modality.MUST})

# Who may stand right before a rule's "nên" or "cần"; without one of them the word may be
# "therefore" ("vì vậy nên") or an attribute ("hạn chế cần khắc phục").
_ACTOR = (
    r"(?:cán bộ|công chức|viên chức|chiến sĩ|đoàn|đoàn viên|đảng viên|hội viên|thanh niên|"
    r"người lao động|đồng chí|đơn vị|cơ quan|tổ chức|địa phương|lãnh đạo|bạn|chúng ta|cấp|"
    r"người|cá nhân|bí thư|ban thường vụ|cấp ủy|mọi|ai|đó|cũng|đều|thì|chỉ|luôn|và|hoặc)"
)
# Verbs whose bare "Không …" at the head of a sentence is a rule and not a report.
_CONDUCT = (
    r"(?:lạm dụng|lợi dụng|nói|viết|phát ngôn|bao che|che giấu|dung túng|sử dụng|dùng|tham gia|"
    r"triển khai|thực hiện|làm|dễ dãi|ban hành|vì|nhận|gây|tiết lộ|trao đổi|giới thiệu|hẹn|hút|"
    r"uống|đánh bạc|tự ý|xúi giục|kích động|vi phạm|để|từ chối|trốn tránh|đùn đẩy|phân biệt đối xử|"
    r"có lời nói|có hành vi|có thái độ|đòi hỏi|hạch sách|nhũng nhiễu|can thiệp|chia sẻ|phát tán|"
    r"đăng|bình luận|tán phát|xúc phạm|đe dọa|vu khống|đưa|hứa|mang|chơi|đi muộn|đến muộn|về sớm|"
    r"bỏ|ép buộc|lôi kéo|né tránh|nể nang|kéo bè|chạy chức|báo cáo sai|gian lận|cấp|ký|thể hiện|"
    r"ca ngợi|ngắt lời|ngủ|ăn|tụ tập|chủ quan|phô trương|khoe khoang)\b"
)

# Read only to be taken out: idioms in which the cue words mean something else.
_IDIOMS = (
    r"không (?:chỉ|những|riêng|ngừng|ngoài|ít|gian|khí|quân|lưu|phận)\b",
    r"không (?:bắt buộc|nhất thiết|cần|hạn chế|giới hạn|phải)\b(?: phải\b)?",
    r"chẳng (?:nên|cần|phải)\b",
    r"(?:nếu|còn|hay|mà|hoặc|có)\b không\b",
    r"có (?:nên|phải|được|cần)\b",
    r"(?:nên|phải|được|cần) (?:hay )?(?:không|chăng|chứ)\b(?! \w)",
    r"(?:cho|trở|làm|xây|tạo|dựng|gây|vì vậy|vì thế|do đó|do vậy|bởi vậy|thành thử) nên\b",
    r"nên người\b",
    r"(?:lẽ|bên|mắc|gặp|vấp|vướng|nhiễm|trúng|trái|tránh|buộc) phải\b",
    r"phải chăng\b",
    r"cần,? (?:thiết|kiệm|cù|mẫn|kíp|trục)\b|(?:ân|chuyên) cần\b|cần thơ\b",
    r"(?:bất|chưa|nội dung|trái) (?:được )?phép\b",
    r"chưa được phép\b|mà không được phép\b",
    r"(?:người|tinh thần|vị trí|đối tượng) có (?:trách nhiệm|nghĩa vụ|quyền)\b",
    r"(?:không|chưa) có (?:quyền|nghĩa vụ|trách nhiệm)\b",
    r"có trách nhiệm (?:công dân|cao)\b|quyền(?:,| và) nghĩa vụ\b",
    r"(?:đối tượng|độ tuổi|sức khỏe|phương thức|chất|chế biến|cồn|thực phẩm) không (?:được|nên)\b",
    r"(?:hành vi|điều|việc|hàng|chất) (?:đã |bị |đã bị )?(?:nghiêm cấm|cấm)\b",
    r"(?:không|chưa|đã) bị (?:nghiêm cấm|cấm)\b",
    r"(?:lệnh|biển|khu vực|vùng|rừng|hàng) cấm\b|ngăn cấm\b|cấm vận\b",
    r"(?:phòng|để|nhằm|giúp) tránh\b|tránh (?:khỏi|được)\b|không tránh\b|khó tránh\b",
    r"(?:được|sự) khuyến khích\b|khuyến khích,",
    r"chỉ được\b|chỉ (?:có|được) (?:quyền|phép)\b",
)
_IDIOM = re.compile("|".join(_IDIOMS))
# "không thể không", "không được không": two negations are no rule one can be certain of.
_DOUBLE = re.compile(
    r"không (?:thể|được|nên|phải)(?: là)? không\b|cấm (?:việc )?không\b"
    r"|không (?:bị )?(?:nghiêm )?cấm\b"
)
_ASIDE = re.compile(r"\([^()]*\)|“[^“”]*”|\"[^\"]*\"")
_CONDITION = re.compile(
    r"\b(?:nếu|khi|sau khi|trước khi|trừ khi|trừ|"
    r"(?:(?:trừ|trong|đối với|ngoài|kể cả|tùy) )?(?:các |những |mọi )?trường hợp)\b"
    r"[^,;:.]*?(?=[,;:.]|\bthì\b|$)"
)

# What follows "mà" tells of the noun before it: "dịch vụ mà Nhà nước phải bảo đảm".
_RELATIVE = re.compile(r"\bmà\b(?! (?:phải|nên|cần)\b)[^,;:.]*")
# A document that speaks of itself lists its subjects, not its rules.
_SCOPE = re.compile(
    r"(?:bộ luật|luật|pháp lệnh|nghị định|nghị quyết|thông tư|quyết định|quy định|quy chế|quy tắc|"
    r"chỉ thị|hướng dẫn|văn bản|chương|mục|điều) này (?:quy định|áp dụng|hướng dẫn|điều chỉnh)\b"
)
# A lead-in to things rather than to rules; what its items mention asks nothing.
_NEUTRAL_LEAD = re.compile(r"\b(?:gồm|gồm có|được hiểu|nội dung|căn cứ)\b[^:]{0,80}:$")

# Tried in this order; what one cue has taken, the next ones no longer see.
_CUES: tuple[tuple[re.Pattern[str], Modality], ...] = tuple(
    (re.compile(pattern), modality)
    for pattern, modality in (
        (r"\bnghiêm cấm\b|\bbị cấm\b|^cấm\b|[,;] cấm\b", Modality.MUST_NOT),
        (r"\b(?:không|chẳng) được\b(?: (?:phép|quyền))?", Modality.MUST_NOT),
        (r"\b(?:không|chẳng|đừng|chớ) nên\b|(?:^|[,;] )(?:đừng|chớ)\b", Modality.SHOULD_NOT),
        (rf"(?:^|[,;] |\b{_ACTOR} )(?:(?:cần|nên|phải) )?tránh\b", Modality.SHOULD_NOT),
        (r"\bphải\b|\bcó (?:trách nhiệm|nghĩa vụ|bổn phận)\b", Modality.MUST),
        (r"\b(?:được quyền|có quyền|được phép)\b", Modality.MAY),
        (rf"(?:^|\b{_ACTOR} )nên\b", Modality.SHOULD),
        (rf"(?:^|[,;:] |\b{_ACTOR} )cần\b", Modality.SHOULD),
        (r"(?:^|\bnhà nước )khuyến khích\b", Modality.SHOULD),
    )
)
# A plain "Không …" of conduct is strict in a legal article and advice anywhere else.
_PLAIN_NEGATION = re.compile(rf"^không {_CONDUCT}|\b{_ACTOR} không (?:lạm dụng|lợi dụng)\b")
_NEGATION_INSIDE = re.compile(rf"[,;] không {_CONDUCT}")
_BECAUSE = re.compile(r"\b(?:vì|do|bởi|nhờ|tuy)\b")

# Headings and lead-ins of lists: what stands below is the thing one should or should not do.
_THING = r"\b(?:điều|việc|hành vi|nội dung|địa điểm)\b(?! \d)"
_LISTS: tuple[tuple[re.Pattern[str], Modality], ...] = tuple(
    (re.compile(pattern), modality)
    for pattern, modality in (
        (rf"^(?:nghiêm )?cấm\b|{_THING}.{{0,60}}\bcấm\b", Modality.MUST_NOT),
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
# These speak about a list and are none.
_ABOUT_A_LIST = re.compile(
    r"^(?:xử lý|xử phạt|trách nhiệm|kỷ luật|phòng|vi phạm|thi hành|hình thức)"
)
_NEGATED_CUE = re.compile(r"không (?:nên|được|phải)\b")
_POSITIVE_CUE = re.compile(r"\b(?:nên|phải|được)\b")
# Topics rather than lists: they speak only where the words below are silent.
_RIGHTS = re.compile(r"^quyền của\b")
_LIMITED = re.compile(r"\b(?:không|phải|nhưng|chỉ)\b")
_DUTIES = re.compile(r"^(?:nghĩa vụ|trách nhiệm) (?:chung )?của\b|^nghĩa vụ\b")

_NUMBERING = re.compile(
    r"(?:(?:điều|mục|chương|phần|khoản) )?(?:\d[\d.]*[a-zđ]?|[ivxlc]+|[a-zđ])[.):]+\s+|[-–•*+]\s*"
)
_ARTICLE = re.compile(r"điều \d+[a-zđ]?\b")
_BARE_NEGATION = re.compile(r"(?:không|chưa|chẳng|đừng|chớ|cấm|tránh)\b")


def modality_of(text: str, heading_path: Sequence[str] = (), lead: str = "") -> Modality | None:
    """What a passage asks of its reader, or None where that is not certain.

    Args:
        text: the passage.
        heading_path: the headings above it, outermost first.
        lead: the lead-in that governs it ("Viên chức không được:"), if it stands outside.
    """
    if len(text) > _LONGEST:
        return None
    legal = any(_ARTICLE.match(heading.lower()) for heading in heading_path)
    sentences = _by_sentence(text, legal=legal)
    own = {kind for _, kinds in sentences for kind in kinds}
    governing = _lead_modality(lead, legal=legal) or _list_modality(heading_path)
    if governing is not None:
        return _reconciled(own, governing, text)
    if _NEUTRAL_LEAD.search(lead.lower()):
        return None
    if own:
        spoken = sum(length for length, kinds in sentences if kinds)
        return _one_of(own) if 2 * spoken >= sum(length for length, _ in sentences) else None
    return _topic_modality(heading_path, text)


def _by_sentence(text: str, *, legal: bool) -> list[tuple[int, set[Modality]]]:
    """Each sentence's length and what it asks; items of a list ask what their lead-in asks."""
    result: list[tuple[int, set[Modality]]] = []
    lead: set[Modality] = set()
    neutral = False
    for start, end in sentence_spans(text):
        sentence = text[start:end]
        kinds = _asked_by(sentence, legal=legal)
        if sentence.endswith(":"):
            governing = _lead_modality(sentence, legal=legal)
            lead = {governing} if governing else set()
            kinds = lead or kinds
            neutral = not lead and _NEUTRAL_LEAD.search(sentence.lower()) is not None
        elif neutral and marker_of(sentence):
            kinds = set()
        elif not kinds and not _BARE_NEGATION.match(_bare(sentence)):
            kinds = lead
        result.append((end - start, kinds))
    return result


def _asked_by(sentence: str, *, legal: bool) -> set[Modality]:
    """The modalities whose words a single sentence holds."""
    words = _without_asides(sentence)
    if _DOUBLE.search(words) or _SCOPE.match(words):
        return set()
    for pattern in (_IDIOM, _CONDITION, _RELATIVE):
        words = pattern.sub(_blank, words)
    found: set[Modality] = set()
    for pattern, modality in _CUES:
        hits = list(pattern.finditer(words))
        if modality is Modality.SHOULD:
            hits = [hit for hit in hits if not _BECAUSE.search(words, 0, hit.start())]
        if hits:
            found.add(modality)
        words = pattern.sub(_blank, words)
    if _PLAIN_NEGATION.search(words):
        found.add(Modality.MUST_NOT if legal else Modality.SHOULD_NOT)
    return found


def _bare(sentence: str) -> str:
    """Lower case, without the numbering and quotation marks in front."""
    words = sentence.lower().strip().lstrip("“\"'")
    while match := _NUMBERING.match(words):
        words = words[match.end() :].lstrip("“\"'")
    return words


def _without_asides(sentence: str) -> str:
    """What a sentence itself says: brackets and quotations blanked, unless it is all quoted."""
    words = _bare(sentence)
    if sentence.strip()[:1] in tuple('“"'):
        words = words.rstrip('”".;')
    return _ASIDE.sub(_blank, words)


def _blank(match: re.Match[str]) -> str:
    return "\N{DOUBLE VERTICAL LINE}" * len(match[0])


def _one_of(kinds: set[Modality]) -> Modality | None:
    """The only one; of two in one direction the weaker; None of two directions."""
    if len(kinds) == 1:
        return next(iter(kinds))
    if kinds and kinds <= _FORBIDS:
        return Modality.SHOULD_NOT
    if kinds and kinds <= _ASKS:
        return Modality.SHOULD
    return None


def _lead_modality(lead: str, *, legal: bool) -> Modality | None:
    if not lead.rstrip().endswith(":"):
        return None
    return _one_of(_asked_by(lead, legal=legal)) or _named_list(lead)


def _list_modality(heading_path: Sequence[str]) -> Modality | None:
    """What the nearest heading that names a list says of its entries."""
    named = (_named_list(heading) for heading in reversed(heading_path))
    return next((modality for modality in named if modality is not None), None)


def _named_list(heading: str) -> Modality | None:
    words = _bare(heading).rstrip(' .:”"')
    both = _NEGATED_CUE.search(words) and _POSITIVE_CUE.search(_NEGATED_CUE.sub("", words))
    if both or _ABOUT_A_LIST.match(words):
        return None
    return next((kind for pattern, kind in _LISTS if pattern.search(words)), None)


def _reconciled(own: set[Modality], governing: Modality, text: str) -> Modality | None:
    """The list's modality, unless the words below say something else."""
    words = _bare(text)
    if governing in _FORBIDS:
        agrees = own <= _FORBIDS and not words.startswith(("được ", "có quyền "))
    else:
        alike = _ASKS if governing in _ASKS else frozenset({governing})
        agrees = own <= alike and not _BARE_NEGATION.match(words)
    return governing if agrees else None


def _topic_modality(heading_path: Sequence[str], text: str) -> Modality | None:
    topic = _bare(heading_path[-1]) if heading_path else ""
    words = _bare(text)
    if _RIGHTS.match(topic) and words.startswith("được ") and not _LIMITED.search(words):
        return Modality.MAY
    negated = _BARE_NEGATION.match(words) or _NEGATION_INSIDE.search(words)
    if _DUTIES.match(topic) and not negated:
        return Modality.MUST
    return None
