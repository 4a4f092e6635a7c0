"""What a victim of `benchmarks.kills` does, one act after another, until it is killed."""

import random
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from benchmarks.kill_documents import TOPICS, document, round_of_release, write_documents
from bot.carrying.carrier import Carrier
from bot.drafting import Drafting
from bot.parts import Parts, assembled
from bot.schedules import Schedule
from bot.settings import Settings
from bot.sources import sources_at
from bot.watching import Watcher
from knowledge import releases

ADMIN = 7
EXPORTS, ELSEWHERE = "exports", "elsewhere"  # beside the folder of documents


@dataclass(frozen=True, slots=True)
class Turn:
    """What an act has: the home's parts, the folder of documents, the round that is new, whom it
    tells, and its chances."""

    parts: Parts
    folder: Path
    number: int
    tell: Callable[[str], None]
    chance: random.Random

    @contextmanager
    def answering(self, number: int) -> Iterator[None]:
        """Within it that round may answer already, after it it surely does."""
        self.tell(f"pending {number}")
        yield
        self.tell(f"done {number}")


def refreshed(turn: Turn) -> None:
    write_documents(turn.folder, turn.number)
    with turn.answering(turn.number):
        turn.parts.publisher.refresh(sources_at([str(turn.folder)]), author="kills")


def drafted(turn: Turn) -> None:
    """As in a chat: files come, are read, corrected, compared; published or given up."""
    drafting, draft_id = Drafting(turn.parts.publisher), 0
    for place in range(len(TOPICS)):
        data = document(place, turn.number).encode()
        name = f"quy-uoc-{place + 1}.txt"
        draft_id = drafting.receive(ADMIN, ADMIN, name, data, "").draft_id
    drafting.read(ADMIN, draft_id)
    file = drafting.draft(ADMIN, draft_id).files[0]
    drafting.correct(ADMIN, draft_id, file.id, "issuer", f"Làng chài lượt {turn.number}")
    release = drafting.compare(ADMIN, draft_id).release
    if release is None or turn.chance.random() < 0.2:
        drafting.discard(ADMIN, draft_id)
        return
    with turn.answering(turn.number):
        drafting.publish(ADMIN, draft_id, release, insist=False)


def taken_back(turn: Turn) -> None:
    with turn.parts.database.session() as session:
        answered = releases.releases(session)
    earlier = [one.id for one in answered if one.status == "retired"][:8]
    if not earlier:
        return
    target = turn.chance.choice(earlier)
    (back,) = round_of_release(turn.parts, target)
    with turn.answering(back):
        turn.parts.publisher.roll_back(target, author="kills")


def in_a_shell(turn: Turn) -> None:
    write_documents(turn.folder, turn.number)
    turn.tell("step shell")
    command = [sys.executable, "-c", "from bot.cli import main; main()", "refresh"]
    rest = [str(turn.folder), "--yes", "--home", str(turn.parts.home.path)]
    with turn.answering(turn.number):
        subprocess.run([*command, *rest], stdout=subprocess.DEVNULL, check=True)
    turn.tell("step between")


def exported(turn: Turn) -> None:
    """Into a file named by the round that it holds."""
    with turn.parts.database.session() as session:
        current = releases.current_release(session)
    (held,) = round_of_release(turn.parts, current or 0)
    folder = turn.folder.parent / EXPORTS
    folder.mkdir(exist_ok=True)
    if not (path := folder / f"{held}.zip").exists():
        Carrier(turn.parts.publisher).export(path)


def imported(turn: Turn) -> None:
    """Beside what answers, as a release that holds nothing else."""
    for path in _drawn_export(turn):
        with turn.answering(int(path.stem)):
            carrier = Carrier(turn.parts.publisher)
            carrier.bring_in(path, author="kills", agree=lambda comparison: True)


def imported_elsewhere(turn: Turn) -> None:
    """Into an empty home; or once more into one that an import before came to."""
    for path in _drawn_export(turn):
        with assembled(Settings.load(turn.folder.parent / ELSEWHERE)) as parts:
            carrier = Carrier(parts.publisher)
            carrier.bring_in(path, author="kills", agree=lambda comparison: True)


def _drawn_export(turn: Turn) -> list[Path]:
    """One of the files, or none where nothing was exported."""
    found = sorted((turn.folder.parent / EXPORTS).glob("*.zip"))
    return [turn.chance.choice(found)] if found else []


def watched(turn: Turn) -> None:
    """The watched folder changes, a look drafts it; it is published, by itself or not, or left."""
    watcher = Watcher(turn.parts.database, turn.parts.publisher)
    known = [one.id for one in watcher.watches()]
    number = known[0] if known else watcher.add(str(turn.folder), Schedule(60), author="kills")
    by_itself = turn.chance.random() < 0.4
    watcher.let_publish(number, by_itself, author="kills")
    write_documents(turn.folder, turn.number)
    if by_itself:
        with turn.answering(turn.number):
            watcher.look(number)
        return
    release = watcher.look(number).watch.release_id
    if release is None:
        raise RuntimeError("what has changed was not found")
    if turn.chance.random() < 0.2:
        watcher.dismiss(number, release, author="kills")
        return
    with turn.answering(turn.number):
        watcher.publish(number, release, author="kills")
