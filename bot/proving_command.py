"""`nenchang golden`, `gaps`, `tickets`, `feedback`: what must be answered, what is not, and what
people think of it, from a shell."""

from datetime import datetime
from pathlib import Path
from typing import Annotated, Any

import typer

from bot import clock, console
from bot import texts_proving as texts
from bot.evaluating import read_questions
from bot.gap_groups import GapFinder
from bot.golden_questions import Held, add, held, load, said_of
from bot.parts import Parts, assembled
from bot.pointing import passage_at
from bot.settings import Settings
from bot.shell import Home, Json, author, print_json
from bot.wording import cited, day_text, reasons_text
from knowledge import golden as store
from knowledge import opinions, releases, tickets
from knowledge.opinions import Opinion
from knowledge.store import passages_by_ids
from knowledge.tickets import TicketView
from knowledge.unanswered import GapGroup

golden_app = typer.Typer(help="Câu hỏi mẫu: bản công bố nào cũng phải trả lời đúng.")


def register(app: typer.Typer) -> None:
    app.add_typer(golden_app, name="golden")
    app.command("gaps")(gaps)
    app.command("tickets")(open_tickets)
    app.command("feedback")(feedback)


@golden_app.callback(invoke_without_command=True)
def golden(context: typer.Context, home: Home = None, as_json: Json = False) -> None:
    """Câu hỏi mẫu, mỗi câu còn được trả lời đúng hay không: xem, thêm, bỏ, nạp, kiểm tra."""
    if context.invoked_subcommand is not None:
        return
    with assembled(Settings.load(home)) as parts:
        found = _held(parts)
    if as_json:
        print_json([_golden_json(one) for one in found])
        return
    for one in found:
        console.out().print(_golden_line(one))
    if not found:
        console.out().print('Chưa có câu hỏi mẫu; thêm: nenchang golden add "câu hỏi" "Điều 5 …"')


@golden_app.command("add")
def add_golden(
    question: str,
    reference: Annotated[str, typer.Argument(metavar="REFERENCE")],
    home: Home = None,
) -> None:
    """Thêm một câu hỏi với đoạn trả lời đúng, gọi như lệnh show gọi."""
    with assembled(Settings.load(home)) as parts:
        passage = passage_at(parts.database, reference, clock.today())
        added = add(parts.database, question, passage, author())
    console.out().print(said_of(added))


@golden_app.command("remove")
def remove_golden(number: Annotated[int, typer.Argument(metavar="N")], home: Home = None) -> None:
    """Bỏ một câu hỏi mẫu theo số."""
    with assembled(Settings.load(home)) as parts, parts.database.session() as session:
        gone = store.remove(session, number, actor=author())
        session.commit()
    console.out().print(f"Đã bỏ câu hỏi mẫu số {number}: {gone.question}")


@golden_app.command("load")
def load_golden(file: Path, home: Home = None) -> None:
    """Nạp các câu hỏi có đáp án từ tệp JSONL mà lệnh evaluate đọc."""
    questions = read_questions(file)
    with assembled(Settings.load(home)) as parts:
        loaded = load(parts.database, questions, author())
    console.out().print(
        f"Đã thêm {loaded.added} câu; {loaded.known} câu đã có, "
        f"{loaded.unanswerable} câu không có đáp án."
    )
    if loaded.missing:
        told = ", ".join(loaded.missing)
        console.err().print(f"Không có đoạn nào đang công bố là đáp án của: {told}.")
        raise typer.Exit(1)


@golden_app.command("check")
def check_golden(home: Home = None) -> None:
    """Hỏi mọi câu hỏi mẫu; có câu không còn trả lời đúng thì kết thúc với mã 1."""
    with assembled(Settings.load(home)) as parts:
        found = _held(parts)
    failed = [one for one in found if not one.holds]
    for one in failed:
        console.out().print(_golden_line(one))
    console.out().print(f"Trả lời đúng {len(found) - len(failed)} trong {len(found)} câu hỏi mẫu.")
    if failed:
        raise typer.Exit(1)


def gaps(home: Home = None, as_json: Json = False) -> None:
    """Câu hỏi chưa có câu trả lời, theo nhóm cùng ý, nhóm hỏi nhiều trước."""
    with assembled(Settings.load(home)) as parts:
        groups = GapFinder(parts.database, parts.indexes.encoders).groups()
    if as_json:
        print_json([_group_json(one) for one in groups])
        return
    for one in groups:
        facts = texts.GAP_FACTS.format(times=one.times, since=_day(one.since))
        console.out().print(f"{one.number}. {one.name} ({facts})")
        for gap in one.gaps[1:]:
            console.out().print(f"    {gap.question} ({gap.times})")
    if not groups:
        console.out().print(texts.NO_GAPS)


def open_tickets(home: Home = None, as_json: Json = False) -> None:
    """Phiếu hỏi đang chờ cán bộ phụ trách trả lời."""
    with assembled(Settings.load(home)) as parts, parts.database.session() as session:
        waiting = tickets.waiting(session)
    if as_json:
        print_json([_ticket_json(one) for one in waiting])
        return
    for one in waiting:
        taken = f", {texts.TICKET_CLAIMED}" if one.is_claimed else ""
        console.out().print(f"{one.number}. {one.question} ({_day(one.opened_at)}{taken})")
    if not waiting:
        console.out().print(texts.NO_TICKETS)


def feedback(home: Home = None, as_json: Json = False) -> None:
    """Góp ý 👍👎 theo bản công bố và theo đoạn, đoạn bị 👎 nhiều trước."""
    with assembled(Settings.load(home)) as parts, parts.database.session() as session:
        found = opinions.opinions(session)
        views = {one.id: one for one in passages_by_ids(session, list(found.by_passage))}
    places = {one: cited(views[one]) for one in found.by_passage if one in views}
    if as_json:
        print_json(
            {
                "total": _opinion_json(found.total),
                "releases": [
                    {"release": release, **_opinion_json(one)}
                    for release, one in found.by_release.items()
                ],
                "passages": [
                    {
                        "source": views[passage].document.source,
                        "locator": views[passage].locator,
                        **_opinion_json(found.by_passage[passage]),
                    }
                    for passage in places
                ],
            }
        )
        return
    console.out().print(_opinion_line("Tất cả", found.total))
    for release, one in found.by_release.items():
        console.out().print(_opinion_line(f"Bản số {release}", one))
    for passage, place in places.items():
        console.out().print(_opinion_line(place, found.by_passage[passage]))


def _held(parts: Parts) -> list[Held]:
    with parts.database.session() as session:
        questions = store.questions(session)
        published = releases.current_release(session) is not None
    if published:
        return held(parts.answerer, questions)
    return [Held(one, holds=False) for one in questions]


def _golden_line(one: Held) -> str:
    mark = texts.HOLDS if one.holds else texts.FAILS
    return f"{one.golden.id}. {mark} {one.golden.question} ({one.golden.place})"


def _golden_json(one: Held) -> dict[str, Any]:
    held_one = one.golden
    return {
        "id": held_one.id,
        "question": held_one.question,
        "slug": held_one.slug,
        "article": held_one.article,
        "locator": held_one.locator,
        "holds": one.holds,
    }


def _group_json(one: GapGroup) -> dict[str, Any]:
    return {
        "number": one.number,
        "question": one.name,
        "times": one.times,
        "since": one.since.isoformat(),
        "last_asked_at": one.last_asked_at.isoformat(),
        "questions": [{"question": gap.question, "times": gap.times} for gap in one.gaps],
    }


def _ticket_json(one: TicketView) -> dict[str, Any]:
    return {
        "number": one.number,
        "question": one.question,
        "asker_name": one.asker_name,
        "opened_at": one.opened_at.isoformat(),
        "claimed": one.is_claimed,
    }


def _opinion_json(one: Opinion) -> dict[str, Any]:
    reasons = {reason.value: count for reason, count in one.reasons.items()}
    return {"helpful": one.helpful, "unhelpful": one.unhelpful, "reasons": reasons}


def _opinion_line(what: str, one: Opinion) -> str:
    reasons = f" ({reasons_text(one)})" if one.reasons else ""
    return f"{what}: {one.helpful} 👍, {one.unhelpful} 👎{reasons}"


def _day(moment: datetime) -> str:
    return day_text(clock.day_of(moment))
