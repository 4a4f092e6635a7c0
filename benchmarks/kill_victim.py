"""What is killed: a process that refreshes a made-up knowledge base again and again, telling its
steps.

Every text of one refresh says the same number, its *round*, so that an answer shows which release
it comes from, and five answers show whether they come from one.
"""

import functools
import os
import random
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from bot import publishing, revising
from bot.drafting import Drafting
from bot.home import Home
from bot.indexing import Indexes
from bot.parts import Parts, assembled
from bot.publishing import Publisher
from bot.settings import Settings
from bot.sources import sources_at
from bot.uploads import Uploads
from index import folder as index_folder
from index.search_index import SearchIndex
from knowledge import releases, store

ADMIN = 7
TOPICS = (
    "mượn thuyền thúng",
    "trực trạm hải đăng",
    "nuôi ong rừng",
    "chấm công thợ gốm",
    "phơi lúa sân đình",
)
QUESTIONS = tuple(f"{topic} phải báo trước mấy ngày?" for topic in TOPICS)
_ROUND = re.compile(r"sổ lượt (\d+)")
# The steps that are told, each by the function that does it.
_STEPS: tuple[tuple[str, Any, str], ...] = (
    ("keep an upload", Uploads, "keep"),
    ("forget uploads", Uploads, "forget"),
    ("read", Publisher, "read"),
    ("read for a draft", Publisher, "read_each"),
    ("make revisions", revising, "_revision"),
    ("draft the release", Publisher, "_drafted"),
    ("make the index", Indexes, "_made"),
    ("write the index", SearchIndex, "save"),
    ("flush the index", index_folder, "_flush"),
    ("rename the index", index_folder, "_put"),
    ("note the digest", releases, "set_index_digest"),
    ("prove", publishing, "prove"),
    ("move the pointer", releases, "publish"),
    ("take back", releases, "roll_back"),
    ("forget indexes", Home, "forget_indexes"),
)
STEPS = tuple(name for name, _, _ in _STEPS)


def document(place: int, number: int) -> str:
    """One of the five, as it is in a round."""
    topic = TOPICS[place]
    return (
        f"Tiêu đề: Quy ước {topic}\nSố hiệu: {place + 1}/2031/QU-LTH\n\n"
        f"Điều 1. Báo trước\nNgười {topic} phải báo trước {number % 9 + 2} ngày cho tổ trưởng, "
        f"ghi vào sổ lượt {number}.\n"
        f"Điều 2. Khi trời xấu\nTrời xấu thì việc {topic} dừng lại, theo sổ lượt {number}.\n"
        f"Điều 3. Bàn giao\nXong việc thì bàn giao dụng cụ cho người sau, ký sổ lượt {number}.\n"
    )


def write_documents(folder: Path, number: int) -> None:
    """All five, as they are in a round."""
    folder.mkdir(exist_ok=True)
    for place in range(len(TOPICS)):
        (folder / f"quy-uoc-{place + 1}.txt").write_text(document(place, number), "utf-8")


def rounds_of(text: str) -> set[int]:
    """The rounds that a text says it is from."""
    return {int(number) for number in _ROUND.findall(text)}


def round_of_release(parts: Parts, release_id: int) -> set[int]:
    """The rounds that the texts of a release say; one, unless something is wrong."""
    with parts.database.session() as session:
        ids = releases.revision_ids_of(session, release_id)
        return rounds_of(" ".join(store.revision_texts(session, ids).values()))


def live(home: Path, folder: Path, seed: int, number: int, tell: Callable[[str], None]) -> None:
    """Refresh, draft, publish, take back, until killed; `number` is the first new round."""
    chance = random.Random(seed)
    for step in _STEPS:
        _told(*step, tell)
    with assembled(Settings.load(home)) as parts:
        drafting = Drafting(parts.publisher)
        while True:
            act = chance.choices((_refreshed, _drafted, _taken_back, _in_a_shell), (4, 5, 3, 1))[0]
            act(parts, drafting, folder, number, tell, chance)
            number += 1


def _refreshed(
    parts: Parts,
    drafting: Drafting,
    folder: Path,
    number: int,
    tell: Callable[[str], None],
    chance: random.Random,
) -> None:
    write_documents(folder, number)
    tell(f"pending {number}")
    parts.publisher.refresh(sources_at([str(folder)]), author="kills")
    tell(f"done {number}")


def _drafted(
    parts: Parts,
    drafting: Drafting,
    folder: Path,
    number: int,
    tell: Callable[[str], None],
    chance: random.Random,
) -> None:
    """As in a chat: files come, are read, corrected, compared; published or given up."""
    draft_id = 0
    for place in range(len(TOPICS)):
        data = document(place, number).encode()
        name = f"quy-uoc-{place + 1}.txt"
        draft_id = drafting.receive(ADMIN, ADMIN, name, data, "").draft_id
    drafting.read(ADMIN, draft_id)
    file = drafting.draft(ADMIN, draft_id).files[0]
    drafting.correct(ADMIN, draft_id, file.id, "issuer", f"Làng chài lượt {number}")
    release = drafting.compare(ADMIN, draft_id).release
    if release is None or chance.random() < 0.2:
        drafting.discard(ADMIN, draft_id)
        return
    tell(f"pending {number}")
    drafting.publish(ADMIN, draft_id, release, insist=False)
    tell(f"done {number}")


def _taken_back(
    parts: Parts,
    drafting: Drafting,
    folder: Path,
    number: int,
    tell: Callable[[str], None],
    chance: random.Random,
) -> None:
    with parts.database.session() as session:
        answered = releases.releases(session)
    earlier = [one.id for one in answered if one.status == "retired"][:8]
    if not earlier:
        return
    target = chance.choice(earlier)
    (back,) = round_of_release(parts, target)
    tell(f"pending {back}")
    parts.publisher.roll_back(target, author="kills")
    tell(f"done {back}")


def _in_a_shell(
    parts: Parts,
    drafting: Drafting,
    folder: Path,
    number: int,
    tell: Callable[[str], None],
    chance: random.Random,
) -> None:
    write_documents(folder, number)
    tell("step shell")
    tell(f"pending {number}")
    command = [sys.executable, "-c", "from bot.cli import main; main()", "refresh", str(folder)]
    subprocess.run(
        [*command, "--yes", "--home", str(parts.home.path)], stdout=subprocess.DEVNULL, check=True
    )
    tell(f"done {number}")
    tell("step between")


def _told(step: str, owner: Any, name: str, tell: Callable[[str], None]) -> None:  # noqa: ANN401
    """Have a function tell that it begins and that it has ended. In the victim alone."""
    function = getattr(owner, name)

    @functools.wraps(function)
    def told(*args: Any, **kwargs: Any) -> Any:  # noqa: ANN401 -- whatever it takes and gives
        tell(f"step {step}")
        result = function(*args, **kwargs)
        tell("step between")
        return result

    setattr(owner, name, told)


def teller(pipe: int) -> Callable[[str], None]:
    """Lines into a pipe, each whole at once: what was told before the kill has been told."""

    def tell(line: str) -> None:
        os.write(pipe, f"{line}\n".encode())

    return tell
