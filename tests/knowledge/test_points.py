"""What stands below a khoản: điểm, tiết, dashes, and what amendments put in."""

from knowledge.modality import Modality
from tests.knowledge.cutting import LONG, lead, passages, spans

LONGER = " ".join([LONG] * 6)


def test_added_clauses_and_points_stand_behind_their_number() -> None:
    raw = (
        f"Điều 7. Thẻ\n1. Thẻ đỏ. {LONGER}\n1a. Thẻ tím. {LONGER}\n2. Thẻ xanh gồm:\n"
        f"a) Loại một; {LONGER}\na1) Loại phụ; {LONGER}\nb) Loại hai. {LONGER}"
    )
    assert list(spans(raw)) == [
        "khoản 1 Điều 7",
        "khoản 1a Điều 7",
        "điểm a khoản 2 Điều 7",
        "điểm a1 khoản 2 Điều 7",
        "điểm b khoản 2 Điều 7",
    ]
    assert lead(raw, "điểm a1 khoản 2 Điều 7") == "2. Thẻ xanh gồm:"


PARTS = (
    "Điều 1. Việc cấm\n1. Bạn đọc không được:\n"
    f"a) Mang ra khỏi phòng:\na.1) Sách quý; {LONGER}\na.2) Bản đồ; {LONGER}\n"
    f"b) Viết vào:\nb1) Sách; {LONGER}\nb2) Sổ. {LONGER}\n"
    f"c) Để trên bàn:\n- Nước; {LONGER}\n- Bánh. {LONGER}\n"
    f"d) Cho mượn lại:\nTiết 1. Thẻ; {LONGER}\nTiết 2. Sổ. {LONGER}"
)


def test_parts_of_a_long_point_are_cited_as_tiết_and_dashes_by_their_place() -> None:
    assert list(spans(PARTS)) == [
        f"{name} khoản 1 Điều 1"
        for name in (
            "tiết a.1 điểm a",
            "tiết a.2 điểm a",
            "tiết b1 điểm b",
            "tiết b2 điểm b",
            "gạch đầu dòng thứ 1 điểm c",
            "gạch đầu dòng thứ 2 điểm c",
            "tiết 1 điểm d",
            "tiết 2 điểm d",
        )
    ]


def test_a_part_is_led_by_its_point_and_headed_by_the_clause_above_that() -> None:
    found = spans(PARTS)
    assert lead(PARTS, "tiết b2 điểm b khoản 1 Điều 1") == "b) Viết vào:"
    assert found["tiết b2 điểm b khoản 1 Điều 1"].heading_path == (
        "Điều 1. Việc cấm",
        "1. Bạn đọc không được:",
    )
    assert {span.modality for span in found.values()} == {Modality.MUST_NOT}


def test_a_lead_in_stands_in_the_first_passage_below_it_and_in_no_other() -> None:
    words = dict(passages(PARTS))
    first = words["tiết a.1 điểm a khoản 1 Điều 1"]
    assert first.startswith("1. Bạn đọc không được:\na) Mang ra khỏi phòng:\na.1) Sách quý;")
    assert sum(text.count("Bạn đọc không được") for text in words.values()) == 1


def test_decimals_below_a_clause_are_its_points_and_deeper_ones_are_tiết() -> None:
    raw = (
        f"Điều 1. Thẻ\n1. Thẻ gồm:\n1.1. Thẻ đỏ:\n1.1.1. Một. {LONGER}\n1.1.2. Hai. {LONGER}\n"
        f"1.2. Thẻ xanh:\na) Ba. {LONGER}\nb) Bốn. {LONGER}"
    )
    assert list(spans(raw)) == [
        "tiết 1.1.1 điểm 1.1 khoản 1 Điều 1",
        "tiết 1.1.2 điểm 1.1 khoản 1 Điều 1",
        "tiết a điểm 1.2 khoản 1 Điều 1",
        "tiết b điểm 1.2 khoản 1 Điều 1",
    ]


def test_counted_words_of_a_long_clause_are_cited_by_themselves() -> None:
    raw = f"Điều 1. Thẻ\n1. Cần:\nMột là, mua thẻ. {LONGER}\nHai là, in thẻ. {LONGER}"
    assert list(spans(raw)) == ["ý “Một là” khoản 1 Điều 1", "ý “Hai là” khoản 1 Điều 1"]
    assert lead(raw, "ý “Hai là” khoản 1 Điều 1") == "1. Cần:"


def test_an_articles_lead_in_reaches_points_without_a_clause() -> None:
    raw = f"Điều 1. Thẻ\nBạn đọc không được:\na) Cho mượn; {LONGER}\nb) Làm mất. {LONGER}"
    assert list(spans(raw)) == ["điểm a Điều 1", "điểm b Điều 1"]
    assert lead(raw, "điểm b Điều 1") == "Bạn đọc không được:"


AMENDING = f"""Điều 1. Sửa đổi, bổ sung một số điều của Nội quy thư viện
1. Sửa đổi, bổ sung Điều 5 như sau:
“Điều 5. Giờ mở cửa
1. Mở từ tám giờ. {LONGER}
2. Bạn đọc không được:
a) Vào trước giờ; {LONGER}
b) Ở lại sau giờ. {LONGER}”.
2. Bổ sung Điều 2a vào sau Điều 2 như sau:
“Điều 2. Thẻ
Thẻ đỏ.
Điều 3. Sổ
Sổ đen.”
3. Bỏ Điều 9.
Điều 2. Hiệu lực thi hành
Nội quy này có hiệu lực từ ngày ký."""


def test_articles_and_clauses_that_a_law_puts_into_another_are_not_its_own() -> None:
    assert list(spans(AMENDING)) == [
        "khoản 1 Điều 1 (đoạn 1–3)",
        "khoản 1 Điều 1 (đoạn 4–5)",
        "khoản 1 Điều 1 (đoạn 6)",
        "khoản 2 Điều 1",
        "khoản 3 Điều 1",
        "Điều 2",
    ]
    assert {span.article for span in spans(AMENDING).values()} == {"1", "2"}


def test_what_is_put_into_another_law_is_led_by_its_own_lead_in_or_by_the_clause() -> None:
    assert lead(AMENDING, "khoản 1 Điều 1 (đoạn 4–5)") == "1. Sửa đổi, bổ sung Điều 5 như sau:"
    assert lead(AMENDING, "khoản 1 Điều 1 (đoạn 6)") == "2. Bạn đọc không được:"
