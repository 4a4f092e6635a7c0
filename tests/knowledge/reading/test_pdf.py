"""PDF files: words, paragraphs over lines, columns and pages, and files that cannot be read."""

import unicodedata

import pytest

from knowledge.errors import ReadingError
from knowledge.reading.pdf import read_pdf
from knowledge.structure import passages_of
from tests.knowledge.reading.pdf_writing import Drawing, Text, centred, column, written

ARTICLES = [
    "Điều 1. Phạm vi áp dụng",
    "1. Quy định này nói về cách cư xử của người làm việc tại thư viện làng Hạ với bạn đọc ở mọi"
    " lứa tuổi, kể cả khi thư viện đã đóng cửa.",
    "2. Người đến mượn sách cũng theo các khoản sau đây:",
    "a) Giữ sách sạch;",
    "b) Trả sách đúng hẹn, trừ khi mưa lũ làm cho con đường từ xóm Trên xuống thư viện không thể"
    " đi lại được.",
    "Điều 2. Việc nên làm",
    "Thủ thư nên mỉm cười với từng người vào cửa. Sau giờ làm, thủ thư xếp lại các giá sách theo"
    " đúng thứ tự và tắt đèn trước khi ra về.",
]


def lines(data: bytes) -> list[str]:
    return read_pdf("thu-vien.pdf", data).text.split("\n")


def test_lines_of_a_paragraph_are_put_together_and_items_stay_apart() -> None:
    assert lines(written([column(ARTICLES)])) == ARTICLES


def test_a_first_line_further_in_shows_where_a_paragraph_begins() -> None:
    prose = [
        f"Ngày thứ {i} trong tuần, bạn đọc tới sớm và ngồi quanh chiếc bàn dài. Chị thủ thư mang"
        f" nước ra mời từng người một rồi đọc to trang đầu. " + "Ai nấy yên lặng nghe. " * i
        for i in range(1, 9)
    ]
    expected = [paragraph.strip() for paragraph in prose]

    assert lines(written([column(prose, indent=4, width=60)])) == expected


FULL = "Bạn đọc trả sách đúng hẹn thì được mượn thêm một cuốn nữa trong tuần."


def test_a_sentence_that_ends_with_its_line_goes_on_as_the_files_others_do() -> None:
    one_each = [f"Người đọc thứ {i} ngồi yên bên cửa sổ và đọc." for i in range(6)]
    apart = [*one_each, FULL, "Thủ thư ghi tên từng người vào cuốn sổ lớn đặt ở bàn ngoài cùng."]
    assert lines(written([column(apart, width=len(FULL))])) == apart

    many = [f"Trời mưa {i} ngày. Sách ẩm. Ai cũng lo. Bàn ghế dời vào trong." for i in range(6)]
    together = [*many, f"{FULL} Thủ thư ghi tên từng người vào cuốn sổ lớn."]
    assert lines(written([column(together, width=len(FULL))])) == together


def test_a_sentence_goes_on_over_the_page() -> None:
    whole = column(ARTICLES)
    head, foot = whole[:2], [Text(t.x, t.y - 32, t.words) for t in whole[2:]]
    assert foot[0].words.startswith("Hạ ")  # a name, whose capital begins no sentence

    reading = read_pdf("thu-vien.pdf", written([head, foot]))

    assert reading.text.split("\n") == ARTICLES
    assert len(reading.pages) == 2
    assert reading.text[reading.pages[1] :].startswith(foot[0].words)


def test_two_columns_are_read_one_after_the_other_below_a_title_over_both() -> None:
    words = [f"{i}. Quy tắc thứ {i} dặn bạn đọc nhớ xếp ghế lại ngay ngắn." for i in range(1, 21)]
    left = column(words[:10], width=34, top=140, leading=14)
    right = column(words[10:], width=34, top=143, x=320, leading=14)
    rows = sorted((*left, *right), key=lambda text: text.y)

    assert lines(written([[centred("NỘI QUY CỦA THƯ VIỆN LÀNG", 100, size=16), *rows]])) == [
        "NỘI QUY CỦA THƯ VIỆN LÀNG",
        *words,
    ]


def test_a_letterhead_of_two_columns_keeps_its_lines() -> None:
    letterhead = [
        Text(80, 60, "HỘI ĐỒNG LÀNG HẠ"),
        Text(300, 60, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"),
        Text(96, 76, "Số: 12/QĐ-LH"),
        Text(320, 76, "Độc lập - Tự do - Hạnh phúc"),
        Text(330, 92, "Làng Hạ, ngày 3 tháng 5 năm 2021"),
    ]

    assert lines(written([[*letterhead, *column(ARTICLES, top=140)]])) == [
        *(letterhead[place].words for place in (0, 2, 1, 3, 4)),
        *ARTICLES,
    ]


def test_running_heads_and_page_numbers_are_left_out() -> None:
    things = ("giữ trật tự", "tắt chuông", "rửa tay", "xếp ghế", "trả sách", "chào nhau")
    pages = [
        [
            centred("CÔNG BÁO LÀNG HẠ", 40),
            *column([f"Bạn đọc nhớ {thing}."], top=100),
            centred(f"{number}", 810),
        ]
        for number, thing in enumerate(things, 1)
    ]

    assert lines(written(pages)) == [f"Bạn đọc nhớ {thing}." for thing in things]


def test_what_pages_begin_with_alike_is_text_where_its_numbers_count_no_pages() -> None:
    numbers = [3, 4, 8, 9, 10, 15]
    pages = [[Text(70, 100, f"Điều {n}. Trách nhiệm")] for n in numbers]

    assert lines(written(pages)) == [f"Điều {n}. Trách nhiệm" for n in numbers]


def test_the_receivers_and_the_signature_are_no_part_of_the_last_article() -> None:
    foot = [
        Text(70, 400, "Nơi nhận:"),
        Text(70, 416, "- Các xóm;"),
        Text(70, 432, "- Lưu: VT."),
        Text(380, 400, "CHỦ TỊCH HỘI ĐỒNG"),
        Text(400, 448, "Trần Thị Mẫu"),
    ]
    reading = read_pdf("thu-vien.pdf", written([[*column(ARTICLES), *foot]]))

    words = [reading.text[p.start : p.end] for p in passages_of(reading) if p.article]

    assert words[-1].endswith(ARTICLES[-1])
    assert "Trần Thị Mẫu" in reading.text


def test_letters_are_composed_and_ligatures_and_bullets_plain() -> None:
    words = unicodedata.normalize("NFD", "Những việc được khuyến khích")

    assert lines(written([[Text(70, 100, words), Text(70, 130, "\uf0b7 o\ufb03ce")]])) == [
        "Những việc được khuyến khích",
        "• office",
    ]


def test_a_number_that_is_broken_behind_its_hyphen_stays_one_word() -> None:
    text = [Text(70, 100, "Bạn đọc làm theo Quyết định số 37-"), Text(70, 116, "QĐ/LH của làng.")]

    assert lines(written([text])) == ["Bạn đọc làm theo Quyết định số 37-QĐ/LH của làng."]


@pytest.mark.parametrize("rotate", [0, 90, 180, 270])
def test_a_page_that_lies_on_its_side_is_read_upright(rotate: int) -> None:
    text = [
        Text(300, 500, "Điều 1. Mở cửa", turned=1),
        Text(320, 500, "Thư viện mở cửa lúc tám giờ.", turned=1),
    ]

    assert lines(written([text], rotate=rotate)) == [t.words for t in text]


def test_what_does_not_run_with_the_page_is_left_out() -> None:
    stamp = Text(40, 700, "BẢN SAO", turned=1)

    assert lines(written([[*column(ARTICLES), stamp]])) == ARTICLES


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "trống"),
        (b"%PDF-1.7\nxref", "hỏng"),
        (b"Not a PDF", "không phải là PDF"),
        (written([column(ARTICLES)])[:900], "hỏng"),
        (written([column(ARTICLES)], locked=True), "mật khẩu"),
        (written([]), "không có trang nào"),
        (written([[]]), "trống"),
        (written([[]] * 1001), "1001 trang, trong khi tối đa là 1000 trang"),
    ],
)
def test_a_file_that_cannot_be_read_is_one_sentence(data: bytes, reason: str) -> None:
    with pytest.raises(ReadingError, match=reason) as raised:
        read_pdf("thu-vien.pdf", data)

    assert "“thu-vien.pdf”" in str(raised.value)
    assert "\n" not in str(raised.value)


def test_a_page_with_far_too_many_characters_is_refused() -> None:
    rows = [Text(10, 7 * i, "x" * 2000, size=0.5) for i in range(1, 102)]

    with pytest.raises(ReadingError, match="ký tự, trong khi tối đa là 200000"):
        read_pdf("day.pdf", written([rows]))


def test_letters_of_an_old_font_are_read_as_a_person_sees_them() -> None:
    old = Text(70, 100, "B\u00b9n \u00ae\u00e4c", font="Old")  # "Bạn đọc" in TCVN3

    assert lines(written([[old, Text(70, 130, "trả sách đúng hẹn.")]])) == [
        "Bạn đọc trả sách đúng hẹn."
    ]


def test_words_that_are_cut_away_are_not_there() -> None:
    shown = Drawing("q 0 200 595 642 re W n")
    hidden = Text(70, 700, "Dòng đầu của trang sau")

    assert lines(written([[shown, *column(ARTICLES), hidden, Drawing("Q")]])) == ARTICLES


def test_a_title_in_large_letters_is_not_glued_to_the_text_below_it() -> None:
    title = Text(70, 100, "NỘI QUY CỦA Thư viện Làng Hạ Mới", size=15)

    text = f"{ARTICLES[-1]} {ARTICLES[-1]}"

    assert lines(written([[title, *column([text], top=116, width=40)]])) == [title.words, text]


def test_a_last_page_with_little_in_its_second_column_is_read_like_the_others() -> None:
    words = [f"{i}. Quy tắc thứ {i} dặn bạn đọc nhớ xếp ghế lại ngay ngắn." for i in range(1, 26)]
    full = [
        *column(words[:10], width=34, leading=14),
        *column(words[10:20], width=34, x=320, leading=14),
    ]
    last = [
        *column(words[20:24], width=34, leading=14),
        *column(words[24:], width=34, x=320, leading=14)[:1],
    ]

    assert lines(written([full, last])) == [*words[:24], last[-1].words]
