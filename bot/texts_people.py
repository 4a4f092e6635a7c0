"""What is said of members, invites and the audit."""

from knowledge.people import Role

ROLES = {
    Role.STRANGER: "người ngoài",
    Role.MEMBER: "thành viên",
    Role.REVIEWER: "cán bộ phụ trách",
    Role.ADMIN: "quản trị",
    Role.OWNER: "chủ bot",
}
MEMBERS_ONLY = (
    "Bot chỉ trả lời thành viên. Xin đồng chí nhờ quản trị gửi một đường dẫn mời rồi bấm vào đó; "
    "mã số Telegram của đồng chí là {id}."
)
NEEDS = {role: f"Việc này chỉ dành cho {name}." for role, name in ROLES.items()}
PRIVATE_ONLY = "Việc này chỉ làm được trong đoạn chat riêng với bot."
NOT_A_PERSON = (
    "Bot chỉ trả lời người gửi bằng tài khoản của chính mình, không trả lời kênh hay người ẩn danh."
)
RIGHTS_UNKNOWN = "Chưa kiểm tra được quyền của đồng chí; xin thử lại sau ít phút."

INVITE_WHOM = "📨 Mời {whom} với vai trò nào? Đường dẫn dùng một lần, trong {days} ngày."
SOMEBODY = "một người"
INVITE_MADE = (
    "📨 Đường dẫn mời {role}{label}, dùng một lần, đến {until}:\n{link}\n\n"
    "Không bấm được thì gửi cho bot tin nhắn này:\n{command}"
)
INVITE_GIVEN = "Thẻ này đã tạo một đường dẫn mời rồi; xin gõ /moi để tạo đường dẫn khác."
REVOKE = "Thu hồi"
REVOKED = "📨 Đã thu hồi đường dẫn mời {role}{label}."
JOINED = "✅ Đồng chí đã vào với vai trò {role}."
TOO_MANY_GUESSES = "Đồng chí đã thử quá nhiều đường dẫn sai; xin đợi một giờ."

MEMBERS_TITLE = "👥 Thành viên: {count}"
MEMBERS_LEFT = "đã rời ngày {day}"
CONSENTED = "đã đồng ý ngày {day}"
NOT_CONSENTED = "chưa đồng ý cách giữ dữ liệu"
JOINED_ON = "vào ngày {day}"
MEMBERS_CHOOSE = "Trang {page}/{pages}. Bấm số để xem hoặc đổi vai trò:"
OPEN_INVITES = "Đường dẫn mời còn hiệu lực ({count})"
INVITES_TITLE = "📨 Đường dẫn mời còn hiệu lực: {count}. Bấm số để thu hồi:"
INVITES_NONE = "📨 Không có đường dẫn mời nào còn hiệu lực."
INVITE_LINE = "{place}. {role}{label} · đến {until}"
NAMELESS = "không ghi tên"
MAKE = "Đổi thành {role}"
REMOVE = "Cho rời khỏi bot"
REMOVE_SURE = "⚠️ Cho {whom} rời khỏi bot? Người này không hỏi được nữa, đến khi được mời lại."
REMOVE_YES = "Chắc chắn cho rời"
KEEP = "Thôi"
TO_MEMBERS = "◀ Danh sách"
YOUR_ROLE_NOW = "Vai trò của đồng chí nay là {role}."
YOU_WERE_REMOVED = "Đồng chí không còn là thành viên của bot này."

AUDIT_TITLE = "🧾 Nhật ký thay đổi: {count} mục, trang {page}/{pages}"
AUDIT_NONE = "🧾 Nhật ký chưa có mục nào."
ACTIONS = {
    "admit": "cho vào",
    "remove": "cho rời",
    "leave": "tự rời",
    "change role": "đổi vai trò",
    "invite": "mời",
    "revoke invite": "thu hồi lời mời",
    "publish": "công bố",
    "insist": "công bố dù hỏng câu hỏi mẫu",
    "rollback": "quay lại bản cũ",
    "add term": "thêm chữ viết tắt",
    "remove term": "bỏ chữ viết tắt",
    "golden add": "thêm câu hỏi mẫu",
    "golden remove": "bỏ câu hỏi mẫu",
    "import": "nhập kho từ máy khác",
    "group add": "thêm nhóm",
    "group remove": "bỏ nhóm",
    "group move": "nhóm đổi mã",
}
