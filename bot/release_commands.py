"""Releases from a shell: listed, compared, gone back to; old answers; the whole carried away."""

import sys
from pathlib import Path
from typing import Annotated, Any

import typer
from sqlmodel import Session

from bot import console
from bot import texts_releases as texts
from bot.authors import author_names
from bot.carrying.carrier import Carrier
from bot.comparison import Comparison
from bot.difference.documents import between_releases
from bot.difference.page import page
from bot.difference.summary import plain_text
from bot.errors import ArchiveError
from bot.home import reason
from bot.parts import assembled
from bot.reopening import Reopened, reopened, sentences_of
from bot.settings import Settings
from bot.shell import Home, Json, Yes, author, print_json
from bot.wording import day_text
from knowledge import releases as release_store
from knowledge.errors import NotPublishedError
from knowledge.models import ReleaseStatus
from knowledge.views import ReleaseView


def register(app: typer.Typer) -> None:
    app.command()(releases)
    app.command()(rollback)
    app.command()(compare)
    app.command()(answer)
    app.command("export")(export_file)
    app.command("import")(import_file)


def releases(home: Home = None, as_json: Json = False) -> None:
    """Các bản công bố, mới nhất trước: ai, lúc nào, vì sao, đổi những gì."""
    with assembled(Settings.load(home)) as parts, parts.database.session() as session:
        found = release_store.releases(session)
        names = author_names(session, {one.author for one in found})
    if as_json:
        print_json([_release_json(one) for one in found])
    else:
        console.out().print(console.releases_table(found, names))


def rollback(
    release: Annotated[int | None, typer.Argument(metavar="[ID]")] = None, home: Home = None
) -> None:
    """Quay lại một bản công bố cũ (không nêu số: bản ngay trước)."""
    with assembled(Settings.load(home)) as parts:
        back = parts.publisher.roll_back(release, author=author())
        with parts.database.session() as session:
            found = release_store.release(session, back)
            names = author_names(session, {found.author})
    console.out().print(f"Đang dùng lại bản công bố số {back}.")
    console.out().print(console.release_text(found, names))


def compare(
    before: Annotated[int, typer.Argument(metavar="A")],
    after: Annotated[int | None, typer.Argument(metavar="[B]")] = None,
    html: Annotated[
        Path | None, typer.Option("--html", metavar="FILE", help="Ghi ra một trang HTML.")
    ] = None,
    home: Home = None,
) -> None:
    """So sánh từng chữ hai bản công bố (không nêu B: bản đang dùng)."""
    with assembled(Settings.load(home)) as parts, parts.database.session() as session:
        after = after if after is not None else _current(session)
        for one in (before, after):
            release_store.release(session, one)
        difference = between_releases(session, before, after)
    if html is None:
        console.out().print(plain_text(difference))
        return
    sides = (texts.RELEASE_NAME.format(release=one).lower() for one in (before, after))
    try:
        html.write_text(page(difference, *sides), encoding="utf-8")
    except OSError as error:
        raise ArchiveError(f"Không ghi được tệp {html}: {reason(error)}.") from error
    console.out().print(f"Đã ghi {html}.")


def answer(
    answer_id: Annotated[str, typer.Argument(metavar="ID")],
    home: Home = None,
    as_json: Json = False,
) -> None:
    """Mở lại một câu trả lời cũ, đúng từng chữ như khi ấy, và nói nay có còn như vậy không."""
    with assembled(Settings.load(home)) as parts:
        found = reopened(parts.database, parts.answerer, answer_id)
    if as_json:
        print_json(_reopened_json(found))
        return
    old = found.answer
    head = texts.REOPENED.format(day=day_text(old.answered_on), release=old.release)
    asked = [texts.REOPENED_QUESTION.format(question=old.question)] if old.question else []
    lines = [head, *asked, *sentences_of(found), "", console.answer_text(old)]
    console.out().print("\n".join(lines))


def export_file(file: Path, home: Home = None) -> None:
    """Ghi cả kho (văn bản, các bản công bố, câu hỏi mẫu, chữ viết tắt) ra một tệp để mang đi."""
    with assembled(Settings.load(home)) as parts:
        manifest = Carrier(parts.publisher).export(file)
    counts = {name: part.rows for name, part in manifest.parts.items()}
    console.out().print(
        f"Đã ghi {file}: {counts['releases']} bản công bố, {counts['documents']} văn bản, "
        f"{counts['passages']} đoạn. Người dùng và câu đã hỏi không có trong tệp."
    )


def import_file(file: Path, yes: Yes = False, home: Home = None) -> None:
    """Nhập kho từ tệp đã xuất và công bố; tệp được kiểm tra hết trước khi đụng đến dữ liệu."""

    def agree(comparison: Comparison) -> bool:
        bars.say(console.comparison_text(comparison))
        return yes or not sys.stdin.isatty() or bars.agrees("Công bố?")

    with console.Bars() as bars, assembled(Settings.load(home), bars) as parts:
        arrived = Carrier(parts.publisher).bring_in(file, author=author(), agree=agree)
    if arrived.carried:
        said = f"Đã nhập {arrived.carried} bản công bố; đang dùng bản số {arrived.release}."
    elif arrived.release is not None:
        said = f"Đã công bố bản số {arrived.release}."
    elif arrived.comparison.nothing_changed:
        said = "Văn bản không có gì thay đổi, không phải công bố."
    else:
        said = "Chưa nhập gì."
    console.out().print(said)


def _current(session: Session) -> int:
    current = release_store.current_release(session)
    if current is None:
        raise NotPublishedError(texts.RELEASES_NONE)
    return current


def _release_json(one: ReleaseView) -> dict[str, Any]:
    return {
        "id": one.id,
        "status": one.status,
        "current": one.status == ReleaseStatus.PUBLISHED,
        "author": one.author,
        "note": one.note,
        "published_at": one.published_at.isoformat() if one.published_at else None,
        "documents": one.documents,
        "passages": one.passages,
        "changes": dict(one.changes),
    }


def _reopened_json(found: Reopened) -> dict[str, Any]:
    return {
        **found.answer.as_json(),
        "answered_on": found.answer.answered_on.isoformat(),
        "current_release": found.current,
        "since": [
            {
                "fate": one.fate.value,
                "sentence": one.sentence,
                "now": one.now.locator if one.now else None,
                "passage": one.now.text if one.now else None,
            }
            for one in found.since
        ],
    }
