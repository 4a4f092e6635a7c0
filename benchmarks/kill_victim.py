"""What is killed: a process that changes a made-up knowledge base again and again, telling its
steps."""

import functools
import os
import random
from collections.abc import Callable
from pathlib import Path
from typing import Any

from benchmarks import kill_acts as acts
from benchmarks.kill_acts import Turn
from bot import publishing, revising
from bot.carrying import archive
from bot.carrying.container import Container
from bot.home import Home
from bot.indexing import Indexes
from bot.parts import assembled
from bot.publishing import Publisher
from bot.settings import Settings
from bot.uploads import Uploads
from bot.watching import Watcher
from index import folder as index_folder
from index.search_index import SearchIndex
from knowledge import releases, watches
from knowledge.carrying import arrival

Act = Callable[[Turn], None]
# What a victim does, with how often.
ACTS: dict[str, tuple[tuple[Act, int], ...]] = {
    "refreshing": (
        (acts.refreshed, 4),
        (acts.drafted, 5),
        (acts.taken_back, 3),
        (acts.in_a_shell, 1),
    ),
    "carrying": (
        (acts.exported, 4),
        (acts.imported, 4),
        (acts.imported_elsewhere, 3),
        (acts.refreshed, 2),
    ),
    "watching": ((acts.watched, 8), (acts.refreshed, 1)),
}
_Step = tuple[str, Any, str]
_INDEX: tuple[_Step, ...] = (
    ("draft the release", Publisher, "_drafted"),
    ("make the index", Indexes, "_made"),
    ("write the index", SearchIndex, "save"),
    ("flush the index", index_folder, "_flush"),
    ("rename the index", index_folder, "_put"),
    ("note the digest", releases, "set_index_digest"),
    ("prove", publishing, "prove"),
    ("move the pointer", releases, "publish"),
    ("forget indexes", Home, "forget_indexes"),
)
# The steps that are told, each by the function that does it.
_STEPS: dict[str, tuple[_Step, ...]] = {
    "refreshing": (
        ("keep an upload", Uploads, "keep"),
        ("forget uploads", Uploads, "forget"),
        ("read", Publisher, "read"),
        ("read for a draft", Publisher, "read_each"),
        ("make revisions", revising, "_revision"),
        *_INDEX,
        ("take back", releases, "roll_back"),
    ),
    "carrying": (
        ("write an export", archive, "write"),
        ("check an export", Container, "check"),
        ("put in beside", arrival, "put_in"),
        ("put in an empty home", arrival, "put_in_empty"),
        ("let an import answer", arrival, "let_answer"),
        ("put in what is cared for", arrival, "put_in_care"),
        *_INDEX,
    ),
    "watching": (
        ("look at a source", Watcher, "_glance"),
        ("keep what was seen", watches, "keep_seen"),
        ("draft what was found", Watcher, "_draft"),
        ("let the draft wait", watches, "waits"),
        ("publish what was found", Watcher, "_publish"),
        ("note a decision", watches, "decided"),
        *_INDEX,
    ),
}
STEPS = {group: tuple(name for name, _, _ in steps) for group, steps in _STEPS.items()}


def live(
    home: Path, folder: Path, seed: int, number: int, group: str, tell: Callable[[str], None]
) -> None:
    """Act until killed; `number` is the first new round."""
    chance = random.Random(seed)
    for step in _STEPS[group]:
        _told(*step, tell)
    done, often = zip(*ACTS[group], strict=True)
    with assembled(Settings.load(home)) as parts:
        while True:
            chance.choices(done, often)[0](Turn(parts, folder, number, tell, chance))
            number += 1


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
