"""Addresses as people write them, and those that are refused before anything is asked."""

import pytest

from knowledge.errors import FetchError
from knowledge.web.address import is_web_address, web_address


@pytest.mark.parametrize(
    ("written", "wanted"),
    [
        ("http://VB.example", "http://vb.example/"),
        (" https://vb.example:443/a b?x=1#phan-2 ", "https://vb.example/a%20b?x=1"),
        ("HTTPS://vb.example/Luật", "https://vb.example/Lu%E1%BA%ADt"),
        ("http://đoàn.example:80/x", "http://xn--on-jia8q.example/x"),
        ("http://vb.example:8080/", "http://vb.example:8080/"),
    ],
)
def test_an_address_has_one_form(written: str, wanted: str) -> None:
    assert web_address(written).text == wanted
    assert web_address(wanted).text == wanted


@pytest.mark.parametrize(
    ("written", "reason"),
    [
        ("ftp://vb.example/x", "Chỉ đọc được địa chỉ http:// và https://"),
        ("file:///etc/passwd", "Chỉ đọc được địa chỉ http:// và https://"),
        ("gopher://vb.example", "Chỉ đọc được"),
        ("https://hoa:mat-khau@vb.example/x", "có tên đăng nhập hoặc mật khẩu"),
        ("https://hoa@vb.example/x", "có tên đăng nhập hoặc mật khẩu"),
        ("http:///x", "không phải một địa chỉ web hợp lệ"),
        ("http://vb.example:0/", "không phải một địa chỉ web hợp lệ"),
        ("http://vb.example:99999/", "không phải một địa chỉ web hợp lệ"),
        ("http://xn--/", "không phải một địa chỉ web hợp lệ"),
        ("http://[fe80::1%25eth0]/", "không phải một địa chỉ web hợp lệ"),
        ("http://vb.example/\x01", "không phải một địa chỉ web hợp lệ"),
        ("http://vb.example/" + "a" * 2_000, "dài 2018 ký tự, tối đa là 2000"),
    ],
)
def test_what_cannot_be_read_is_refused_in_a_sentence(written: str, reason: str) -> None:
    with pytest.raises(FetchError, match=reason) as refused:
        web_address(written)
    assert "mat-khau" not in str(refused.value)


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("https://vb.example/van-ban/nghi-dinh-12.pdf?tai=1", "nghi-dinh-12.pdf"),
        ("https://vb.example/van-ban/Lu%E1%BA%ADt%20m%E1%BB%9Bi/", "Luật mới"),
        ("https://vb.example/", "vb.example"),
        ("https://vb.example/?id=4", "vb.example"),
        ("https://vb.example/a/..%2f..%2fetc%2fpasswd", "passwd"),
    ],
)
def test_a_page_is_cited_by_the_last_part_of_its_path_or_its_host(written: str, name: str) -> None:
    assert web_address(written).name == name


def test_a_path_is_no_address() -> None:
    assert is_web_address("https://vb.example")
    assert is_web_address("ftp://vb.example")
    assert not is_web_address("/home/hoa/van-ban.docx")
    assert not is_web_address("C:\\van-ban.docx")
