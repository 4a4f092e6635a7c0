"""The `nenchang` command. Exit status: 0 done, 1 could not, 2 wrong use; errors are sentences."""

import logging
import sys
from pathlib import Path
from typing import Annotated

import typer
from typer.exceptions import TyperException

from bot import (
    backup_command,
    clock,
    console,
    logs,
    people_command,
    proving_command,
    release_commands,
    watch_command,
)
from bot.answer import document_json
from bot.comparison import Comparison
from bot.errors import BotError, UsageError
from bot.evaluating import evaluate, metrics, read_questions
from bot.parts import Parts, assembled
from bot.preview.errors import PreviewError
from bot.proposed import proposed_by
from bot.reasking import ask_again
from bot.settings import Settings
from bot.shell import Home, Json, Yes, author, print_json
from bot.showing import show as shown
from bot.sources import handbook_sources, sources_at
from bot.texts_proving import GAPS_CLOSED_SHELL
from bot.usage import sentence
from index.errors import IndexFault
from knowledge import glossary, store
from knowledge import releases as release_store
from knowledge.errors import KnowledgeError, TermError

app = typer.Typer(
    help="Nên Chăng: hỏi điều nên làm và không nên làm, trả lời bằng nguyên văn có nguồn.",
    add_completion=False,
    pretty_exceptions_enable=False,
)
terms_app = typer.Typer(help="Bảng chữ viết tắt dùng để hiểu câu hỏi: xem, thêm, bỏ.")
app.add_typer(terms_app, name="terms")
watch_command.register(app)
release_commands.register(app)
backup_command.register(app)
people_command.register(app)
proving_command.register(app)


def main() -> None:
    """Run the command; what goes wrong leaves as one sentence on stderr and an exit status."""
    logs.set_up(logging.WARNING)
    try:
        sys.exit(app(sys.argv[1:] or ["--help"], standalone_mode=False) or 0)
    except TyperException as error:
        _leave(sentence(error), 2)
    except UsageError as error:
        _leave(str(error), 2)
    except (BotError, KnowledgeError, IndexFault, PreviewError) as error:
        _leave(str(error), 1)
    except (KeyboardInterrupt, typer.Abort):
        _leave("Đã dừng.", 1)


@app.command()
def ask(question: str, home: Home = None, as_json: Json = False) -> None:
    """Hỏi một câu."""
    with assembled(Settings.load(home)) as parts:
        _first_release(parts)
        _say_lag(parts)
        answer = parts.answerer.ask(question)
        if as_json:
            print_json(answer.as_json())
        else:
            console.out().print(console.answer_text(answer))


@app.command()
def refresh(
    places: Annotated[list[str] | None, typer.Argument(metavar="PATH_OR_URL...")] = None,
    only: Annotated[
        bool, typer.Option("--only", help="Chỉ giữ các nguồn này, bỏ cả sổ tay đi kèm.")
    ] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Chỉ xem sẽ đổi gì.")] = False,
    yes: Yes = False,
    note: Annotated[str, typer.Option("--note", help="Ghi chú của bản công bố.")] = "",
    insist: Annotated[
        bool, typer.Option("--insist", help="Công bố dù có câu hỏi mẫu không còn trả lời đúng.")
    ] = False,
    home: Home = None,
) -> None:
    """Nạp các nguồn (không nêu nguồn: sổ tay đi kèm) và công bố."""
    if only and not places:
        raise UsageError("--only cần ít nhất một tệp, thư mục hoặc địa chỉ web.")
    sources = sources_at(places) if places else handbook_sources()

    def agree(comparison: Comparison) -> bool:
        bars.say(console.comparison_text(comparison))
        if dry_run:
            return False
        refused = comparison.proof.broken and not insist  # there is nothing to ask then
        return bool(refused) or yes or not sys.stdin.isatty() or bars.agrees("Công bố?")

    with console.Bars() as bars, assembled(Settings.load(home), bars) as parts:
        outcome = parts.publisher.refresh(
            sources, only=only, author=author(), note=note, agree=agree, insist=insist
        )
        closed = ask_again(parts.database, parts.answerer) if outcome.release else []
    if outcome.release is not None:
        console.out().print(f"Đã công bố bản số {outcome.release}.")
        if closed:
            said = GAPS_CLOSED_SHELL.format(release=outcome.release, count=len(closed))
            console.out().print(said)
    elif outcome.reindexed:
        console.out().print("Đã lập lại chỉ mục bằng mô hình đã đặt; văn bản không đổi.")
    elif outcome.comparison.nothing_changed:
        console.out().print("Không có gì thay đổi, không phải làm gì.")
    else:
        console.out().print("Chưa công bố gì.")


@app.command()
def documents(home: Home = None, as_json: Json = False) -> None:
    """Các văn bản đang dùng để trả lời."""
    today = clock.today()
    with assembled(Settings.load(home)) as parts:
        _first_release(parts)
        with parts.database.session() as session:
            current = release_store.current_release(session) or 0
            counts = store.passage_counts(session, current)
            held = [
                (one, counts.get(one.revision_id, 0), store.articles_of(session, one.revision_id))
                for one in store.documents_of(session, current)
            ]
            said = proposed_by(session, [one for one, _, _ in held])
    if not as_json:
        told = [(one, count, said.get(one.revision_id, ())) for one, count, _ in held]
        console.out().print(console.documents_text(told, today))
        return
    print_json(
        [
            {
                **document_json(one, today),
                "source": one.source,
                "articles": articles,
                "passages": count,
                "warnings": list(one.warnings),
                "proposals": [each.as_json() for each in said.get(one.revision_id, ())],
            }
            for one, count, articles in held
        ]
    )


@terms_app.callback(invoke_without_command=True)
def terms(context: typer.Context, home: Home = None, as_json: Json = False) -> None:
    """Bảng chữ viết tắt dùng để hiểu câu hỏi: xem, thêm, bỏ."""
    if context.invoked_subcommand is not None:
        return
    with assembled(Settings.load(home)) as parts, parts.database.session() as session:
        found = glossary.terms(session)
    if not as_json:
        console.out().print(console.terms_text(found))
        return
    print_json(
        [
            {
                "short": one.short,
                "long": one.long,
                "author": one.author,
                "added_at": one.added_at.isoformat(),
            }
            for one in found
        ]
    )


@terms_app.command("add")
def add_term(short: str, long: str, home: Home = None) -> None:
    """Thêm một chữ viết tắt; câu hỏi kế tiếp hiểu ngay, không phải công bố lại."""
    with assembled(Settings.load(home)) as parts, parts.database.session() as session:
        try:
            new = glossary.add_term(session, short, long, actor=author())
        except TermError as error:
            raise UsageError(str(error)) from error
        session.commit()
    console.out().print(f"{'Đã thêm' if new else 'Bảng đã có'}: {short} = {long}.")


@terms_app.command("remove")
def remove_term(short: str, home: Home = None) -> None:
    """Bỏ một chữ viết tắt cùng mọi nghĩa của nó trong bảng."""
    with assembled(Settings.load(home)) as parts, parts.database.session() as session:
        removed = glossary.remove_term(session, short, actor=author())
        session.commit()
    console.out().print(f"Đã bỏ: {short} = {'; '.join(removed)}.")


@app.command()
def show(reference: str, home: Home = None) -> None:
    """Xem một văn bản hoặc một điều, đúng như đã công bố."""
    today = clock.today()
    with assembled(Settings.load(home)) as parts:
        _first_release(parts)
        console.out().print(shown(parts.database, reference, today).text(today))


@app.command("evaluate")
def evaluate_command(
    file: Path,
    home: Home = None,
    as_json: Json = False,
    failures: Annotated[
        bool, typer.Option("--failures", help="In cả những câu chưa trả lời đúng.")
    ] = False,
) -> None:
    """Chấm điểm bằng các câu hỏi có đáp án (JSONL)."""
    questions = read_questions(file)
    with assembled(Settings.load(home)) as parts:
        _first_release(parts)
        _say_lag(parts)
        with console.Bars() as bars:
            rows = evaluate(parts.answerer, questions, bars)
    figures = metrics(rows)
    if as_json:
        print_json({"metrics": figures, "rows": [row.as_json() for row in rows]})
    else:
        if failures:
            console.out().print(console.failures_text(rows))
        console.out().print(console.metrics_table(figures))


@app.command()
def run(home: Home = None) -> None:
    """Chạy bot; không có mã bot thì mở bản xem thử trong trình duyệt."""
    from bot.running import run as serve  # half a second that no other command needs
    from bot.starting import check

    settings = Settings.load(home)
    logs.set_up_for_serving(logging.getLevelNamesMapping()[settings.log_level.upper()])
    bars = console.Bars()
    console.out().print(check(settings))
    with assembled(settings, bars, aside=True) as parts:
        with bars:
            parts.publisher.ensure_published()
        serve(parts, lambda sentence: console.out().print(sentence))


@app.command()
def doctor(home: Home = None) -> None:
    """Kiểm tra thiết lập, dữ liệu, chỉ mục, mô hình, Telegram."""
    from bot.doctor import examine  # and with it a client for the network

    with console.Bars() as bars:
        findings = list(examine(Settings.load(home), bars))
    for one in findings:
        remedy = "" if one.fine else f"\n    → {one.remedy}"
        console.out().print(f"{'✔' if one.fine else '✘'} {one.name}: {one.seen}{remedy}")
    if not all(one.fine for one in findings):
        raise typer.Exit(1)


def _first_release(parts: Parts) -> None:
    """An empty home answers from the built-in handbook."""
    with parts.database.session() as session:
        empty = release_store.current_release(session) is None
    if empty:
        parts.publisher.ensure_published()


def _say_lag(parts: Parts) -> None:
    """An index of another model than the one that is set answers: said, and not waited for."""
    if lag := parts.indexes.lag():
        console.err().print(lag.sentence)


def _leave(sentence: str, status: int) -> None:
    console.err().print(logs.redacted(sentence))
    sys.exit(status)
