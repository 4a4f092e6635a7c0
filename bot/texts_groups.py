"""What is said in groups, and of them."""

GREETING = (
    "Chào các đồng chí! Đây là Nên Chăng: hỏi điều nên làm và không nên làm của cán bộ, bot trả "
    "lời bằng nguyên văn văn bản, có ghi nguồn.\n\n"
    "Hỏi trong nhóm:\n"
    "• /hoi@{bot} đi họp muộn có sao không\n"
    "• trả lời (reply) một câu hỏi trong nhóm bằng /hoi@{bot}\n"
    "• trả lời (reply) một tin của bot\n\n"
    "Bot không trả lời những tin khác. Ai trong nhóm cũng đọc được câu hỏi, mà một câu hỏi về hành "
    "vi có thể bị hiểu là lời tự nhận: chuyện của mình thì nên hỏi riêng."
)
ASK_PRIVATELY = "Hỏi riêng"
SEE_PRIVATELY = "Xem riêng"
NOT_LISTED = (
    "Xin lỗi các đồng chí, bot chỉ ở trong nhóm do quản trị của bot thêm vào, nên bot xin rời nhóm."
)

ASK_WHAT = "Đồng chí gõ câu hỏi ngay sau lệnh, ví dụ: /hoi@{bot} đi họp muộn có sao không"
ONLY_ASKING = (
    "Trong nhóm, bot chỉ trả lời /hoi@{bot} kèm câu hỏi; việc khác xin nhắn riêng cho bot."
)
MEMBERS_ONLY = "Bot chỉ trả lời thành viên; đồng chí nhắn riêng cho bot để biết cách vào."
AGREE_IN_PRIVATE = (
    "Trước khi hỏi, xin đồng chí nhắn riêng cho bot, đọc cách bot giữ dữ liệu và bấm “Đồng ý”."
)
TOO_MANY = "Nhóm hỏi nhanh quá; xin hỏi lại sau một phút, hoặc hỏi riêng."
NOTHING_FOUND = (
    "🔎 Không tìm thấy nội dung này trong các văn bản đã công bố, nên bot không trả lời."
)
SUGGEST = "🤔 Chưa chắc đúng ý đồng chí. Có phải đồng chí hỏi về:"
CHOOSE_PRIVATELY = "Bấm “Xem riêng” để chọn."
ONE_OF_MANY = "Đây mới là một mục trong danh sách; bấm “Xem riêng” để xem đủ."

GROUPS_TITLE = "👥 Nhóm bot được ở: {count}. Bấm số để xem hoặc cho bot rời:"
GROUPS_NONE = (
    "👥 Bot chưa được ở nhóm nào. Quản trị thêm bot vào nhóm nào thì nhóm ấy vào danh sách; người "
    "khác thêm thì bot rời ngay."
)
GROUP_FACTS = "mã {id} · do {by} thêm ngày {day}"
GROUP_GONE = "bot không còn trong nhóm từ ngày {day}"
GROUP_REMOVE = "Rời nhóm, bỏ khỏi danh sách"
GROUP_SURE = "⚠️ Cho bot rời nhóm này? Muốn dùng lại, quản trị phải thêm bot vào nhóm lần nữa."
GROUP_YES = "Chắc chắn rời"
GROUP_KEEP = "Thôi"
TO_GROUPS = "◀ Danh sách"
GROUP_REMOVED = "Đã bỏ khỏi danh sách."
GROUP_NOT_LEFT = "Đã bỏ khỏi danh sách; bot sẽ rời nhóm khi có tin đầu tiên trong nhóm."
GROUP_UNKNOWN = "Nhóm này không còn trong danh sách."
PREVIEW_GROUP = "Chi đoàn Văn phòng"
NAMELESS = "nhóm không tên"
