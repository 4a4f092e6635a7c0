"""Questions as people type them; all of these are ours."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.abbreviations import built_in
from index.glossary import Glossary
from index.ngrams import Ngrams
from index.restoring import Restorer
from index.text import fold, syllables
from index.understanding import Understanding

RESTORER = Restorer(Ngrams.load())
UNDERSTANDING = Understanding(RESTORER, built_in())
LEXICON = RESTORER.lexicon


@pytest.mark.parametrize(
    ("typed", "reading"),
    [
        # no marks, and half of them
        ("thu thu co duoc nghi bu khong", "Thủ thư có được nghỉ bù không"),
        ("Dong chi nao truc ban?", "Đồng chí nào trực ban?"),
        ("can bộ có được uong rượu buổi trua", "Cán bộ có được uống rượu buổi trưa"),
        ("MUON SACH THI PHAI LAM GI", "Mượn sách thì phải làm gì"),
        # short forms
        ("BCH TW Đoàn họp ở đâu", "Ban Chấp hành Trung ương Đoàn họp ở đâu"),
        ("btv huyen doan giao ai", "Ban Thường vụ huyện đoàn giao ai"),
        ("cbccvc đi học", "Cán bộ công chức viên chức đi học"),
        ("T.Ư Đoàn giao ai", "Trung ương Đoàn giao ai"),
        ("k2 đ5 QĐ 37", "Khoản 2 điều 5 quyết định 37"),
        # which of several meanings
        ("KH số 15", "Kế hoạch số 15"),
        ("kh số 15", "Kế hoạch số 15"),
        ("đi trễ có sao kh", "Đi trễ có sao không"),
        ("tt 12 về thư viện", "Thông tư 12 về thư viện"),
        ("ban tt của chi đoàn", None),
        ("đoàn viên là tn", "Đoàn viên là thanh niên"),
        ("mượn mấy cuốn đc k", "Mượn mấy cuốn được không"),
        ("theo k 3", "Theo khoản 3"),
        # beside numbers
        ("phạt 500k", "Phạt 500 nghìn"),
        ("8h30 mở cửa chưa", "8 giờ 30 mở cửa chưa"),
        ("22h còn trực ko", "22 giờ còn trực không"),
        # chats
        ("muộn có sao hok z mn", "Muộn có sao không vậy mọi người"),
        ("làm j khi mất sách", "Làm gì khi mất sách"),
        ("fạt bn tiền", "Phạt bao nhiêu tiền"),
        ("Ko đc ạ", "Không được ạ"),
        ("mk k bít hỏi ai", "Mình không biết hỏi ai"),
        ("đăng fb đc ko", "Đăng Facebook được không"),
        # keystrokes
        ("dduwowcj muwowjn sasch khoong", "Được mượn sách không"),
        ("d9u7o7c5 mu7o7n5 sach1 kho6ng", "Được mượn sách không"),
    ],
)
def test_a_question_is_read_as_it_is_meant(typed: str, reading: str | None) -> None:
    understood = UNDERSTANDING.of(typed)
    if reading is None:
        assert understood.reading != typed
    else:
        assert understood.reading == reading
        assert understood.words == tuple(syllables(reading))
    assert understood.typed == typed


@pytest.mark.parametrize(
    "typed",
    [
        "Thủ thư có được nghỉ bù không?",
        "Cho tôi hỏi ban nào trực năm nay",
        "hoà giải ở thuỷ điện",  # only the tone's place is another one
        "QUY CHẾ TRỰC BAN",
        "130/2020/nd-cp",
        "37-QĐ/TW",
        "gửi a.b@vd.vn",
        "điểm a",
        "họp qua Zoom",
        "họp ở phòng H",
        "xem kịch của Def và Preak Ko",
        "test wifi",
        "bảng A2",
        "",
        "?!",
    ],
)
def test_what_says_nothing_new_has_no_reading(typed: str) -> None:
    understood = UNDERSTANDING.of(typed)
    assert understood.reading is None
    assert understood.words == tuple(syllables(typed))


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("btv họp", {"btv"}),
        ("ban thường vụ họp", {"btv"}),
        ("đc ko", set()),
        ("ko họp", set()),
    ],
)
def test_official_short_forms_are_kept_beside(typed: str, kept: set[str]) -> None:
    assert set(UNDERSTANDING.of(typed).kept) == kept


def test_marks_are_trusted_where_there_are_any() -> None:
    assert UNDERSTANDING.of("thu thu co duoc nghi khong").accented
    assert UNDERSTANDING.of("bch").accented
    assert not UNDERSTANDING.of("wifi 12").accented


def test_an_admins_meaning_is_the_one_taken() -> None:
    table = built_in().overruled(Glossary({"BTV": ["Biên tập viên"], "CLBS": ["Câu lạc bộ Sách"]}))
    understanding = Understanding(RESTORER, table)
    assert understanding.of("BTV của clbs").reading == "Biên tập viên của Câu lạc bộ Sách"


def test_a_short_form_that_is_a_syllable_is_meant_in_capitals_only() -> None:
    understanding = Understanding(RESTORER, Glossary({"BAN": ["Bảo an nội bộ"]}))
    assert understanding.of("họp BAN").reading == "Họp Bảo an nội bộ"
    assert understanding.of("họp ban").reading is None
    rare = Understanding(RESTORER, Glossary({"BUOU": ["bí thư"]}))
    assert rare.of("đồng chí buou").reading == "Đồng chí bướu"


@given(st.lists(st.sampled_from(LEXICON.syllables), min_size=1, max_size=12))
def test_syllables_with_marks_never_change(words: list[str]) -> None:
    understood = UNDERSTANDING.of(" ".join(words)).words
    chat = [word for word in words if fold(word) != word and len(understood) == len(words)]
    assert all(word in understood for word in chat if not _is_chat(word))


@given(st.text(max_size=60) | st.text("abcdđkoưjwz 12./-?ĐKT", max_size=40))
def test_no_question_is_too_strange(question: str) -> None:
    understood = UNDERSTANDING.of(question)
    assert all(word == word.casefold() and word for word in understood.words)
    if understood.reading is None:
        assert understood.words == tuple(syllables(question))
    else:
        assert UNDERSTANDING.of(question) == understood


def _is_chat(word: str) -> bool:
    from index.chat_spelling import readings

    return bool(readings(word))
