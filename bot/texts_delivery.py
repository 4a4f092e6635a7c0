"""What a person reads of messages that may not have arrived."""

MAY_NOT_HAVE_ARRIVED = (
    "Đường truyền tới Telegram bị ngắt giữa chừng: tin bot gửi lúc {moment} có thể chưa tới. Nếu "
    "chưa thấy tin ấy, xin bấm “Gửi lại”."
)
FILE_MAY_NOT_HAVE_ARRIVED = (
    "Đường truyền tới Telegram bị ngắt giữa chừng: tệp bot gửi lúc {moment} có thể chưa tới. Nếu "
    "chưa thấy tệp ấy, xin yêu cầu lại."
)
SEND_AGAIN = "Gửi lại"
SENT_AGAIN = "Tin gửi lúc {moment} có thể chưa tới, nên bot đã gửi lại ở dưới."
NOTHING_TO_SEND = "Tin này đã được gửi lại, hoặc đã quá một ngày nên bot không còn giữ."
