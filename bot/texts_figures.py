"""What admins read of how the bot is used."""

from knowledge.dialogue import Reason

TITLE = "Nên Chăng: {questions} câu hỏi trong {days} ngày"
PERIOD = "{first} – {last}"
NOT_BY_PERSON = (
    "Không có thống kê theo từng người; câu hỏi được che số điện thoại, thư, số giấy tờ."
)
NOTHING_YET = "Chưa có câu hỏi nào trong những ngày này."
BAND_NAMES = ("trả lời", "gợi ý", "không tìm thấy")
QUESTIONS_A_DAY = "Câu hỏi mỗi ngày"
SHARES = "Tỷ lệ theo dải"
LATENCY = "Thời gian trả lời"
HALF, MOST = "một nửa số câu dưới mức này", "95 % số câu dưới mức này"
GAPS = "Hỏi nhiều mà chưa có câu trả lời"
NO_GAPS = "Không còn khoảng trống nào."
FEEDBACK = "Góp ý"
HELPFUL, NOT_HELPFUL = "hữu ích", "chưa hữu ích"
NO_FEEDBACK = "Chưa có góp ý nào."
REASON_NAMES: dict[str, str] = {
    Reason.WRONG_ARTICLE: "sai điều",
    Reason.BESIDE_THE_POINT: "không đúng ý",
    Reason.OUTDATED: "văn bản cũ",
    Reason.HARD_TO_READ: "khó hiểu",
}
CSV_DAYS = (
    "Ngày", "Câu hỏi", "Trả lời", "Gợi ý", "Không tìm thấy",
    "Trung vị (ms)", "Bách phân vị 95 (ms)", "Hữu ích", "Chưa hữu ích",
)  # fmt: skip
CSV_GAPS = ("Câu hỏi chưa có câu trả lời", "Số lần", "Lần đầu", "Lần cuối")
CSV_REASONS = ("Lý do chưa hữu ích", "Số lần")
PICTURE_NAME = "thong-ke-{last:%Y-%m-%d}.png"
CSV_NAME = "thong-ke-{last:%Y-%m-%d}.csv"
HOW_MANY_DAYS = "Số ngày phải từ 1 đến {most}, ví dụ 90."
