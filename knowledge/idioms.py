"""What only looks like a rule, taken out of a sentence before its modality is read."""

import re

from knowledge.addressees import SOMEBODY

# Read only to be taken out: idioms in which the cue words mean something else.
_IDIOMS = (
    r"không (?:chỉ|những|riêng|ngừng|ngoài|ít|gian|khí|quân|lưu|phận)\b",
    r"(?:không|chưa) (?:bắt buộc|nhất thiết|cần|hạn chế|giới hạn|phải)\b(?: phải\b)?",
    r"chỉ (?:cần|nên)\b",
    r"chẳng (?:cần|phải)\b|(?:không|chưa|chẳng) (?:đến mức |thuộc diện )(?:phải|cần)\b",
    r"(?:nếu|còn|hay|mà|hoặc|có)\b không\b",
    r"có (?:nên|phải|được|cần)\b",
    r"(?:nên|phải|được|cần) (?:hay )?(?:không|chăng|chứ)\b(?! \w)",
    r"(?:cho|trở|làm|xây|tạo|dựng|gây|vì vậy|vì thế|do đó|do vậy|bởi vậy|thành thử) nên\b",
    r"nên người\b",
    r"(?<!các )(?<!hai )(?<!mỗi )bên phải\b",
    r"(?:lẽ|mắc|gặp|vấp|vướng|nhiễm|trúng|trái|tránh|buộc) phải\b",
    r"(?:tiền|thuế|phí|khoản|số|mức|nợ|giá trị|lãi|nghĩa vụ) phải "
    r"(?:nộp|đóng|trả|thanh toán|thu|chịu|hoàn|bồi thường|khấu trừ|thực hiện)\b",
    r"(?:người|đối tượng|bên) phải (?:thi hành|chấp hành|nộp|bồi thường|thực hiện)\b",
    r"phải chăng\b",
    r"cần,? (?:thiết|kiệm|cù|mẫn|kíp|trục)\b|(?:ân|chuyên) cần\b|cần thơ\b",
    r"(?:bất|chưa|nội dung|trái) (?:được )?phép\b",
    r"chưa được phép\b|mà không được phép\b",
    # "người có trách nhiệm", "bên có quyền" name somebody; "Các bên có quyền" gives a right
    r"(?<!mọi )(?<!mỗi )(?:người|tinh thần|vị trí|đối tượng) có (?:trách nhiệm|nghĩa vụ|quyền)\b",
    r"(?<!các )(?<!hai )(?<!mỗi )(?<!một )bên có (?:nghĩa vụ|quyền)\b",
    r"(?:cổ phần|cổ phiếu|vốn|phiếu|cấp điều độ) có quyền\b|có quyền (?:hạn|điều khiển)\b",
    # "tổ chức tín dụng được phép", "sai số được phép": a name, a limit
    r"(?:tín dụng|ngân hàng|mức|giới hạn|sai số|tốc độ|tải trọng|liều|hàm lượng|ngưỡng|số lượng|"
    r"kinh phí) được phép\b|được phép(?=[.,;]|$)",
    r"xe được quyền\b|được phép hoạt động(?=[.,;]|$)",
    r"(?:không|chưa) có (?:các )?(?:quyền|nghĩa vụ|trách nhiệm)\b",
    r"có trách nhiệm (?:công dân|cao)\b",
    r"(?:nhiệm vụ|quyền|trách nhiệm|nghĩa vụ|quyền hạn)(?:, | và )"
    r"(?:nhiệm vụ|quyền(?: hạn)?|nghĩa vụ|trách nhiệm)\b",
    r"(?:đối tượng|độ tuổi|sức khỏe|phương thức|cồn) không (?:được|nên)\b",
    # what is not given, and how a thing counts, is no order to anybody
    r"không được (?:sự|đồng ý|chấp thuận|giải quyết|coi|xem|hiểu|tính|gọi|đầy đủ|tốt|rõ|xét đến|"
    r"ngân sách|nhà nước|cơ quan|người|tòa án|bên|bộ|ủy ban|hội đồng|cấp trên|cấp có|như|"
    r"quy định|nêu|đề cập|ghi|liệt kê|thỏa thuận|phép của)\b",
    r"(?:hành vi|điều|việc|hàng|chất) (?:đã |bị |đã bị )?(?:nghiêm cấm|cấm)\b",
    r"(?:không|chưa|đã) bị (?:nghiêm cấm|cấm)\b|không (?:bị )?cấm\b",
    r"(?:lệnh|biển|khu vực|vùng|rừng|hàng|thời hạn|thời gian|quyết định) cấm\b",
    r"ngăn cấm\b|cấm vận\b",
    r"không hưởng lương\b|quy định (?:về |về việc |việc )?(?:không được|không|cấm)\b",
    # the names of penalties
    r"bị cấm (?:cư trú|đảm nhiệm|hành nghề|huy động|xuất cảnh|thi đấu|bay|tiếp xúc|hoạt động)\b",
    r"cấm (?:hoặc buộc|tiếp xúc|cư trú|đảm nhiệm|huy động)\b",
    r"(?:phòng|để|nhằm|giúp|cần phải|neo|thuốc|biện pháp) tránh\b|tránh (?:khỏi|được)\b",
    r"không tránh\b|khó tránh\b",
    r"(?:được|sự|hỗ trợ|chính sách|mức|hình thức|nhằm|để) khuyến khích\b",
    r"chỉ (?:có |được |mới )?(?:có thể|quyền|phép|được)\b",
    r"(?:được|đã|các|những|theo) quyền\b(?= (?:lợi|hạn|tác giả|sở hữu|sử dụng đất))",
)
_IDIOM = re.compile(rf"\b(?:{'|'.join(_IDIOMS)})")
# Of an airport "cảng hàng không được …" gives; of goods the same words may forbid.
_AVIATION = re.compile(
    r"\b(cảng|cảng vụ|hãng|ngành|vận tải|vận chuyển|đường|tàu bay|dịch vụ|khí tượng|hoạt động|"
    r"an ninh|an toàn|nhân viên|cục|thanh tra|dân dụng|doanh nghiệp) hàng không\b"
)
_GOODS_OR_AVIATION = re.compile(r"\bhàng không (?:được|phải|nên|cần|bị)\b")
# "không thể không", "không được không": two negations are no rule one can be certain of.
_DOUBLE = re.compile(
    r"không (?:thể|được|nên|phải|có quyền)(?: là)? không\b|cấm (?:việc )?không\b"
    r"|không (?:bị )?(?:nghiêm )?cấm\b(?!,)"
)
_ASIDE = re.compile(r"\([^()]*\)|“[^“”]*”|\"[^\"]*\"")

_CASE = (
    r"(?:nếu|khi|sau khi|trước khi|trừ khi|(?<!\w )trừ|"
    r"(?:(?:trừ|trong|đối với|ngoài|kể cả|tùy) )?(?:các |những |mọi )?trường hợp)"
)
# An exception behind its rule goes to the end of the clause, whatever commas it holds.
_EXCEPTION = re.compile(
    r"(?<=\w)(?:, (?:ngoại )?trừ| (?:ngoại )?trừ (?:(?:các |những |một số )?trường hợp|khi|những))"
    r"\b[^;:.]*"
)
_CONDITION = re.compile(
    rf"\b{_CASE}\b[^,;:.]*?(?=[,;:.]|\bthì\b|\bnhưng\b|\bvà (?:không được|phải)\b|$)"
)
# "Khi A, B phải C thì …": all up to "thì" is a condition, whatever it holds.
_UP_TO_THEN = re.compile(rf"\b(?:nếu|khi|trường hợp)\b(?:(?!\b{_CASE}\b)[^;:.])*\bthì\b")
_BEFORE_THEN = re.compile(r"(?:^|(?<=[;:.] ))[^;:.]*\bthì\b")
# "Trước khi đi phải báo": nothing parts the condition from the rule …
_UNPARTED = re.compile(
    r"(?:sau khi|trước khi|khi|nếu|(?:đối với |trong )?trường hợp)(?: \w+)+? "
    r"(?=(?:phải|không được|có trách nhiệm|có nghĩa vụ|có quyền|được quyền)\b)"
)
_OF_SOMEBODY = re.compile(rf"(?:nếu|{_CASE} {SOMEBODY})")
# … which it can only hold where no other rule stands in the sentence.
_RULE = re.compile(r"\b(?:phải|được|có trách nhiệm|có nghĩa vụ|có quyền|không|cần|nên|cấm)\b")

# What follows "mà" tells of the noun before it: "dịch vụ mà Nhà nước phải bảo đảm".
_RELATIVE = re.compile(r"\bmà\b(?! (?:phải|nên|cần)\b)[^,;:.]*")
# A document that speaks of itself lists its subjects, not its rules; a penalty asks nothing.
_SILENT = re.compile(
    r"(?:bộ luật|luật|pháp lệnh|nghị định|nghị quyết|thông tư|quyết định|quy định|quy chế|quy tắc|"
    r"chỉ thị|hướng dẫn|văn bản|chương|mục|điều)(?: liên tịch)? này "
    r"(?:quy định|áp dụng|hướng dẫn|điều chỉnh)\b"
    r"|(?:phạt|cảnh cáo|khiển trách|tước|tịch thu|đình chỉ|cách chức)\b"
    r"|(?:người|cá nhân|tổ chức)\b[^;:.]*\bvi phạm\b[^;:.]* bị (?:xử|phạt|kỷ luật|truy cứu)"
)

_NUMBERING = re.compile(
    r"(?:(?:điều|mục|chương|phần|khoản) )?(?:\d[\d.]*[a-zđ]?|[ivxlc]+|[a-zđ])[.):]+\s+|[-–•*+]\s*"
)
_EXEMPT = re.compile(
    r"\b(?:không|chẳng|chưa) (?:bắt buộc|phải|cần|nhất thiết)\b(?! là\b)"
    r"|\b(?:không|chưa) có (?:các )?(?:quyền|nghĩa vụ|trách nhiệm|nhiệm vụ)\b"
    r"|\bmiễn (?!phí|nhiệm|dịch|là\b)|\bkhông (?:bị )?cấm\b"
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
    if "hàng không" in words:
        words = _AVIATION.sub(r"\1 hàng_không", words)
    if "không" in words and (_DOUBLE.search(words) or _GOODS_OR_AVIATION.search(words)):
        return ""
    if _SILENT.match(words):
        return ""
    return _RELATIVE.sub(blank, _without_conditions(_IDIOM.sub(_void, words)))


def _tells_of_somebody(condition: re.Match[str]) -> bool:
    """ "Khi bạn đọc phải ra ngoài, …": who must so belongs to the condition before the comma."""
    parted = condition.string[condition.end() : condition.end() + 1] == ","
    return parted and _OF_SOMEBODY.match(condition[0]) is not None


def exempts(text: str) -> bool:
    """Whether a text says of something that one need not do it."""
    words = _ASIDE.sub(blank, bare_words(text))
    if "miễn" not in words and "không" not in words and "chưa" not in words:
        return False
    return _EXEMPT.search(_without_conditions(words)) is not None


def bare_words(sentence: str) -> str:
    """Lower case, without the numbering and quotation marks in front."""
    words = sentence.lower().strip().lstrip("“\"'")
    while match := _NUMBERING.match(words):
        words = words[match.end() :].lstrip("“\"'")
    return words


def blank(match: re.Match[str]) -> str:
    """As many marks that are no words, so that offsets stay."""
    return "‖" * len(match[0])


def _void(match: re.Match[str]) -> str:
    """Other marks than a condition's: behind these no new clause begins."""
    return "¦" * len(match[0])


def _without_conditions(words: str) -> str:
    if "trừ" in words:
        words = _EXCEPTION.sub(blank, words)
    if "thì" in words:
        words = _BEFORE_THEN.sub(blank, _UP_TO_THEN.sub(blank, words))
    return _CONDITION.sub(_blank_condition, words)


def _blank_condition(match: re.Match[str]) -> str:
    words, end = match.string, match.end()
    unparted = _UNPARTED.match(match[0])
    if unparted and words[end : end + 3] != "thì" and not _tells_of_somebody(match):
        clause_end = next((i for i in range(end, len(words)) if words[i] in ";:."), len(words))
        if not _RULE.search(words, end, clause_end) and not _RULE.search(words, 0, match.start()):
            return "‖" * unparted.end() + match[0][unparted.end() :]
    return blank(match)
