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
