"""nên / không nên / phải / không được / được as data; None wherever it is not certain.

A word list with scopes, not a model: each rule can be read, and a wrong one mended. Words that
only look like a rule ("không chỉ", "vì vậy nên", "gặp phải") are taken out first, and so are
conditions, exceptions, brackets and quotations. What is left decides sentence by sentence.
"""

import re
from collections.abc import Sequence
from enum import StrEnum

from knowledge.idioms import bare_words, blank, rule_words
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
    r"người|người dân|cá nhân|bí thư|ban thường vụ|cấp ủy|công dân|nhân viên|giáo viên|thành viên|"
    r"học sinh|sinh viên|bạn đọc|thủ trưởng|chi bộ|chi đoàn|ban|mọi|ai|đó|cũng|đều|thì|chỉ|luôn|"
    r"và|hoặc)"
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

# A lead-in to things rather than to rules; what its items mention asks nothing.
_NEUTRAL_LEAD = re.compile(r"\b(?:gồm|gồm có|được hiểu|nội dung|căn cứ)\b[^:]{0,80}:$")

_NOBODY = r"\b(?:không|chẳng) (?:một ai|ai|bao giờ|hề|(?:\w+ ){1,3}nào)"
# Tried in this order; what one cue has taken, the next ones no longer see.
# The first word is in every match: without it in a sentence the pattern need not be tried.
_CUES: tuple[tuple[str, re.Pattern[str], Modality], ...] = tuple(
    (word, re.compile(pattern), modality)
    for word, pattern, modality in (
        ("cấm", r"\bnghiêm cấm\b|\bbị cấm\b|^cấm\b|[,;] cấm\b", Modality.MUST_NOT),
        ("được", r"\b(?:không|chẳng) được\b(?: (?:phép|quyền))?", Modality.MUST_NOT),
        ("được", rf"{_NOBODY} (?:\w+ )?được\b(?: (?:phép|quyền))?", Modality.MUST_NOT),
        ("nên", rf"{_NOBODY} (?:\w+ )?nên\b", Modality.SHOULD_NOT),
        ("nên", r"\b(?:không|chẳng|đừng|chớ) nên\b", Modality.SHOULD_NOT),
        ("", r"(?:^|[,;] )(?:đừng|chớ)\b", Modality.SHOULD_NOT),
        ("tránh", rf"(?:^|[,;] |\b(?:{_ACTOR}|cần|nên|phải) )tránh\b", Modality.SHOULD_NOT),
        ("phải", r"\bphải\b", Modality.MUST),
        ("có", r"\bcó (?:trách nhiệm|nghĩa vụ|bổn phận)\b", Modality.MUST),
        ("quyền", r"\b(?:được quyền|có quyền)\b", Modality.MAY),
        ("được", r"\bđược phép\b", Modality.MAY),
        ("nên", rf"(?:^|\b{_ACTOR} )nên\b", Modality.SHOULD),
        ("cần", rf"(?:^|[,;:] |\b{_ACTOR} )cần\b", Modality.SHOULD),
        ("khuyến", r"(?:^|\bnhà nước )khuyến khích\b", Modality.SHOULD),
    )
)
# A plain "Không …" of conduct is strict in a legal article and advice anywhere else.
_PLAIN_NEGATION = re.compile(rf"^không {_CONDUCT}|\b{_ACTOR} không (?:lạm dụng|lợi dụng)\b")
_NEGATION_INSIDE = re.compile(rf"[,;] không {_CONDUCT}")
_NEGATED_SUBJECT = re.compile(r"\b(?:không|chưa|chẳng)\b[^,;:.]*$")
_NOBODY_BEFORE = re.compile(rf"{_NOBODY}[^,;:.]*$")
_NEGATED_VERB = re.compile(r"(?: \w+){0,3}? (?:không|chưa|chẳng|đừng|chớ|tránh|cấm)\b")
_UNCERTAIN = frozenset({Modality.SHOULD, Modality.SHOULD_NOT})  # agrees with nothing
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
        elif not kinds and not _BARE_NEGATION.match(bare_words(sentence)):
            kinds = lead
        result.append((end - start, kinds))
    return result


def _asked_by(sentence: str, *, legal: bool) -> set[Modality]:
    """The modalities whose words a single sentence holds."""
    words = rule_words(sentence)
    found: set[Modality] = set()
    for word, pattern, modality in _CUES:
        if word not in words:
            continue
        for match in pattern.finditer(words):
            found |= _meant(modality, words, match)
        words = pattern.sub(blank, words)
    if "không" in words and _PLAIN_NEGATION.search(words):
        found.add(Modality.MUST_NOT if legal else Modality.SHOULD_NOT)
    return found


def _meant(
    modality: Modality, words: str, cue: re.Match[str]
) -> set[Modality] | frozenset[Modality]:
    """What a cue says where it stands: a negation beside a positive one makes it uncertain."""
    if modality in _FORBIDS:
        return {modality}
    if modality is Modality.SHOULD and _BECAUSE.search(words, 0, cue.start()):
        return set()
    negated = _NOBODY_BEFORE if modality is Modality.MUST else _NEGATED_SUBJECT
    if negated.search(words[: cue.start()]) or _NEGATED_VERB.match(words, cue.end()):
        return _UNCERTAIN
    return {modality}


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
    words = bare_words(heading).rstrip(' .:”"')
    both = _NEGATED_CUE.search(words) and _POSITIVE_CUE.search(_NEGATED_CUE.sub("", words))
    if both or _ABOUT_A_LIST.match(words):
        return None
    return next((kind for pattern, kind in _LISTS if pattern.search(words)), None)


def _reconciled(own: set[Modality], governing: Modality, text: str) -> Modality | None:
    """The list's modality, unless the words below say something else."""
    words = bare_words(text)
    if governing in _FORBIDS:
        agrees = own <= _FORBIDS and not words.startswith(("được ", "có quyền "))
    else:
        alike = _ASKS if governing in _ASKS else frozenset({governing})
        agrees = own <= alike and not _BARE_NEGATION.match(words)
    return governing if agrees else None


def _topic_modality(heading_path: Sequence[str], text: str) -> Modality | None:
    topic = bare_words(heading_path[-1]) if heading_path else ""
    words = bare_words(text)
    if _RIGHTS.match(topic) and words.startswith("được ") and not _LIMITED.search(words):
        return Modality.MAY
    negated = _BARE_NEGATION.match(words) or _NEGATION_INSIDE.search(words)
    if _DUTIES.match(topic) and not negated:
        return Modality.MUST
    return None
