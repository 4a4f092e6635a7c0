"""What admins read of watched sources."""

NONE_WATCHED = "Chưa theo dõi nguồn nào."
TITLE = "🔭 Nguồn đang theo dõi: {count}"
HOW_TO_ADD = (
    "Thêm một trang web: /theodoi https://… 6h (hoặc giờ trong ngày: 06:30). Thư mục thì thêm trên "
    "máy chủ: nenchang watch add THƯ_MỤC --every 6h"
)
FOLDER_FROM_SHELL = (
    "Trong chat chỉ thêm được địa chỉ web, viết cả https://. Thư mục thì thêm trên máy chủ: "
    "nenchang watch add THƯ_MỤC --every 6h"
)
ADDED = "Đã thêm nguồn số {number}; bot xem lần đầu trong ít phút nữa."
LINE = "{number}. {place}"
TIMES = "{schedule}; {checked}; lần tới {next}"
CHECKED = "xem lần cuối {moment}"
NEVER = "chưa xem lần nào"
AT_ONCE = "ngay bây giờ"
PUBLISHES_ITSELF = "Tự công bố khi mọi câu hỏi mẫu vẫn trả lời đúng."
WAITS_FOR_ADMIN = "Có gì mới thì chờ quản trị công bố."
FAILURE = "⚠️ {failure}"
WAITING = "📥 Có bản nháp số {release} chờ quyết định."

LOOK_NOW = "Xem ngay"
TIME = "Đổi giờ"
LET_PUBLISH = "Cho tự công bố"
LET_WAIT = "Thôi tự công bố"
SURE_LET_PUBLISH = "Đúng, cho tự công bố"
REMOVE = "Thôi theo dõi"
SURE_REMOVE = "Đúng, thôi theo dõi"
TO_LIST = "◀ Danh sách"
TO_WATCH = "◀ Quay lại"
TO_DRAFT = "Xem bản nháp"

ASK_TIME = "Chọn lúc xem nguồn số {number}, hoặc gõ: /theodoi {number} 6h, /theodoi {number} 06:30"
ASK_LET_PUBLISH = (
    "Nguồn số {number} sẽ tự công bố những gì đổi, không ai xem trước, miễn là mọi câu hỏi mẫu vẫn "
    "trả lời đúng. Có chắc không?"
)
ASK_REMOVE = (
    "Thôi theo dõi nguồn số {number}? Văn bản đã công bố từ nguồn này vẫn còn; bản nháp đang chờ "
    "thì bỏ."
)
REMOVED = "Đã thôi theo dõi: {place}"
LOOKING = "Đang xem nguồn số {number}…"
BUSY = "Đang có một lần cập nhật khác chạy; bot xem lại ngay khi nó xong."
NOTHING_NEW = "Nguồn số {number} không có gì mới."

FOUND = "🔄 Nguồn theo dõi số {number} có thay đổi"
PUBLISHED_ITSELF = "✅ Nguồn theo dõi số {number} đã tự công bố bản số {release}"
HELD_BACK = "Nguồn này được tự công bố, nhưng lần này phải chờ: {why}"
REFUSED = "⚠️ Không đọc được trong nguồn số {number}:"
NEW_FAILURE = "⚠️ Nguồn theo dõi số {number} ({place}): {failure}"
FAILS_QUIETLY = "Bot vẫn xem lại đúng giờ và chỉ báo khi xem lại được."
IS_OVER = "✅ Nguồn theo dõi số {number} ({place}) đã xem lại được."

ADDED_DOCUMENTS = "➕ Thêm"
CHANGED_DOCUMENTS = "✏️ Đổi"
REMOVED_DOCUMENTS = "➖ Gỡ"
AND_MORE = "… và {count} văn bản nữa"
COUNTS = "Đoạn thêm: {added}, đoạn bỏ: {removed}; văn bản giữ nguyên: {unchanged}."
PROOF = "Câu hỏi mẫu: {answered}/{asked} trả lời đúng."
BROKEN = "⛔ Nếu công bố, câu này không còn trả lời đúng: “{question}”"
WARNINGS = "Lưu ý khi đọc: {count} điều, xem ở nút “{button}”."

SEE = "Xem"
PUBLISH = "Công bố"
INSIST = "Vẫn công bố"
DISMISS = "Bỏ qua"
PUBLISHING = "Đang công bố…"
DONE = "✅ Đã công bố bản số {release}."
DISMISSED = "Đã bỏ qua bản nháp số {release}; chỉ khi nguồn đổi thêm thì bot mới hỏi lại."
NOT_PUBLISHED = "Chưa công bố: {why}"
INSISTED = "Bấm “{button}” nếu vẫn muốn công bố; việc này được ghi vào nhật ký."
