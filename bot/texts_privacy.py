"""What is said of the data that is kept of people."""

KEPT = (
    "Bot giữ gì\n"
    "• Mã số Telegram và vai trò của đồng chí, ngày vào, ngày đồng ý.\n"
    "• Câu hỏi, đã che số điện thoại, thư điện tử và số giấy tờ; điều bot trả lời; 👍 👎 và lý do. "
    "Những thứ này không ghi tên hay mã số Telegram, chỉ mang một mã băm có khóa, để bot tìm lại "
    "khi đồng chí muốn xem hoặc xoá.\n"
    "• Nếu đồng chí gửi câu hỏi cho cán bộ phụ trách: mã số Telegram, để báo câu trả lời. Cán bộ "
    "không thấy ai hỏi, trừ khi đồng chí chọn cho biết tên.\n"
    "• Người quản trị: nhật ký những thay đổi đã làm, không xoá được.\n\n"
    "Giữ bao lâu\n"
    "• Sau {days} ngày, chữ của câu hỏi bị xoá và câu trả lời không còn gắn với ai. Câu hỏi mẫu do "
    "quản trị chọn thì giữ lâu hơn, không gắn với người hỏi.\n\n"
    "Bot không làm gì\n"
    "• Không lập thống kê theo từng người, không báo ai hỏi gì: một câu hỏi về hành vi có thể là "
    "lời tự nhận.\n"
    "• Không ghi câu hỏi vào nhật ký kỹ thuật. Tin nhắn vẫn đi qua máy chủ của Telegram ở nước "
    "ngoài; xin đừng viết bí mật nhà nước, bí mật công tác hay tên người vào câu hỏi."
)
# Short enough to stand on a phone's screen with its button; the rest is in /quyenriengtu.
CONSENT = (
    "🔒 Trước khi hỏi, xin đồng chí đọc và đồng ý:\n\n"
    "• Bot giữ mã số Telegram và vai trò của đồng chí; giữ câu hỏi đã che số điện thoại, thư điện "
    "tử, số giấy tờ, gắn với một mã băm chứ không với tên.\n"
    "• Sau {days} ngày, chữ của câu hỏi bị xoá. Muốn sớm hơn: /xemdulieu, /xoadulieu.\n"
    "• Không lập thống kê theo từng người, không báo ai hỏi gì.\n"
    "• Tin nhắn đi qua máy chủ của Telegram ở nước ngoài; xin đừng viết điều bí mật.\n\n"
    "Đọc đủ: /quyenriengtu"
)
AGREE = "Đồng ý"
AGREED = "✅ Đồng chí đã đồng ý ngày {day}. Xem lại: /quyenriengtu"
AGREE_FIRST = "Xin đồng chí gõ /start, đọc cách bot giữ dữ liệu và bấm “Đồng ý” trước."
AGREE_IN_PRIVATE = (
    "Xin đồng chí nhắn riêng cho bot một tin, đọc cách bot giữ dữ liệu, bấm “Đồng ý” rồi hỏi lại."
)
PRIVACY = "🔒 {kept}\n\n{standing}\n\nXem dữ liệu của mình: /xemdulieu · rút lại và xoá: /xoadulieu"
STANDING_AGREED = "Đồng chí đã đồng ý ngày {day}."
STANDING_NOT = "Đồng chí chưa đồng ý, nên bot chưa trả lời câu hỏi của đồng chí."

YOURS_CAPTION = "🔒 Mọi thứ bot giữ về đồng chí, đến {moment}. Muốn xoá: /xoadulieu"
YOURS_FILE = "du-lieu-cua-toi.txt"

ERASE = (
    "⚠️ Xoá dữ liệu của đồng chí?\n\n"
    "• Chữ của {questions} câu hỏi bị xoá; câu trả lời và {thumbs} đánh giá không còn gắn với ai.\n"
    "• {tickets} phiếu đã gửi cán bộ phụ trách bị rút lại.\n"
    "• Tư cách thành viên và sự đồng ý bị xoá: muốn hỏi tiếp, đồng chí cần được mời lại.\n"
    "• Nhật ký việc vào, rời và những thay đổi với tư cách quản trị vẫn giữ, chỉ ghi mã số."
)
ERASE_YES = "Chắc chắn xoá"
ERASE_NO = "Thôi"
ERASED = "✅ Đã xoá dữ liệu của đồng chí."
NOT_ERASED = "Chưa xoá gì."
QUESTION_GONE = "(đã xoá)"

YOURS_HEAD = "Mã số Telegram: {id}\nVai trò: {role}"
YOURS_LABEL = "Tên ghi trong lời mời: {label}"
YOURS_JOINED = "Vào lúc: {moment}"
YOURS_AGREED = "Đồng ý lúc: {moment}"
YOURS_QUESTIONS = "Câu hỏi đã che và mã câu trả lời: {count}"
YOURS_THUMBS = "Đánh giá: {count}"
YOURS_TICKETS = "Phiếu gửi cán bộ phụ trách: {count}"
