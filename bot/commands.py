"""The bot's commands: the one list behind the handlers, /help, Telegram's menu and the README."""

from dataclasses import dataclass

from knowledge.people import Role


@dataclass(frozen=True, slots=True)
class Command:
    """A command without its slash, and what it does in a few Vietnamese words."""

    name: str
    description: str


START = Command("start", "Bắt đầu và xem câu hỏi mẫu")
ASK = Command("hoi", "Hỏi một câu, ví dụ: /hoi đi họp muộn có sao không")
SHOULD = Command("nenlam", "Danh sách đầy đủ những điều nên làm")
SHOULD_NOT = Command("khongnen", "Danh sách đầy đủ những điều không nên làm")
DOCUMENTS = Command("vanban", "Xem các văn bản và mở từng đoạn")
HELP = Command("help", "Cách hỏi và các lệnh")
REFRESH = Command("capnhat", "Cập nhật văn bản: gửi tệp, xem khác biệt, công bố")
RELEASES = Command("phienban", "Các bản công bố: xem, so sánh, quay lại")
WATCH = Command("theodoi", "Thư mục và trang web được xem lại đều đặn")
FIGURES = Command("thongke", "Số câu hỏi, dải trả lời, thời gian, góp ý: hình và bảng")

PRIVACY = Command("quyenriengtu", "Bot giữ gì về tôi, bao lâu")
MY_DATA = Command("xemdulieu", "Xem dữ liệu bot giữ về tôi")
ERASE = Command("xoadulieu", "Rút lại sự đồng ý và xoá dữ liệu về tôi")
MEMBERS = Command("thanhvien", "Thành viên, vai trò, đường dẫn mời")
INVITE = Command("moi", "Mời một người bằng đường dẫn dùng một lần")
AUDIT = Command("nhatky", "Nhật ký: ai đã thay đổi gì")

TICKETS = Command("phieu", "Phiếu hỏi đang chờ cán bộ phụ trách trả lời")
ANSWER_TICKET = Command("traloi", "Trả lời một phiếu, ví dụ: /traloi 3 nộp đơn ở văn phòng")
GROUPS = Command("nhom", "Các nhóm bot được ở; cho bot rời một nhóm")
GAPS = Command("khoangtrong", "Câu hỏi chưa có câu trả lời, theo nhóm")
GOLDEN = Command("cauhoimau", "Câu hỏi mẫu: bản công bố nào cũng phải trả lời đúng")
OPINIONS = Command("gopy", "Góp ý 👍👎 theo đoạn và theo bản công bố")

COMMANDS = (START, ASK, SHOULD, SHOULD_NOT, DOCUMENTS, HELP, PRIVACY, MY_DATA, ERASE)
REVIEWER_COMMANDS: tuple[Command, ...] = (TICKETS, ANSWER_TICKET, GAPS)
ADMIN_COMMANDS: tuple[Command, ...] = (
    REFRESH,
    RELEASES,
    MEMBERS,
    INVITE,
    GROUPS,
    AUDIT,
    WATCH,
    FIGURES,
    GOLDEN,
    OPINIONS,
)


def commands_for(role: Role) -> tuple[Command, ...]:
    """What a person of this role finds in /help and in the menu."""
    shown: tuple[Command, ...] = COMMANDS
    if role.covers(Role.REVIEWER):
        shown += REVIEWER_COMMANDS
    if role.covers(Role.ADMIN):
        shown += ADMIN_COMMANDS
    return shown
