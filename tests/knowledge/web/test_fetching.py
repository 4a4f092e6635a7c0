"""Fetching from a real server on the loopback interface, kind and unkind."""

import gzip
import socket
from dataclasses import replace

import pytest

from knowledge.errors import FetchError
from knowledge.web import network
from knowledge.web.address import web_address
from knowledge.web.exchange import Answer, FetchLimits
from knowledge.web.fetching import Fetched, Fetcher, Fingerprint, redirected
from tests.knowledge.web.site import HTML, Page, Site, redirect, site

BODY = "<h1>Nội quy</h1><p>Bạn đọc nên giữ trật tự.</p>".encode()
QUICK = FetchLimits(size=10_000, seconds=0.5, silence=5.0, redirects=2)


def fetch(web: Site, path: str, known: Fingerprint | None = None) -> Fetched:
    return Fetcher(private=True).fetch(web_address(web.address + path), known)


def test_a_page_is_fetched_with_its_name_and_what_it_is_known_by(web: Site) -> None:
    web.pages["/noi-quy.aspx?id=2"] = Page(BODY, headers={"ETag": '"1"', "Last-Modified": "x"})
    fetched = fetch(web, "/noi-quy.aspx?id=2")

    assert fetched.data == b"\xef\xbb\xbf" + BODY
    assert (fetched.name, fetched.file_name) == ("noi-quy.aspx", "noi-quy.html")
    assert (fetched.fingerprint.etag, fetched.fingerprint.last_modified) == ('"1"', "x")


def test_the_server_learns_who_asks_and_which_host_is_meant(web: Site) -> None:
    web.pages["/"] = Page(BODY)
    Fetcher(private=True).fetch(web_address(f"http://localhost:{web.server_port}/"))
    _, headers = web.asked[-1]

    assert headers["user-agent"] == "nenchang"
    assert headers["host"] == f"localhost:{web.server_port}"
    assert "cookie" not in headers


def test_an_unchanged_page_is_not_sent_again(web: Site) -> None:
    web.pages["/a"] = Page(BODY, headers={"ETag": '"1"'})
    first = fetch(web, "/a")
    again = fetch(web, "/a", first.fingerprint)

    assert web.asked[-1][1]["if-none-match"] == '"1"'
    assert again.data is None
    assert again.fingerprint == first.fingerprint


def test_the_same_bytes_are_no_change_though_the_server_sends_them(web: Site) -> None:
    web.pages["/a"] = Page(BODY)
    first = fetch(web, "/a")
    assert fetch(web, "/a", first.fingerprint).data is None

    web.pages["/a"] = Page(BODY + b"<p>Th\xc3\xaam")
    assert fetch(web, "/a", first.fingerprint).data is not None


def test_what_is_known_of_another_address_is_not_asked_after(web: Site) -> None:
    web.pages["/a"] = redirect("/b")
    web.pages["/b"] = Page(BODY, headers={"ETag": '"1"'})
    fetch(web, "/a", Fingerprint(f"{web.address}/c", "0", etag='"1"'))

    assert all("if-none-match" not in headers for _, headers in web.asked)


def test_a_server_that_says_unchanged_of_a_page_never_sent_is_refused(web: Site) -> None:
    web.pages["/a"] = Page(status=304, kind=None)
    with pytest.raises(FetchError, match="mã 304"):
        fetch(web, "/a")


def test_redirects_lead_to_the_page_and_its_name_stays_the_one_asked_for(web: Site) -> None:
    web.pages["/cu"] = redirect("/moi", 301)
    web.pages["/moi"] = redirect(f"{web.address}/moi/day", 308)
    web.pages["/moi/day"] = Page(BODY)
    fetched = fetch(web, "/cu")

    assert fetched.name == "cu"
    assert fetched.fingerprint.reached == f"{web.address}/moi/day"


def test_redirects_in_a_circle_end(web: Site) -> None:
    web.pages["/a"] = redirect("/a")
    with pytest.raises(FetchError, match=r"chuyển hướng quá nhiều lần \(hơn 5\)"):
        fetch(web, "/a")
    assert len(web.paths()) == 6


@pytest.mark.parametrize(
    ("location", "reason"),
    [
        ("ftp://vb.example/x", "Chỉ đọc được địa chỉ http"),
        ("file:///etc/passwd", "Chỉ đọc được địa chỉ http"),
        ("http://hoa:x@vb.example/", "mật khẩu"),
        ("http://[", "không phải một địa chỉ web hợp lệ"),
        ("http://vb.example:x/", "chuyển tới một địa chỉ không hợp lệ"),
        ("http://khong-co.invalid/", "Không tìm thấy máy chủ “khong-co.invalid”"),
    ],
)
def test_each_place_a_redirect_leads_to_is_checked(web: Site, location: str, reason: str) -> None:
    web.pages["/a"] = redirect(location)
    with pytest.raises(FetchError, match=reason):
        fetch(web, "/a")


def test_a_public_page_cannot_lead_to_a_private_one(
    web: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    with site() as inner:
        inner.pages["/mat"] = Page(BODY)
        web.pages["/a"] = redirect(f"http://[::ffff:127.0.0.1]:{inner.server_port}/mat")
        monkeypatch.setattr(network, "is_public", lambda ip: ip == "127.0.0.1")
        with pytest.raises(FetchError, match="trỏ tới địa chỉ nội bộ ::ffff:127"):
            Fetcher().fetch(web_address(f"{web.address}/a"))
        assert inner.asked == []


def test_a_name_is_looked_up_once_and_that_address_is_connected_to(
    web: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    web.pages["/"] = Page(BODY)
    asked: list[str] = []

    def lookup(host: str, port: int, *_: object, **__: object) -> list[object]:
        asked.append(host)
        # As in DNS rebinding: the first answer is harmless, all later ones are not.
        ip = "127.0.0.1" if len(asked) <= 2 else "203.0.113.1"
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (ip, port))]

    monkeypatch.setattr(socket, "getaddrinfo", lookup)
    fetched = Fetcher(private=True).fetch(web_address(f"http://doi-ip.example:{web.server_port}/"))

    assert fetched.data is not None
    assert asked == ["doi-ip.example"] * 2, "once for robots.txt, once for the page"


def test_one_private_address_among_others_is_enough_to_refuse(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def lookup(host: str, port: int, *_: object, **__: object) -> list[object]:
        return [
            (socket.AF_INET, socket.SOCK_STREAM, 6, "", (ip, port))
            for ip in ("8.8.8.8", "10.0.0.7")
        ]

    monkeypatch.setattr(socket, "getaddrinfo", lookup)
    with pytest.raises(FetchError, match=r"địa chỉ nội bộ 10\.0\.0\.7"):
        Fetcher().fetch(web_address("http://hai-mat.example/"))


def test_loopback_is_refused_unless_it_is_allowed(web: Site) -> None:
    with pytest.raises(FetchError, match="NENCHANG_ALLOW_PRIVATE_ADDRESSES"):
        Fetcher().fetch(web_address(web.address))
    assert web.asked == []


def test_robots_are_obeyed_and_asked_once(web: Site) -> None:
    web.pages["/robots.txt"] = Page(b"User-agent: nenchang\nDisallow: /kin\n", "text/plain")
    web.pages["/mo"] = redirect("/kin/a")
    web.pages["/kin/a"] = Page(BODY)
    with pytest.raises(FetchError, match=r"không cho robot đọc .*/kin/a.*robots\.txt"):
        fetch(web, "/mo")
    assert web.paths() == ["/mo"]
    assert [path for path, _ in web.asked].count("/robots.txt") == 1


def test_one_fetcher_asks_a_site_for_its_rules_once(web: Site) -> None:
    web.pages |= {"/a": Page(BODY), "/b": Page(BODY)}
    fetcher = Fetcher(private=True)
    for path in ("/a", "/b"):
        fetcher.fetch(web_address(web.address + path))

    assert [path for path, _ in web.asked] == ["/robots.txt", "/a", "/b"]


@pytest.mark.parametrize(
    ("rules", "fine"),
    [
        (Page(b"User-agent: *\nDisallow: /", "text/plain"), False),
        (Page(b"User-agent: *\nDisallow: /\nUser-agent: nenchang\nAllow: /", "text/plain"), True),
        (Page(b"User-agent: khac\nDisallow: /", "text/plain"), True),
        (Page(status=404), True),
        (Page(status=403), True),
        (Page(b"\xff\xfe\0 r\xc3\xa1c", "application/pdf"), True),
        (Page(status=503), False),
        (redirect("/robots-2.txt"), False),
    ],
)
def test_a_site_says_what_robots_may_read(web: Site, rules: Page, fine: bool) -> None:
    web.pages |= {"/a": Page(BODY), "/robots.txt": rules}
    web.pages["/robots-2.txt"] = Page(b"User-agent: *\nDisallow: /a", "text/plain")
    if fine:
        assert fetch(web, "/a").data is not None
    else:
        with pytest.raises(FetchError, match="robot"):
            fetch(web, "/a")


@pytest.mark.parametrize(
    ("page", "reason"),
    [
        (Page(status=404), r"không có trang này \(mã 404\)"),
        (Page(status=403), r"từ chối cho đọc \(mã 403\)"),
        (Page(status=401), r"đòi đăng nhập \(mã 401\)"),
        (Page(status=500), r"đang gặp lỗi, hãy thử lại sau \(mã 500\)"),
        (Page(status=204), r"trả lời khác thường \(mã 204\)"),
        (Page(status=302), r"trả lời khác thường \(mã 302\)"),
        (Page(b"\x89PNG", "image/png"), "không phải văn bản mà là “image/png”"),
        (Page(b"{}", "application/json; charset=utf-8"), "mà là “application/json”"),
        (Page(BODY, headers={"Content-Encoding": "br"}), "nén theo kiểu “br”"),
        (Page(BODY, headers={"Content-Encoding": "gzip, gzip"}), "nén theo kiểu “gzip, gzip”"),
        (Page(BODY, headers={"Content-Encoding": "gzip"}), "Dữ liệu nén .* bị hỏng"),
        (Page(b"ngan", announced=4_000), "bị ngắt giữa chừng"),
        (redirect("/Account/Login?ReturnUrl=%2fa"), "đòi đăng nhập nên không đọc được"),
    ],
)
def test_what_is_no_document_is_said_in_a_sentence(web: Site, page: Page, reason: str) -> None:
    web.pages |= {"/a": page, "/Account/Login?ReturnUrl=%2fa": Page(BODY)}
    with pytest.raises(FetchError, match=reason) as refused:
        fetch(web, "/a")
    assert "\n" not in str(refused.value)


@pytest.mark.parametrize(
    "page",
    [
        Page(b"x" * 20_000),
        Page(b"", drip=[b"x" * 6_000] * 2),
        Page(gzip.compress(b"x" * 5_000_000), headers={"Content-Encoding": "gzip"}),
        Page(b"", announced=99_000_000_000),
    ],
)
def test_a_page_that_is_too_large_is_not_read_to_its_end(web: Site, page: Page) -> None:
    web.pages["/a"] = page
    limits = replace(QUICK, seconds=30.0, size=10_000_000 if page.announced else 10_000)
    with pytest.raises(FetchError, match=r"quá lớn: ít nhất .* MB, trong khi tối đa là"):
        Fetcher(private=True, limits=limits).fetch(web_address(f"{web.address}/a"))


def test_a_server_that_drips_is_left_when_the_time_is_over(web: Site) -> None:
    web.pages["/a"] = Page(b"", drip=[b"x"] * 1_000)
    with pytest.raises(FetchError, match=r"quá 0\.5 giây chưa xong"):
        Fetcher(private=True, limits=QUICK).fetch(web_address(f"{web.address}/a"))


def test_a_server_that_says_nothing_is_too_slow() -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        address = web_address(f"http://127.0.0.1:{silent.getsockname()[1]}/")
        limits = replace(QUICK, silence=0.2, seconds=30.0)
        with pytest.raises(FetchError, match="quá chậm"):
            Fetcher(private=True, limits=limits).fetch(address)


def test_a_port_where_nobody_listens_is_refused() -> None:
    with socket.create_server(("127.0.0.1", 0)) as closing:
        port = closing.getsockname()[1]
    with pytest.raises(FetchError, match=r"Không nối được tới “127\.0\.0\.1”"):
        Fetcher(private=True).fetch(web_address(f"http://127.0.0.1:{port}/"))


def test_a_server_without_encryption_is_not_trusted_to_have_it(web: Site) -> None:
    with pytest.raises(FetchError, match=r"Kết nối bảo mật \(TLS\) tới “127\.0\.0\.1”"):
        Fetcher(private=True).fetch(web_address(web.address.replace("http:", "https:")))


@pytest.mark.parametrize(
    ("kind", "path", "name"),
    [
        (HTML, "/tin/12345", "12345.html"),
        ("application/pdf", "/tai-ve", "tai-ve.pdf"),
        ("application/octet-stream", "/qd.docx", "qd.docx"),
        (None, "/qd.docx", "qd.docx"),
        ("text/plain", "/noi-quy.md", "noi-quy.txt"),
        ("text/html", "/a.HTML", "a.HTML"),
        ("text/html", "/5.3.2020-ve-viec", "5.3.2020-ve-viec.html"),
    ],
)
def test_the_kind_that_the_server_says_decides_the_reader(
    web: Site, kind: str | None, path: str, name: str
) -> None:
    web.pages[path] = Page(BODY, kind)

    assert fetch(web, path).file_name == name


@pytest.mark.parametrize(
    ("kind", "body", "wanted"),
    [
        ("text/html; charset=windows-1252", b"caf\xe9", b"\xef\xbb\xbfcaf\xc3\xa9"),
        ("text/html; charset=utf-8", b"caf\xe9", b"caf\xe9"),
        ("text/html", b"caf\xe9", b"caf\xe9"),
        ("text/html; charset=windows-1252", b"\xef\xbb\xbf\xc3\xa9", b"\xef\xbb\xbf\xc3\xa9"),
        ("application/pdf; charset=windows-1252", b"%PDF-\xe9", b"%PDF-\xe9"),
    ],
)
def test_an_encoding_that_only_the_server_says_is_not_lost(
    web: Site, kind: str, body: bytes, wanted: bytes
) -> None:
    web.pages["/a"] = Page(body, kind)

    assert fetch(web, "/a").data == wanted


def test_an_encrypted_page_never_leads_to_an_open_one() -> None:
    address = web_address("https://vb.example/a")
    answer = Answer(address, 302, {"location": "http://vb.example/b"})
    with pytest.raises(FetchError, match="chuyển từ https sang http"):
        redirected(address, answer)
    upward = Answer(address, 302, {"location": "/c"})
    assert redirected(address, upward).text == "https://vb.example/c"
