"""What whoever runs the bot reads of how it runs: in the chat, in the log, in a shell."""

TWO_POLLERS = (
    "⚠️ Có một tiến trình khác đang nhận tin bằng cùng mã bot này, nên người hỏi lúc thì gặp bot "
    "này, lúc thì gặp bot kia. Bot này tạm lùi lại, thử lại thưa dần; xin tắt bot kia, hoặc lấy mã "
    "mới từ @BotFather nếu không biết bot kia ở đâu."
)
ALONE_AGAIN = "Không còn tiến trình nào khác nhận tin bằng mã bot này; bot làm việc bình thường."
NOT_WRITTEN = (
    "⚠️ Bot không ghi lại được tin nhận về nên chưa trả lời ai: {why} Tin vẫn nằm ở Telegram (tối "
    "đa 24 giờ) và được xử lý khi ghi lại được."
)
WRITTEN_AGAIN = "Đã ghi lại được tin nhận về; các câu hỏi đang chờ được trả lời tiếp."
NO_NETWORK = "Không nối được tới Telegram; bot thử lại mãi và báo khi nối lại được."
DEAF = "Telegram không trả lời lượt nhận tin nào đã {seconds} giây; bot nối lại từ đầu."
HEARS_AGAIN = "Đã nối lại được với Telegram sau {minutes} phút không nhận được tin."
GAVE_UP = (
    "Telegram không trả lời lượt nhận tin nào đã {seconds} giây, nối lại {times} lần không được; "
    "bot tự thoát để được khởi động lại."
)
TOKEN_REFUSED = "Telegram không nhận mã bot này; xin lấy lại mã từ @BotFather."
READY = "Sẵn sàng trên Telegram. Dừng: Ctrl+C."
READY_IN_BROWSER = "Sẵn sàng. Mở {page} trong trình duyệt. Dừng: Ctrl+C."
NOT_POLLED_YET = "Chưa nhận được lượt tin nào từ Telegram."
NO_POLLS = "Telegram không trả lời lượt nhận tin nào đã {seconds} giây."
STEPPED_BACK = "Có tiến trình khác nhận tin bằng cùng mã bot; bot này đang lùi lại."
STUCK = "Bot đang bị kẹt, không làm được việc gì."
LITTLE_ROOM = "⚠️ Ổ đĩa của bot chỉ còn {free} MB; xin dọn bớt, hết chỗ thì bot không nhận được tin."
ROOM_AGAIN = "Ổ đĩa của bot đã có chỗ trở lại: {free} MB."
STAND_IN = "Đang trả lời theo bản số {answering} trong lúc lập lại chỉ mục của bản số {published}."
MENDED = "Đã lập lại xong chỉ mục; bot trả lời theo bản số {release}."
HEALTH_AT = "Tình trạng bot: http://127.0.0.1:{port}/healthz, số liệu: /metrics."
CANNOT_START = "Chưa khởi động được, có {count} điều phải sửa:"
CHECKED = "Đã kiểm tra thiết lập, ổ đĩa, cơ sở dữ liệu, mô hình; {token}."
NO_TOKEN = "chưa có mã bot nên chạy bản xem thử"
TOKEN_TAKEN = "Telegram nhận mã bot"
TELEGRAM_SILENT = "chưa nối được tới Telegram, bot sẽ thử lại mãi (xem: nenchang doctor)"
NO_ROOM = "Ổ đĩa chứa {place} đã hết chỗ; xin dọn bớt hoặc chọn --home ở ổ khác."
ANSWERING_FROM = "Trả lời theo bản số {release}, {passages} đoạn."
