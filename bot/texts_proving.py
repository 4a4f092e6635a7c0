"""Sentences on what is not answered yet: golden questions, gaps, tickets, and what people think."""

from knowledge.dialogue import Reason

# Why an answer did not help.
REASONS = {
    Reason.WRONG_ARTICLE: "Sai điều",
    Reason.BESIDE_THE_POINT: "Không đúng ý",
    Reason.OUTDATED: "Văn bản cũ",
    Reason.HARD_TO_READ: "Khó hiểu",
}
CHOSEN_REASON = "✓ {reason}"
WHY = "Đã ghi nhận. Vì sao câu trả lời chưa được? Xin bấm một lý do."
REASON_NOTED = "Đã ghi lý do: {reason}."

OPINIONS_HEAD = "👍👎 Góp ý đang lưu: {helpful} 👍 · {unhelpful} 👎"
NO_OPINIONS = "Chưa có góp ý nào đang lưu."
OPINIONS_RELEASES = "Theo bản công bố:"
OPINIONS_RELEASE = "bản số {release}: {helpful} 👍 · {unhelpful} 👎"
OPINIONS_PASSAGES = "Đoạn bị 👎, nhiều nhất trước (trang {page}/{pages}); bấm số để mở:"
OPINIONS_PASSAGE = "{unhelpful} 👎 · {helpful} 👍"
OPINIONS_FOOT = "Góp ý chỉ để đọc: thứ hạng của câu trả lời không đổi theo góp ý."

# Questions handed to a person.
HAND_OVER_HOW = (
    "📮 Gửi câu hỏi này cho cán bộ phụ trách. Gửi ẩn danh thì người đọc không thấy tên đồng chí; "
    "gửi kèm tên thì thấy “{name}”."
)
ANONYMOUSLY = "Ẩn danh"
BY_NAME = "Kèm tên"
NEVER_MIND = "Thôi"
NOT_HANDED_OVER = "Đã thôi, câu hỏi không gửi cho ai."
HANDED_OVER = "Đã ghi phiếu số {number} cho cán bộ phụ trách. Người hỏi không bị nêu tên."
HANDED_OVER_BY_NAME = "Đã ghi phiếu số {number} cho cán bộ phụ trách, kèm tên “{name}”."
ALREADY_HANDED_OVER = "Câu này đã gửi rồi, phiếu số {number}."
TOLD_WHEN_ANSWERED = "Khi có câu trả lời, bot báo đồng chí một lần."

TICKET_HEAD = "📮 Phiếu số {number} · {day}"
ASKED_BY = "Người hỏi: {name}"
ASKED_ANONYMOUSLY = "Người hỏi: không nêu tên"
ASKER_GONE = "Người hỏi đã xoá dữ liệu của mình; câu trả lời được lưu, không gửi được cho ai."
HOW_TO_ANSWER = (
    "Trả lời (reply) tin nhắn này, hoặc gõ /traloi {number} rồi lời trả lời. Dòng cuối chỉ ghi "
    "điều khoản, ví dụ “Điều 5 …”, thì bot gửi kèm nguyên văn đoạn ấy."
)
CLAIM = "✋ Tôi trả lời"
LET_GO = "↩ Trả lại phiếu"
CLAIMED = "Phiếu số {number} là của đồng chí trong 24 giờ."
CLAIMED_BY_YOU = "✋ Đồng chí đang nhận phiếu này."
CLAIMED_BY_OTHER = "✋ Đang có người khác trả lời."
LEFT = "Đã trả lại phiếu số {number}."
NOT_YOURS = "Phiếu số {number} không do đồng chí nhận."
WITHDRAWN = "Người hỏi đã rút câu hỏi cùng dữ liệu của mình; không cần trả lời nữa."
ANSWERED_ALREADY = "✅ Đã có câu trả lời lúc {moment}."
NO_TICKETS = "Không có phiếu nào đang chờ trả lời."
TICKETS_HEAD = "📮 Phiếu đang chờ trả lời: {count} (trang {page}/{pages}). Bấm số để mở:"
TICKET_CLAIMED = "đang có người trả lời"
ANSWER_HOW = "Gõ số phiếu rồi lời trả lời, ví dụ: /traloi 3 nộp đơn ở văn phòng."
ANSWER_TOO_LONG = "Lời trả lời dài {length} ký tự; xin rút gọn còn tối đa {most} ký tự."
ANSWER_IN_WORDS = "Xin trả lời phiếu bằng chữ."
NOT_A_REFERENCE = "{why} Nếu đây là lời trả lời, xin gõ thành câu đầy đủ."
SEVERAL_DOCUMENTS = "{count} văn bản có {asked}; xin nêu cả tên hoặc số văn bản."
ANSWER_KEPT = "Đã ghi câu trả lời phiếu số {number}: {what}. {told}"
WORDS_OF_YOURS = "lời của đồng chí"
PASSAGE_QUOTED = "nguyên văn {place}"
ASKER_TOLD = "Người hỏi đã nhận được."
ASKER_BLOCKED = (
    "Người hỏi đang chặn bot nên chưa nhận được; câu trả lời được giữ và gửi khi họ mở lại bot."
)
ASKER_LATER = "Chưa gửi được cho người hỏi; bot sẽ gửi lại."
NO_LONGER_IN_CHARGE = (
    "Đồng chí không còn là cán bộ phụ trách nên câu trả lời chưa gửi đi; phiếu số {number} đã trả "
    "lại cho những người phụ trách khác."
)

ANSWERED_HEAD = "📬 Phiếu số {number}: “{question}”"
ANSWER_OF_PERSON = "👤 Trả lời của cán bộ phụ trách (lời của người trả lời, không phải văn bản):"
ANSWER_OF_RELEASE = "Câu hỏi này nay đã có trong văn bản, từ bản công bố số {release}:"
POINTED_TO = "Đoạn văn bản được dẫn:"

# Questions without an answer, in groups.
GAPS_HEAD = "🕳 Khoảng trống: {count} nhóm câu hỏi chưa có câu trả lời (trang {page}/{pages})."
NO_GAPS = "Không có khoảng trống nào: mọi câu hỏi đang lưu đều đã được trả lời."
GAP_FACTS = "{times} lượt, từ {since}"
GAP_WORDINGS = "{count} cách hỏi"
GAP_HEAD = "🕳 Khoảng trống số {number}: {times} lượt hỏi, từ {since}, gần nhất {last}"
GAP_LATEST = "Các lần hỏi gần đây: {moments}"
GAP_MORE = "… và {count} cách hỏi nữa"
GAP_TICKETS = "Phiếu đang chờ: {numbers}"
HAS_ANSWER = "Đã có câu trả lời…"
ALL_GAPS = "Tất cả khoảng trống"
WHERE_IS_ANSWER = (
    "📌 Đoạn nào trả lời “{question}”? Trả lời (reply) tin nhắn này bằng điều khoản, ví dụ “Điều "
    "5 …”; hoặc mở đoạn đúng từ /vanban rồi bấm “{button}”. Chưa có văn bản thì công bố văn bản "
    "mới: bot tự hỏi lại các khoảng trống."
)
POINT_HERE = "📌 Đây là đoạn đúng"
POINTED_LATE = "Câu hỏi này không còn chờ đoạn đúng; xin bấm lại từ đầu."
GAP_CLOSED = "Đã khép khoảng trống số {number} bằng {place}."
GAP_CLOSED_TICKETS = "{count} người hỏi được báo."
GAP_CLOSED_HEAD = "✅ Khoảng trống số {number} đã có câu trả lời:"
GAPS_CLOSED = "✅ Bản công bố số {release} trả lời được {count} câu trước đây bỏ ngỏ:"
GAPS_CLOSED_GOLDEN = "Bấm số để đặt câu ấy làm câu hỏi mẫu."
GAPS_CLOSED_SHELL = "Bản công bố số {release} trả lời được {count} câu hỏi trước đây bỏ ngỏ."

DIGEST = (
    "🗓 Tuần qua: {groups} khoảng trống, {times} lượt hỏi chưa được trả lời; {tickets} phiếu chờ."
)
DIGEST_FOOT = "Xem và trả lời: /khoangtrong, /phieu"

# Golden questions.
SET_GOLDEN = "🎯 Đặt làm câu hỏi mẫu"
WHICH_IS_RIGHT = "🎯 Đoạn nào là câu trả lời đúng cho “{question}”?"
NONE_OF_THESE = "Đoạn khác"
WHERE_IS_RIGHT = (
    "🎯 Đoạn nào trả lời đúng câu “{question}”? Trả lời (reply) tin nhắn này bằng điều khoản, ví "
    "dụ “Điều 5 …”; hoặc mở đoạn đúng từ /vanban rồi bấm “{button}”."
)
GOLDEN_ADDED = "Đã thêm câu hỏi mẫu số {number}: {place}."
GOLDEN_KNOWN = "Đã có câu hỏi mẫu này, số {number}."
GOLDEN_HEAD = "🎯 Câu hỏi mẫu: {count} (trang {page}/{pages}). Bấm số để bỏ câu ấy:"
NO_GOLDEN = (
    "Chưa có câu hỏi mẫu. Bấm “{button}” dưới một câu trả lời để thêm: từ đó, bản công bố nào làm "
    "hỏng câu ấy thì bot báo trước."
)
HOLDS = "✅"
FAILS = "❌"
GOLDEN_REMOVE = "Bỏ câu hỏi mẫu số {number} “{question}” ({place})?"
REMOVE = "Bỏ"
KEEP = "Giữ lại"
GOLDEN_REMOVED = "Đã bỏ câu hỏi mẫu số {number}."
