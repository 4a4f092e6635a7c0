"""Every sentence that a person can read in the chat. Plain text: escaping happens in the cards."""

from bot.commands import commands_for
from knowledge.modality import Modality
from knowledge.people import Role
from knowledge.views import Validity

EXAMPLES = (
    "Uống rượu bia trong giờ làm việc có được không?",
    "Những điều cán bộ Đoàn không nên làm?",
    "di hop muon thi phai lam gi",
)

DESCRIPTION = (
    "Hỏi điều nên làm và không nên làm của cán bộ. Nên Chăng trả lời bằng nguyên văn văn bản đã "
    "công bố, có ghi nguồn; không tìm thấy thì nói là không tìm thấy. Không thay thế cơ quan có "
    "thẩm quyền."
)
SHORT_DESCRIPTION = (
    "Điều nên làm, điều không nên làm: hỏi và được trả lời bằng nguyên văn, có nguồn."
)

WELCOME = (
    "Chào đồng chí! Đây là Nên Chăng: hỏi điều nên làm và không nên làm của cán bộ, bot trả lời "
    "bằng nguyên văn văn bản, có ghi nguồn.\n\n"
    "Cứ gõ câu hỏi như nhắn tin, có dấu hay không dấu đều được. Không tìm thấy thì bot nói là "
    "không tìm thấy, không đoán. Câu trả lời không thay thế cơ quan có thẩm quyền.\n\n"
    "Thử một câu:"
)
HELP_HEAD = (
    "Gõ câu hỏi bằng lời của mình, ví dụ “đi họp muộn có sao không”, hoặc gọi thẳng điều khoản, "
    "ví dụ “điều 5 luật …”."
)
HELP_TAIL = (
    "Ký hiệu: ✅ nên · ⛔ không nên, không được · ❗ phải · ☑️ được phép. Im lặng của văn bản không "
    "có nghĩa là được phép."
)

MODALITY = {
    Modality.SHOULD: "✅ Nên",
    Modality.SHOULD_NOT: "⛔ Không nên",
    Modality.MUST: "❗ Phải",
    Modality.MUST_NOT: "⛔ Không được",
    Modality.MAY: "☑️ Được phép",
}
NO_MODALITY = "📄 Văn bản nói"
UNDERSTOOD = "Hiểu là: {question}"
RELATED = "Xem thêm:"
LEFT_OUT = "[…]"  # ours, between quotes that are no neighbours
ONE_OF_MANY = "Đây mới là một mục trong danh sách; bấm “Toàn văn” để xem đủ."
HANDBOOK = "Sổ tay"
RETOLD = "Lời sổ tay, kể lại theo"

VALIDITY = {
    Validity.IN_FORCE: "còn hiệu lực",
    Validity.NOT_YET: "chưa có hiệu lực",
    Validity.EXPIRED: "đã hết hiệu lực",
    Validity.REPLACED: "đã được thay thế",
    Validity.UNKNOWN: "chưa rõ hiệu lực",
}
REPLACED_BY = "đã được thay thế bởi {replacement}"
REPEALED_BY = "{said} theo {repealing}"
SINCE = "{said} từ {day}"
FROM = "{said}, có hiệu lực từ {day}"
OUT_OF_FORCE = "⚠️ Văn bản này {validity}."
ONLY_OUT_OF_FORCE = (
    "🔎 Không tìm thấy nội dung này trong các văn bản đang có hiệu lực. Gần nhất là {document}, "
    "nhưng văn bản này {validity}."
)

# What an admin is told of a document's head, and of the words it was read off.
HEAD_FIELDS = {
    "number": "Số hiệu",
    "title": "Tiêu đề",
    "kind": "Loại",
    "issuer": "Cơ quan ban hành",
    "issued_on": "Ngày ban hành",
    "effective_from": "Ngày hiệu lực",
    "effective_to": "Ngày hết hiệu lực",
    "replaced_by": "Thay thế bởi",
    "origin": "Nguồn",
    "replaces": "Thay thế",
    "repeals": "Bãi bỏ",
    "amends": "Sửa đổi",
}
PROPOSED = "{label} {value} — theo “{words}”"

SUGGEST = "🤔 Chưa chắc đúng ý đồng chí. Có phải đồng chí hỏi về:"
NOTHING_FOUND = (
    "🔎 Không tìm thấy nội dung này trong các văn bản đã công bố, nên bot không trả lời.\n\n"
    "Thử: hỏi ngắn hơn, dùng từ như trong văn bản, hoặc xem /nenlam, /khongnen, /vanban."
)
WHICH_DOCUMENT = "❓ {count} văn bản có {asked}. Đồng chí hỏi văn bản nào?"
MORE_DOCUMENTS = "Còn {count} văn bản nữa; xin gõ thêm số hoặc tên văn bản."
CHOSEN = "❓ {question}"
TYPE_THIS = "gõ: {reference}"  # at a shell, which has no buttons
SHOW_THIS = "nenchang show {reference}"
WHOLE_DOCUMENT = (
    "📖 {document}: xin gõ thêm điều cần xem, ví dụ “Điều {article}”, hoặc mở từng phần:"
)
WHOLE_PAGE = "📖 {document}: mở từng phần, hoặc gõ điều muốn hỏi:"
# "Luật … không có Điều 90; văn bản có từ Điều 1 đến Điều 62."
NUMBER_ABSENT = (
    "{whole} không có {level} {label}; {short} có từ {level} {first} đến {level} {last}."
)
NUMBER_ABSENT_ONE = "{whole} không có {level} {label}; {short} chỉ có {level} {first}."
LEVEL_ABSENT = "{whole} không chia thành {level}."
PLACE_ABSENT = "{whole} không có {place}."
PLACE_NOWHERE = "Không văn bản nào đang công bố có {place}."
NAME_UNKNOWN = (
    "Không có văn bản nào đang công bố ứng với “{name}”; bot không lấy điều của văn bản khác thay "
    "vào. Gõ /vanban để xem các văn bản đang có."
)
WHICH_ARTICLE = "Xin nói rõ {place} của điều nào, ví dụ “{place} Điều 5”."
PARTS_SHOWN = "Phần này có {count} đoạn, trên đây là {shown} đoạn; “Toàn văn” mở đủ."
ARTICLES_SHOWN = (
    "Phần này có {count} đoạn, từ Điều {first} đến Điều {last}; trên đây là {shown} đoạn. Xin gõ "
    "số điều để xem đủ điều ấy."
)
HAND_OVER = "Gửi cán bộ phụ trách"

FULL_TEXT = "Toàn văn"
PREVIOUS = "◀ Đoạn trước"
NEXT = "Đoạn sau ▶"
COPY = "Sao chép trích dẫn"
HELPFUL = "👍"
NOT_HELPFUL = "👎"
MORE = "Phần tiếp ▶"
BACK = "◀ Trang trước"
FORWARD = "Trang sau ▶"
TO_DOCUMENT = "Mục lục văn bản"

THANKS = "Cảm ơn đồng chí!"
FIRST_PASSAGE = "Đây là đoạn đầu của văn bản."
LAST_PASSAGE = "Đây là đoạn cuối của văn bản."
OLD_BUTTON = "Nút này đã cũ; xin gửi lại câu hỏi."
OTHERS_BUTTON = "Nút này thuộc câu trả lời của người khác; đồng chí hãy tự hỏi để có thẻ của mình."
NOT_IN_FORCE_NOW = "⚠️ Đoạn này thuộc bản công bố trước, nay không còn dùng để trả lời."

ASK_WHAT = "Đồng chí muốn hỏi gì? Gõ câu hỏi ngay sau lệnh, ví dụ: /hoi đi họp muộn có sao không"
UNKNOWN_COMMAND = "Bot không có lệnh này. Gõ /help để xem các lệnh, hoặc cứ gõ câu hỏi."
ONLY_TEXT = "Bot chỉ đọc được câu hỏi bằng chữ; xin gõ câu hỏi."
ANSWER_TO_EDIT = "✏️ Trả lời theo câu hỏi đồng chí vừa sửa:"
BUSY = "Hệ thống đang bận: quá nhiều người hỏi cùng lúc; xin hỏi lại sau một phút."
TOO_MUCH = (
    "Đồng chí gửi nhanh quá: bot nhận nhiều nhất 5 tin trong 10 giây, 12 tin một phút và 300 tin "
    "một ngày. Tin nào gửi trước {until} thì bot không trả lời; xin gửi lại sau lúc đó."
)
TOO_MANY_PRESSES = "Đồng chí bấm nhanh quá; xin đợi một phút rồi bấm lại."
LATE_ANSWER = "⏰ Trả lời muộn: đồng chí hỏi lúc {moment}."
LATE_PRESS = (
    "⏰ Nút đồng chí bấm lúc {moment} đến nay bot mới nhận được, nên bot không làm (hoặc không làm "
    "tiếp) việc ấy. Xin xem lại rồi bấm lại nếu vẫn cần."
)
LATE_COMMAND = (
    "⏰ Lệnh đồng chí gửi lúc {moment} đến nay bot mới nhận được, nên bot không làm. Xin gửi lại "
    "nếu vẫn cần."
)
GIVEN_UP = (
    "Bot bị ngắt nhiều lần trong lúc xử lý tin này nên thôi không xử lý nữa; xin hỏi lại bằng lời "
    "khác."
)
FAILED = "Có lỗi ở phía bot (mã {code}); xin thử lại sau ít phút."
LIST_TITLES = {
    Modality.SHOULD: "✅ Những điều nên làm",
    Modality.SHOULD_NOT: "⛔ Những điều không nên làm",
}
LIST_EMPTY = "Bản công bố hiện nay không có danh sách này."
LIST_COUNT = "{title}: {count} điều, trong {groups} mục."
LIST_CHOOSE = "Chọn mục để xem đủ:"
DOCUMENTS_TITLE = "📚 Các văn bản đang dùng để trả lời: {count}"
DOCUMENT_PARTS = "{count} đoạn, trang {page}/{pages}. Bấm số để mở:"
PAGE = "trang {page}"
RELEASE = "Bản công bố số {release} · mã {answer}"


def help_text(role: Role) -> str:
    """How to ask, and the commands of this role."""
    shown = commands_for(role)
    lines = "\n".join(f"/{command.name} — {command.description}" for command in shown)
    return f"{HELP_HEAD}\n\n{lines}\n\n{HELP_TAIL}"
