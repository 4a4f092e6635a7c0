"""`nenchang terms`: an admin's table of short forms."""

import pytest

from tests.bot.shell import Command


def test_short_forms_are_added_listed_and_removed(nenchang: Command) -> None:
    assert "chưa có chữ viết tắt nào" in nenchang("terms").out
    added = nenchang("terms", "add", "CLBS", "Câu lạc bộ Sách")
    assert (added.status, added.out) == (0, "Đã thêm: CLBS = Câu lạc bộ Sách.\n")
    assert nenchang("terms", "add", "clbs", "câu lạc bộ sách").out.startswith("Bảng đã có")

    assert "CLBS = Câu lạc bộ Sách" in nenchang("terms").out
    (listed,) = nenchang("terms", "--json").json()
    assert (listed["short"], listed["long"]) == ("CLBS", "Câu lạc bộ Sách")
    assert listed.keys() == {"short", "long", "author", "added_at"}

    assert nenchang("terms", "remove", "CLBS").out == "Đã bỏ: CLBS = Câu lạc bộ Sách.\n"
    assert nenchang("terms", "--json").json() == []
    gone = nenchang("terms", "remove", "CLBS")
    assert (gone.status, gone.out) == (1, "")
    assert gone.err == "Bảng chữ viết tắt không có “CLBS”.\n"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("terms", "add", "CLBS"), "Thiếu long; xem nenchang --help.\n"),
        (("terms", "add", "C B", "Câu lạc bộ"), "“C B” không phải là chữ viết tắt"),
        (("terms", "add", "CLBS", "CLB"), "“CLB” không dùng được làm nghĩa của “CLBS”"),
        (("terms", "sửa"), "Không có lệnh"),
    ],
)
def test_a_short_form_that_cannot_be_added_is_wrong_use(
    nenchang: Command, arguments: tuple[str, ...], said: str
) -> None:
    result = nenchang(*arguments)
    assert result.status == 2
    assert result.err.startswith(said)
