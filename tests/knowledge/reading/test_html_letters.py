"""Letters put right on the tree of a page."""

import pytest
from lxml import html

from knowledge.reading import html_letters
from knowledge.reading.html_letters import in_unicode


def test_what_a_tree_cannot_hold_becomes_a_space(monkeypatch: pytest.MonkeyPatch) -> None:
    def mended(text: str) -> tuple[str, tuple[str, ...]]:
        return text.replace("?", "\x01").replace("!", "\ufffe"), ("Đã sửa.",)

    monkeypatch.setattr(html_letters, "repaired", mended)
    tree = html.fromstring("<p>Cán?bộ<b>nên</b> đúng!giờ</p>")

    assert in_unicode(tree) == ("Đã sửa.",)
    assert tree.text_content() == "Cán bộnên đúng giờ"
