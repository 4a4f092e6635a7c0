"""Who can be told what to do, as patterns; things only have rules told about them."""

# Who may stand right before a rule's "nên" or "cần"; without one of them the word may be
# "therefore" ("vì vậy nên") or an attribute ("hạn chế cần khắc phục").
ACTOR = (
    r"(?:cán bộ|công chức|viên chức|chiến sĩ|đoàn|đoàn viên|đảng viên|hội viên|thanh niên|"
    r"người lao động|đồng chí|đơn vị|cơ quan|tổ chức|địa phương|lãnh đạo|bạn|chúng ta|cấp|"
    r"người|người dân|cá nhân|bí thư|ban thường vụ|cấp ủy|công dân|nhân viên|giáo viên|thành viên|"
    r"học sinh|sinh viên|bạn đọc|thủ trưởng|chi bộ|chi đoàn|ban|mọi|ai|đó|cũng|đều|thì|luôn|"
    r"và)"
)
# What the subject of a clause begins with where it is somebody and not something.
SOMEBODY = (
    r"(?:(?:các|những|mọi|mỗi|một số|từng|hai|tập thể) )?"
    r"(?:(?:người|cá nhân|tổ chức|cơ quan|đơn vị|doanh nghiệp|cán bộ|công chức|viên chức|đảng viên|"
    r"đoàn viên|hội viên|công dân|thanh niên|trẻ em|học sinh|sinh viên|học viên|nhân viên|bên|"
    r"nhà đầu tư|nhà thầu|nhà trường|nhà giáo|nhà nước|ngân hàng|công ty|hợp tác xã|"
    r"thủ trưởng|giám đốc|chủ tịch|bộ trưởng|ủy ban|uỷ ban|hội đồng|tòa án|viện kiểm sát|"
    r"sĩ quan|chiến sĩ|quân nhân|bạn|khách hàng|giáo viên|phụ nữ|thành viên|giảng viên|"
    r"đại biểu|đương sự|luật sư|bệnh viện|cha mẹ|vợ|bị can|bị cáo|phạm nhân|thư viện|"
    r"hiệp hội|thí sinh|nạn nhân|thương nhân|kiểm soát viên|thẩm phán|thủ thư)\b|"
    r"(?:hộ(?! chiếu| tịch)|chủ(?! trì| động| yếu| quản| trương| nghĩa)|ban(?! hành)|"
    r"bộ(?! phận| hồ sơ| luật)|cơ sở(?! dữ liệu| vật chất| pháp lý))\b)"
)
