"""Releases without a database: documents and where their passages stand, made up."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from bot.references.titles import Listed
from knowledge.views import DocumentView
from tests.bot.builders import DOCUMENT


def document(title: str, number: str | None = None, **changes: Any) -> DocumentView:  # noqa: ANN401 -- any field of it
    blank: dict[str, Any] = {
        "revision_id": hash(title + str(number)) % 10_000,
        "slug": "-".join((number or title).lower().replace("/", "-").split()),
        "source": f"{title}.txt",
        "title": title,
        "number": number,
        "kind": None,
        "issuer": None,
        "issued_on": None,
    }
    return replace(DOCUMENT, **{**blank, **changes})


LIBRARY_LAW = document("Luật Thư viện", "9/2021/QH0", kind="luật", issued_on=date(2021, 2, 3))
OLD_LAW = document("Luật Thư viện", "4/2009/QH0", kind="luật", issued_on=date(2009, 2, 3))
DECREE = document(
    "Nghị định quy định chi tiết một số điều của Luật Thư viện", "12/2022/NĐ-XX", kind="nghị định"
)
RULES_37 = document("Quy định về nếp làm việc", "37-QĐ/XX", kind="quy định")
STAFF_LAW = document("Luật Nhân viên xã", "5/2015/QH0", kind="luật")
HANDBOOK = document("Những việc nên làm theo Nghị quyết 27-NQ/XX", "37-QĐ/XX-2", kind="sổ tay")
ALL = (LIBRARY_LAW, DECREE, RULES_37, STAFF_LAW, HANDBOOK)


def listed(documents: Sequence[DocumentView] = ALL) -> list[Listed]:
    return [Listed(one) for one in documents]
