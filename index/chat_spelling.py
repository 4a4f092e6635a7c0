"""How words are written in chats, and what is meant: "ko đc j" -> "không được gì"."""

import re
from collections.abc import Iterator
from functools import lru_cache

# Several meanings are parted by a bar, the most usual first; which is meant, or the
# word as it stands where it is a syllable ("bít", "hông"), is read from the words beside it.
_WRITTEN = """
k không
ko không
kh không
kg không
khg không
kô không
hok không
hông không
hong không
hôg không
khum không
khom không
khôg không
hổng không
đc được
dc được
đuoc được
đk được|đăng ký|điều kiện
đcj được gì
ntn như thế nào
nthe như thế
ntnao như thế nào
tnao thế nào
thnao thế nào
tn thế nào
lsao làm sao
vsao vì sao
tsao tại sao
s sao
j gì
ji gì
zì gì
zi gì
z vậy
zậy vậy
zị vậy
zay vậy
dzậy vậy
ạk ạ
ak à
uh ừ
uhm ừ
r rồi
rùi rồi
gòi rồi
oy rồi
vs với
vơi với
vói với
dới với
ng người
ngừi người
ngta người ta
ngt người ta
mk mình
mik mình
mh mình
mìnk mình
mn mọi người
mng mọi người
mnguoi mọi người
ae anh em
ace anh chị em
bn bao nhiêu|bạn
bnhiu bao nhiêu
bnhieu bao nhiêu
nhìu nhiều
nhiu nhiêu|nhiều
nhju nhiều
bít biết
bik biết
bit biết
bjt biết
bt biết|bình thường
thik thích
thjk thích
wá quá
wa quá|qua
qá quá
wan quan
wên quên
wy quy
wyền quyền
iu yêu
ju yêu
ns nói
ib nhắn tin
lm làm
lèm làm
lun luôn
lunn luôn
mún muốn
cug cũng
cg cũng
cx cũng
cũg cũng
nhg những|nhưng
nhug những|nhưng
nhữg những
trc trước
trk trước
trog trong
trg trong|trường
đg đang|đường
dag đang
đag đang
nke nghe
nge nghe
ngĩ nghĩ
ngỉ nghỉ
chx chưa
chs chẳng sao
bh bao giờ|bây giờ
bjo bây giờ
bjờ bây giờ
bgio bây giờ
bgiờ bây giờ
jờ giờ
jo giờ
h giờ
hnay hôm nay
hqua hôm qua
tgian thời gian
vd ví dụ
vdu ví dụ
qtrong quan trọng
qđinh quy định
qđịnh quy định
qdinh quy định
qtac quy tắc
xl xin lỗi|xử lý
pk phải không
fải phải
fai phải
pải phải
fép phép
fạt phạt
fat phạt
nx nữa
nz nữa
ny này
lq liên quan
lquan liên quan
đt điện thoại
dt điện thoại
đthoại điện thoại
sđt số điện thoại
sdt số điện thoại
fb Facebook
zl Zalo
ytb YouTube
sd sử dụng
sdung sử dụng
ok được
oke được
okie được
okla được
tks cảm ơn
thanks cảm ơn
thank cảm ơn
plz làm ơn
zô vô
dzô vô
zào vào
zề về
zới với
zụ vụ
zui vui
zợ vợ
ck chồng
vk vợ
rựu rượu
riệu rượu
gụ rượu
"""
NEXT_TO_NUMBER = {"k": "khoản", "đ": "điều", "d": "điều"}  # "k2 đ5": clause 2 of article 5
AFTER_NUMBER = {"h": "giờ", "p": "phút", "k": "nghìn", "tr": "triệu", "đ": "đồng"}  # "500k", "8h30"

# Letters that stand for others, at the beginning and at the end of a word.
_RESPELT = (
    *((r"^z", "d"), (r"^z", "gi"), (r"^z", "v"), (r"^dz", "v"), (r"^dz", "d")),
    *((r"^w", "qu"), (r"^f", "ph"), (r"^j", "gi"), (r"^k", "c"), (r"^k", "kh"), (r"^ck", "ch")),
    *((r"nk$", "nh"), (r"k$", "ch"), (r"k$", "c"), (r"g$", "ng"), (r"^g", "ng"), (r"^ng", "ngh")),
    *((r"ìu$", "iều"), (r"íu$", "iếu"), (r"ịu$", "iệu"), (r"iu$", "ieu"), (r"j", "i")),
)


@lru_cache(maxsize=1)
def table() -> dict[str, tuple[str, ...]]:
    """What is written -> what may be meant."""
    rows = (line.split(maxsplit=1) for line in _WRITTEN.strip().splitlines())
    return {short: tuple(longs.split("|")) for short, longs in rows}


def readings(word: str) -> tuple[str, ...]:
    """What a normalised word of chat spelling may stand for; none for any other word."""
    return table().get(word, ())


def respelt(word: str) -> Iterator[str]:
    """A word with letters put as the dictionary has them ("fạt" -> "phạt"), each in turn. Many of
    these are no words: the caller takes one that is, and only for a word that is none."""
    for pattern, letters in _RESPELT:
        changed = re.sub(pattern, letters, word)
        if changed != word:
            yield changed
