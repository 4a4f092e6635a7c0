"""What only looks like a rule, taken out of a sentence before its modality is read."""

import re

# Read only to be taken out: idioms in which the cue words mean something else.
_IDIOMS = (
    r"không (?:chỉ|những|riêng|ngừng|ngoài|ít|gian|khí|quân|lưu|phận)\b",
    r"không (?:bắt buộc|nhất thiết|cần|hạn chế|giới hạn|phải)\b(?: phải\b)?",
    r"chẳng (?:cần|phải)\b",
    r"(?:nếu|còn|hay|mà|hoặc|có)\b không\b",
    r"có (?:nên|phải|được|cần)\b",
    r"(?:nên|phải|được|cần) (?:hay )?(?:không|chăng|chứ)\b(?! \w)",
    r"(?:cho|trở|làm|xây|tạo|dựng|gây|vì vậy|vì thế|do đó|do vậy|bởi vậy|thành thử) nên\b",
    r"nên người\b",
    r"(?<!các )(?<!hai )(?<!mỗi )bên phải\b",
    r"(?:lẽ|mắc|gặp|vấp|vướng|nhiễm|trúng|trái|tránh|buộc) phải\b",
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
_IDIOM = re.compile(rf"\b(?:{'|'.join(_IDIOMS)})")
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

_NUMBERING = re.compile(
    r"(?:(?:điều|mục|chương|phần|khoản) )?(?:\d[\d.]*[a-zđ]?|[ivxlc]+|[a-zđ])[.):]+\s+|[-–•*+]\s*"
)


def rule_words(sentence: str) -> str:
    """The words of a sentence that may make it a rule.

    Returns:
        The bare words with idioms, conditions, exceptions, relative clauses, brackets and
        quotations blanked (offsets stay); "" where the whole sentence is certain of nothing.
    """
    words = bare_words(sentence)
    if sentence.strip()[:1] in tuple('“"'):  # a sentence that is all quoted speaks for itself
        words = words.rstrip('”".;')
    words = _ASIDE.sub(blank, words)
    if _DOUBLE.search(words) or _SCOPE.match(words):
        return ""
    for pattern in (_IDIOM, _CONDITION, _RELATIVE):
        words = pattern.sub(blank, words)
    return words


def bare_words(sentence: str) -> str:
    """Lower case, without the numbering and quotation marks in front."""
    words = sentence.lower().strip().lstrip("“\"'")
    while match := _NUMBERING.match(words):
        words = words[match.end() :].lstrip("“\"'")
    return words


def blank(match: re.Match[str]) -> str:
    """As many marks that are no words, so that offsets stay."""
    return "‖" * len(match[0])
