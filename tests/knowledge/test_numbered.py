"""Resolutions, directives and appendices: mục, khoản and điểm without articles."""

from dataclasses import replace

from knowledge.reading.plain import read_plain
from knowledge.reading.reading import Head
from knowledge.structure import passages_of
from tests.knowledge.cutting import LONG, lead, passages, spans

LONGER = " ".join([LONG] * 8)

RESOLUTION = f"""BAN CHẤP HÀNH HUYỆN
NGHỊ QUYẾT
về phòng đọc xã
I- TÌNH HÌNH
1- Phòng đọc mở cửa đều. {LONG}
2- Còn thiếu sách. {LONG}
II- NHIỆM VỤ, GIẢI PHÁP
1. Nâng cao nhận thức
1.1. Tuyên truyền. {LONGER}
1.2. Giáo dục. {LONGER}
2. Đầu tư
a) Mua sách. {LONGER}
b) Sửa mái. {LONGER}
III- TỔ CHỨC THỰC HIỆN
Thư viện huyện hướng dẫn. {LONG}
T/M BAN CHẤP HÀNH
Nguyễn Thị Sách"""


def test_a_resolutions_parts_are_cited_as_mục_khoản_and_điểm() -> None:
    assert list(spans(RESOLUTION)) == [
        "phần mở đầu, đoạn 1–2",
        "khoản 1 mục I",
        "khoản 2 mục I",
        "điểm 1.1 khoản 1 mục II",
        "điểm 1.2 khoản 1 mục II",
        "điểm a khoản 2 mục II",
        "điểm b khoản 2 mục II",
        "mục III",
        "phần kết, đoạn 1–2",
    ]


def test_a_resolutions_passages_know_their_headings_and_have_no_article() -> None:
    found = spans(RESOLUTION)
    assert found["khoản 2 mục I"].heading_path == ("I- TÌNH HÌNH",)
    assert found["khoản 2 mục I"].article is None
    assert lead(RESOLUTION, "điểm b khoản 2 mục II") == "2. Đầu tư"


def test_parts_named_by_letters_or_phần_stand_above_the_mục() -> None:
    raw = (
        f"PHẦN THỨ NHẤT\nTÌNH HÌNH\nI. Kết quả\n1. Tốt. {LONG}\n2. Khá. {LONG}\nII. Hạn chế\n{LONG}"
    )
    raw += f"\nPHẦN THỨ HAI\nNHIỆM VỤ\n1. Mua sách. {LONG}\n2. Sửa mái. {LONG}"
    assert list(spans(raw)) == [
        "khoản 1 mục I phần thứ nhất",
        "khoản 2 mục I phần thứ nhất",
        "mục II phần thứ nhất",
        "khoản 1 phần thứ hai",
        "khoản 2 phần thứ hai",
    ]
    lettered = raw.replace("PHẦN THỨ NHẤT\n", "A. ").replace("PHẦN THỨ HAI\n", "B. ")
    assert spans(lettered)["khoản 1 mục I phần A"].heading_path == ("A. TÌNH HÌNH", "I. Kết quả")


DIRECTIVE = f"Chỉ thị về phòng đọc\n{LONG} Yêu cầu các xã:\n1. Mở cửa. {LONG}\n2. Mua sách. {LONG}"


def test_an_official_document_that_only_counts_is_cited_by_khoản() -> None:
    reading = read_plain("a.txt", DIRECTIVE)
    official = replace(reading, head=Head(number="12-CT/HU"))
    assert [span.locator for span in passages_of(official)] == [
        "phần mở đầu",
        "khoản 1",
        "khoản 2",
    ]
    assert [span.locator for span in passages_of(reading)] == [
        "đoạn 2",
        "đoạn 3 (mục 1)",
        "đoạn 4 (mục 2)",
    ]


def test_an_appendix_is_cited_by_its_own_numbers() -> None:
    raw = (
        "Điều 1. Một\nMột.\nĐiều 2. Hai\nHai.\nPHỤ LỤC I\nDANH MỤC THẺ\n(Kèm theo Nội quy số 1)\n"
        f"I. THẺ ĐỎ\n1. Loại một. {LONG}\n2. Loại hai. {LONG}\nII. THẺ XANH\n{LONG}\n"
        f"Phụ lục II\nMẪU SỔ\n1. Sổ một. {LONG}\n2. Sổ hai. {LONG}\nPHỤ LỤC III\nLỜI DẶN\n{LONG}"
    )
    assert list(spans(raw)) == [
        "Điều 1",
        "Điều 2",
        "phần mở đầu Phụ lục I",
        "khoản 1 mục I Phụ lục I",
        "khoản 2 mục I Phụ lục I",
        "mục II Phụ lục I",
        "khoản 1 Phụ lục II",
        "khoản 2 Phụ lục II",
        "Phụ lục III",
    ]
    assert spans(raw)["mục II Phụ lục I"].heading_path == (
        "PHỤ LỤC I DANH MỤC THẺ",
        "II. THẺ XANH",
    )
    assert spans(raw)["mục II Phụ lục I"].article is None


def test_one_roman_number_makes_no_resolution() -> None:
    raw = f"Phòng đọc mở lại\nV. Lê-nin viết về sách\n{LONG}\n{LONG}"
    assert [locator for locator, _ in passages(raw)] == ["đoạn 3", "đoạn 4"]
