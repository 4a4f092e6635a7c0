"""Web pages and rich text made to harm."""

from collections.abc import Iterator

from benchmarks.hostile.samples import page, rtf


def page_files() -> Iterator[tuple[str, bytes]]:
    """What is wrong, and the page."""
    yield "100,000 tags deep", page("<div>" * 100_000 + "Cán bộ").encode()
    yield "formatting 50,000 deep", page("<b><i>" * 25_000 + "Cán bộ").encode()
    yield "tables 2,000 deep", page("<table><tr><td>" * 2_000 + "Cán bộ").encode()
    yield "lists 2,000 deep", page("<ol><li>" * 2_000 + "Cán bộ").encode()
    yield "a million empty tags", page("<p></p>" * 1_000_000 + "<p>Cán bộ").encode()
    yield "200,000 paragraphs", page("<p>Cán bộ nên</p>" * 200_000).encode()
    yield "one paragraph of 15 MB", page(f"<p>{'cán bộ ' * 1_500_000}</p>").encode()
    yield "300,000 links", page("<a href='/'>Mục</a>" * 300_000 + "<p>Cán bộ").encode()
    yield "a tag that never ends", page("<p>Cán bộ<div class='" + "a" * 5_000_000).encode()
    yield (
        "100,000 attributes",
        page(f"<p {' '.join(f'a{i}=1' for i in range(100_000))}>Cán").encode(),
    )
    yield (
        "a cell over a billion",
        page("<table><tr><td colspan=999999999 rowspan=999999999>Cán<td>bộ</table>").encode(),
    )
    yield (
        "wide cells by the thousand",
        page("<table>" + "<tr>" + "<td colspan=1000 rowspan=1000>a" * 1_000 + "</table>").encode(),
    )
    yield (
        "a list that counts from afar",
        page(
            "<ol start=99999999999999999999 type=I><li>Cán<li value=-5>bộ</ol>"
            "<ol start=3999999 type=I reversed><li>nên</ol>"
        ).encode(),
    )
    yield "letters that are none", page("<p>Cán&#0;&#xD800;&#x202e;&#1114112;&#27;[31m bộ").encode()
    yield "script that never closes", page("<p>Cán bộ<script>" + "x" * 1_000_000).encode()
    yield "styles without end", page("<style>" + "*{" * 500_000 + "</style><p>Cán bộ").encode()
    yield (
        "a frame, an object, a refresh",
        page(
            "<iframe src='file:///etc/passwd'></iframe><object data='http://127.0.0.1:9/'></object>"
            "<meta http-equiv=refresh content='0;url=http://127.0.0.1:9/'><p>Cán bộ nên"
        ).encode(),
    )
    yield (
        "entities of its own",
        (
            b"<!DOCTYPE html [<!ENTITY x SYSTEM 'file:///etc/passwd'><!ENTITY a 'ha'>"
            b"<!ENTITY b '&a;&a;&a;&a;&a;&a;&a;&a;'>]><html><body><p>C&x;&b;</p></body></html>"
        ),
    )
    yield "an encoding nobody knows", b"<html><meta charset=zip><p>C\xe1n b\xf4 n\xean"
    yield "an encoding that it is not", page().replace("utf-8", "utf-16").encode()
    yield "half a letter at the end", page().encode("utf-16")[:-1]
    yield "comments without end", b"<html>" + b"<!--" * 200_000
    yield "an address in itself", b"<html><base href='" + b"a/" * 500_000 + b"'><p>Can bo</p>"


def rich_files() -> Iterator[tuple[str, bytes]]:
    """What is wrong, and the rich text."""
    yield "groups 200,000 deep", b"{\\rtf1 " + b"{" * 200_000 + b"Can bo" + b"}" * 200_000
    yield "a picture of nothing", b"{\\rtf1{\\pict\\picw999999999\\pich999999999 " + b"0" * 999_999
    yield (
        "an object to start",
        b"{\\rtf1{\\object\\objautlink{\\*\\objdata " + b"01" * 99_999 + b"}}}",
    )
    yield "numbers without end", rtf().replace("\\u", "\\u9999999999").encode("ascii")
    yield "bytes counted wrong", b"{\\rtf1\\bin99999999999 Can bo}"
    yield "a table of 20,000 columns", b"{\\rtf1\\trowd" + b"\\cellx9" * 20_000 + b"\\cell\\row}"
