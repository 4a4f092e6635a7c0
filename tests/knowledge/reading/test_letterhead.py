"""What stands above a document's first words, in the layouts that conversions leave."""

import pytest

from knowledge.reading.letterhead import letterhead_of, read_day

MOTTO = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc"
IN_ONE_LINE = MOTTO.replace("\n", " ")
BODY = "\nĐiều 1. Giờ mở cửa\nThư viện mở cửa từ 8 giờ.\n"


def said(text: str) -> dict[str, str]:
    """Each field with its value; two different values of one field are a failure."""
    found: dict[str, str] = {}
    for one in letterhead_of(text).proposals:
        assert found.setdefault(one.field, one.value) == one.value
        assert 0 <= one.start < one.end <= len(text)
    return found


def test_a_law_whose_columns_ran_together_is_read() -> None:
    line = f"QUỐC HỘI ------- {IN_ONE_LINE} --------- Luật số: 98/2031/QH19 Hà Nội, ngày 7 tháng 5"
    text = f"Luật thư viện\n{line} năm 2031 LUẬT THƯ VIỆN XÃ\nCăn cứ Hiến pháp;{BODY}"
    assert said(text) == {
        "number": "98/2031/QH19",
        "issued_on": "2031-05-07",
        "kind": "Luật",
        "title": "Luật Thư viện xã",
        "issuer": "Quốc hội",
    }


def test_the_columns_of_a_table_are_read() -> None:
    text = (
        f"CHÍNH PHỦ | {IN_ONE_LINE}\nSố: 12/2031/NĐ-CP | Hà Nội, ngày 03 tháng 02 năm 2031\n"
        f"NGHỊ ĐỊNH\nQuy định về thẻ bạn đọc,\nphòng đọc và kho sách\nCăn cứ Luật Thư viện;{BODY}"
    )
    assert said(text) == {
        "number": "12/2031/NĐ-CP",
        "issued_on": "2031-02-03",
        "kind": "Nghị định",
        "title": "Nghị định quy định về thẻ bạn đọc, phòng đọc và kho sách",
        "issuer": "Chính phủ",
    }


def test_a_party_regulation_has_its_number_without_a_colon() -> None:
    text = (
        "BAN CHẤP HÀNH TRUNG ƯƠNG ĐẢNG CỘNG SẢN VIỆT NAM * Số 77-QĐ/TW Hà Nội, ngày 2 tháng 9 năm"
        f" 2031\nQUY ĐỊNH\nvề việc đọc sách của đảng viên\n-----\n- Căn cứ Điều lệ Đảng;{BODY}"
    )
    assert said(text) == {
        "number": "77-QĐ/TW",
        "issued_on": "2031-09-02",
        "kind": "Quy định",
        "title": "Quy định về việc đọc sách của đảng viên",
        "issuer": "Ban Chấp hành Trung ương Đảng Cộng sản Việt Nam",
    }


def test_a_resolution_of_the_youth_union_names_the_body_and_the_union() -> None:
    text = (
        "ĐOÀN TNCS HỒ CHÍ MINH BAN CHẤP HÀNH TRUNG ƯƠNG *** Số: 91-NQ/TWĐTN\n"
        "Hà Nội, ngày 5 tháng 3 năm 2031\n\nNGHỊ QUYẾT\nVỀ TỦ SÁCH\nCỦA CHI ĐOÀN\n\nI. TÌNH HÌNH\n"
        "Tủ sách của chi đoàn còn mỏng."
    )
    assert said(text) == {
        "number": "91-NQ/TWĐTN",
        "issued_on": "2031-03-05",
        "kind": "Nghị quyết",
        "title": "Nghị quyết về tủ sách của chi đoàn",
        "issuer": "Ban Chấp hành Trung ương Đoàn TNCS Hồ Chí Minh",
    }


def test_a_province_keeps_its_capitals_and_its_committee_its_superior() -> None:
    text = (
        "TỈNH ĐOÀN AN MẪU\nBAN THƯỜNG VỤ\n***\nSố: 215/KH-ĐTN\nĐOÀN TNCS HỒ CHÍ MINH\n"
        "An Mẫu, ngày 5 tháng 3 năm 2031\nKẾ HOẠCH\nTổ chức ngày hội đọc sách\n\n"
        "Thực hiện Luật Sách"
    )
    assert said(text) == {
        "number": "215/KH-ĐTN",
        "issued_on": "2031-03-05",
        "kind": "Kế hoạch",
        "title": "Kế hoạch Tổ chức ngày hội đọc sách",
        "issuer": "Ban Thường vụ Tỉnh Đoàn An Mẫu",
    }


def test_the_line_of_who_decides_is_no_part_of_the_title() -> None:
    text = (
        f"ỦY BAN NHÂN DÂN\nTỈNH AN MẪU\n-------\n{MOTTO}\n-------\nSố: 12/2031/QĐ-UBND\n"
        "An Mẫu, ngày 10 tháng 01 năm 2031\nQUYẾT ĐỊNH\nBAN HÀNH NỘI QUY PHÒNG ĐỌC CỦA\nTHƯ VIỆN\n"
        f"ỦY BAN NHÂN DÂN TỈNH AN MẪU\nCăn cứ Luật Sách;{BODY}"
    )
    found = said(text)
    assert found["title"] == "Quyết định ban hành nội quy phòng đọc của thư viện"
    assert found["issuer"] == "Ủy ban nhân dân tỉnh An Mẫu"


def test_a_number_in_the_title_is_another_document_s() -> None:
    text = (
        "BAN CHẤP HÀNH TRUNG ƯƠNG\nỦY BAN KIỂM TRA\n-------\nĐẢNG CỘNG SẢN VIỆT NAM\n"
        "Số: 96-HD/UBKTTW\nHà Nội, ngày 18 tháng 12 năm 2031\nHƯỚNG DẪN\n"
        f"THỰC HIỆN QUY ĐỊNH SỐ 77-QĐI/TW VỀ ĐỌC SÁCH\n- Căn cứ Điều lệ Đảng;{BODY}"
    )
    found = said(text)
    assert found["number"] == "96-HD/UBKTTW"
    assert found["title"] == "Hướng dẫn thực hiện quy định số 77-QĐI/TW về đọc sách"
    assert found["issuer"] == "Ủy ban Kiểm tra Trung ương"


def test_rules_put_out_with_a_decision_have_its_number_and_day() -> None:
    text = (
        "QUY TẮC\nỨNG XỬ TRONG THƯ VIỆN\n(Ban hành kèm theo Quyết định số 03/2031/QĐ-BNV ngày 26"
        f" tháng 02 năm 2031 của Bộ trưởng Bộ Nội vụ)\nChương I{BODY}"
    )
    assert said(text) == {
        "number": "03/2031/QĐ-BNV",
        "issued_on": "2031-02-26",
        "issuer": "Bộ Nội vụ",
        "kind": "Quy tắc",
        "title": "Quy tắc ứng xử trong thư viện",
    }


@pytest.mark.parametrize(
    ("line", "number"),
    [
        ("Số: 58/2031/QH12", "58/2031/QH12"),
        ("Số 08-QĐi/TW", "08-QĐi/TW"),
        ("Số: 1847/QĐ-TTg", "1847/QĐ-TTg"),
        ("Số: 27 / 2031 / TT-BCA", "27/2031/TT-BCA"),
        ("Số: 35 CT/TW", "35 CT/TW"),
        ("Số: 43/2031/PL- UBTVQH10", "43/2031/PL-UBTVQH10"),
        ("Số: 10/2031/TTLT-BCA-BTP", "10/2031/TTLT-BCA-BTP"),
        ("SỐ: 289-QĐ/TWĐTN-BTN", "289-QĐ/TWĐTN-BTN"),
    ],
)
def test_a_number_is_read_in_each_usual_form(line: str, number: str) -> None:
    assert said(f"THƯ VIỆN MẪU\n{line}\n{BODY}")["number"] == number


@pytest.mark.parametrize(
    "line",
    [
        "Căn cứ Luật số: 12/2031/QH14 ngày 10 tháng 01 năm 2031;",
        "Thư viện thực hiện Nghị quyết số: 27-NQ/TW",
        "Số: /QĐ-TV",
        "Số: 12 phố Sách",
        "Số: 15 NGHỊ LỰC",
    ],
)
def test_what_is_no_number_of_its_own_is_not_taken(line: str) -> None:
    letterhead = letterhead_of(f"{line}\n{BODY}")
    assert "number" not in {one.field for one in letterhead.proposals}
    assert not letterhead.is_one


def test_a_day_that_was_left_blank_is_no_day() -> None:
    assert "issued_on" not in said(f"{MOTTO}\nHà Nội, ngày     tháng     năm 2031\n{BODY}")


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("ngày 07 tháng 5 năm 2031", "2031-05-07"),
        ("ngày07 Tháng 5năm 2031", "2031-05-07"),
        ("ngày 07-05-2031", "2031-05-07"),
        ("7/5/2031", "2031-05-07"),
        ("ngày 31 tháng 02 năm 2031", None),
    ],
)
def test_a_day_within_a_text_is_read_in_each_usual_form(words: str, day: str | None) -> None:
    assert read_day(words) == day


def test_an_issuer_is_spelled_as_the_text_spells_it_elsewhere() -> None:
    text = (
        f"THƯ VIỆN SÁCH CỔ AN MẪU\nSố: 12/2031/QĐ-TVSC\nQUYẾT ĐỊNH\nVề kho sách{BODY}"
        "Kho sách do Thư viện Sách cổ An Mẫu giữ."
    )
    assert said(text)["issuer"] == "Thư viện Sách cổ An Mẫu"
