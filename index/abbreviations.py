"""Short forms that cadres of the youth union, the party and the state write for official words."""

from functools import lru_cache

from index.glossary import Glossary

# Several meanings are parted by a bar, the most usual first; which is meant is read from the
# words beside it.
_BODIES = """
bch Ban Chấp hành
btv Ban Thường vụ
btc Ban Tổ chức|Bộ Tài chính
btg Ban Tuyên giáo
bkt Ban Kiểm tra
bcđ Ban Chỉ đạo
bgh Ban Giám hiệu
bgđ Ban Giám đốc
bcsđ Ban cán sự đảng
bct Bộ Chính trị|Bộ Công Thương
bbt Ban Bí thư
bnv Bộ Nội vụ
bca Bộ Công an
bqp Bộ Quốc phòng
byt Bộ Y tế
bgdđt Bộ Giáo dục và Đào tạo
ubkt Ủy ban Kiểm tra
ubnd Ủy ban nhân dân
hđnd Hội đồng nhân dân
hđ hoạt động|hội đồng|hợp đồng
mttq Mặt trận Tổ quốc
ubmttq Ủy ban Mặt trận Tổ quốc
ubtvqh Ủy ban Thường vụ Quốc hội
qh Quốc hội
cp Chính phủ
ttcp Thủ tướng Chính phủ|Thanh tra Chính phủ
ttg Thủ tướng
tw Trung ương
bchtw Ban Chấp hành Trung ương
twđ Trung ương Đoàn
twđtn Trung ương Đoàn Thanh niên
tưđ Trung ương Đoàn
đtn Đoàn Thanh niên
đtncs Đoàn Thanh niên Cộng sản
đtncshcm Đoàn Thanh niên Cộng sản Hồ Chí Minh
tncs Thanh niên Cộng sản
tncshcm Thanh niên Cộng sản Hồ Chí Minh
hcm Hồ Chí Minh
tphcm Thành phố Hồ Chí Minh
hlhtn Hội Liên hiệp Thanh niên
lhtn Liên hiệp Thanh niên
lhtnvn Liên hiệp Thanh niên Việt Nam
hsv Hội Sinh viên
svvn Sinh viên Việt Nam
tntp Thiếu niên Tiền phong
tnxp Thanh niên xung phong
tntn thanh niên tình nguyện
lhpn Liên hiệp Phụ nữ
hlhpn Hội Liên hiệp Phụ nữ
hnd Hội Nông dân
ccb Cựu chiến binh
lđlđ Liên đoàn Lao động
cđcs công đoàn cơ sở
cand Công an nhân dân
qđnd Quân đội nhân dân
lhq Liên hiệp quốc
đcsvn Đảng Cộng sản Việt Nam
csvn Cộng sản Việt Nam
xhcn xã hội chủ nghĩa
chxhcn Cộng hòa xã hội chủ nghĩa
chxhcnvn Cộng hòa xã hội chủ nghĩa Việt Nam
"""
_PEOPLE = """
cb cán bộ
cbđ cán bộ Đoàn
đv đoàn viên|đơn vị|đảng viên
đvtn đoàn viên thanh niên
đvcđ đoàn viên công đoàn
tn thanh niên|trách nhiệm|tự nguyện
ttn thanh thiếu niên
cc công chức|chứng chỉ
vc viên chức
cbcc cán bộ công chức
cbccvc cán bộ công chức viên chức
cbccvcnlđ cán bộ công chức viên chức người lao động
cbcnv cán bộ công nhân viên
cbnv cán bộ nhân viên
cbgv cán bộ giáo viên
cbql cán bộ quản lý
cbđv cán bộ đảng viên
ccvc công chức viên chức
cnvc công nhân viên chức
cnvclđ công nhân viên chức lao động
nlđ người lao động
nsdlđ người sử dụng lao động
đb đại biểu|đồng bào
đbqh đại biểu Quốc hội
gv giáo viên|giảng viên
hs học sinh|hồ sơ
hv học viên
sv sinh viên
hssv học sinh sinh viên
ld lãnh đạo|lao động
lđ lao động|lãnh đạo
ct chỉ thị|chủ tịch|chương trình|công ty|chính trị
pct phó chủ tịch
gđ gia đình|giám đốc
pgđ phó giám đốc
tp thành phố|trưởng phòng
pbt phó bí thư
bt bí thư|bình thường
ql quản lý|quyền lợi
qlnn quản lý nhà nước
"""
_PAPERS = """
tt thông tư|thông tin|thanh tra|thị trấn
ttlt thông tư liên tịch
nđ nghị định
nq nghị quyết
nqtw nghị quyết trung ương
qđ quyết định|quy định
qyđ quy định
kl kết luận|kỷ luật
hd hướng dẫn|hợp đồng|hoạt động
kh kế hoạch|khoa học|khách hàng
tb thông báo|thiết bị|trung bình
bc báo cáo
vb văn bản
vbqppl văn bản quy phạm pháp luật
qppl quy phạm pháp luật
pl pháp luật|phụ lục
qc quy chế
qcdc quy chế dân chủ
tg tuyên giáo|thời gian
cv công văn|công việc
hđlđ hợp đồng lao động
hđlv hợp đồng làm việc
bllđ Bộ luật Lao động
blhs Bộ luật Hình sự
blds Bộ luật Dân sự
"""
_MATTERS = """
cntt công nghệ thông tin
cđs chuyển đổi số
cchc cải cách hành chính
tthc thủ tục hành chính
attt an toàn thông tin
antt an ninh trật tự
atgt an toàn giao thông
anqp an ninh quốc phòng
qpan quốc phòng an ninh
pccc phòng cháy chữa cháy
pctn phòng chống tham nhũng
pcth phòng chống tác hại
bvmt bảo vệ môi trường
bvbmnn bảo vệ bí mật nhà nước
bmnn bí mật nhà nước
mxh mạng xã hội
bhxh bảo hiểm xã hội
bhyt bảo hiểm y tế
bhtn bảo hiểm thất nghiệp
ktxh kinh tế xã hội
gdđt giáo dục và đào tạo
gd giáo dục|gia đình
nn nhà nước|nông nghiệp
nsnn ngân sách nhà nước
cq cơ quan|chính quyền
cqnn cơ quan nhà nước
đvsn đơn vị sự nghiệp
dv dịch vụ|đảng viên|đoàn viên
tc tổ chức|tài chính
tccb tổ chức cán bộ
cđ công đoàn|cao đẳng|chuyên đề
sh sinh hoạt
shcđ sinh hoạt chuyên đề
nvqs nghĩa vụ quân sự
nv nhân viên|nhiệm vụ
tđkt thi đua khen thưởng
ktkl khen thưởng kỷ luật
ktgs kiểm tra giám sát
xdđ xây dựng đảng|xây dựng đoàn
vsattp vệ sinh an toàn thực phẩm
tnxh trách nhiệm xã hội|tệ nạn xã hội
tntt tai nạn thương tích
tngt tai nạn giao thông
htnv hoàn thành nhiệm vụ
ptđv phát triển đảng viên|phát triển đoàn viên
"""


@lru_cache(maxsize=1)
def built_in() -> Glossary:
    """The short forms that come with the bot."""
    lines = (_BODIES + _PEOPLE + _PAPERS + _MATTERS).splitlines()
    rows = (line.split(maxsplit=1) for line in lines if line)
    return Glossary({short: longs.split("|") for short, longs in rows})
