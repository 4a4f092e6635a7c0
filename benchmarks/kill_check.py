"""What has to be true of a home whose process was killed, and of the next refresh in it."""

import shutil
from pathlib import Path

from sqlalchemy import text

from benchmarks.kill_acts import ADMIN, ELSEWHERE, EXPORTS
from benchmarks.kill_documents import (
    QUESTIONS,
    document,
    round_of_release,
    rounds_of,
    write_documents,
)
from bot.answer import Band
from bot.carrying.carrier import Carrier
from bot.drafting import Drafting
from bot.parts import Parts, assembled
from bot.settings import Settings
from bot.sources import sources_at
from bot.uploads import sha256_of
from bot.watching import Watcher
from index.errors import IndexFault
from index.folder import read_manifest
from knowledge import drafts, releases, store
from knowledge.drafting import DraftState

# What a home may hold besides its index folders and the files of open drafts.
_KNOWN = {"nenchang.db", "nenchang.db-wal", "nenchang.db-shm", "index", "uploads", "secret"}


def faults(home: Path, folder: Path, temporary: Path, allowed: set[int], number: int) -> list[str]:
    """What is wrong, one line each; afterwards the home answers from round `number + 2`.

    allowed: rounds that it may answer from. temporary: where reading processes have their folders.
    """
    found: list[str] = []
    with assembled(Settings.load(home)) as parts:
        found += _database(parts)
        found += _release(parts, allowed)
        found += _answers(parts, allowed)
        found += _draft(parts, number)
        write_documents(folder, number + 1)
        found += _watches(parts, number + 1)
        write_documents(folder, number + 2)
        parts.publisher.refresh(sources_at([str(folder)]), author="check")
        found += _answers(parts, {number + 2})
        found += _release(parts, {number + 2})
        found += _exports(parts, folder.parent, number + 2)
        found += _remains(parts, temporary)
    return found


def _database(parts: Parts) -> list[str]:
    with parts.database.session() as session:
        said = session.connection().execute(text("PRAGMA integrity_check")).scalars().all()
        loose = session.connection().execute(text("PRAGMA foreign_key_check")).all()
    found = [] if said == ["ok"] else [f"integrity_check: {said[:3]}"]
    return found + ([f"foreign_key_check: {len(loose)} rows"] if loose else [])


def _release(parts: Parts, allowed: set[int]) -> list[str]:
    """The release that answers is whole: its index holds its passages and no others."""
    with parts.database.session() as session:
        current = releases.current_release(session)
        if current is None:
            return ["no release answers"]
        revision_ids = releases.revision_ids_of(session, current)
        passages = set(store.passage_ids_of(session, revision_ids))
        digest = releases.index_digest_of(session, current)
    found = []
    try:
        index = parts.indexes.stored(current)
    except IndexFault as error:
        return [f"the index of release {current}: {error}"]
    if index.digest != digest:
        found.append(f"digest {index.digest[:8]} where the database says {digest[:8]}")
    if set(index.ids.tolist()) != passages:
        found.append(f"{len(index)} passages in the index, {len(passages)} in the release")
    rounds = round_of_release(parts, current)
    if len(rounds) != 1 or not rounds <= allowed:
        found.append(f"release {current} is of rounds {rounds}, allowed {allowed}")
    return found


def _answers(parts: Parts, allowed: set[int]) -> list[str]:
    """Five questions are answered, with the words of one release."""
    rounds: set[int] = set()
    for question in QUESTIONS:
        answer = parts.answerer.ask(question)
        if answer.band is not Band.ANSWER:
            return [f"“{question}” is not answered"]
        rounds |= rounds_of(answer.citations[0].passage.text)
    if len(rounds) != 1 or not rounds <= allowed:
        return [f"the answers are of rounds {rounds}, allowed {allowed}"]
    return []


def _draft(parts: Parts, number: int) -> list[str]:
    """The draft is there whole, or says what it lacks; it can be gone on with or given up."""
    drafting = Drafting(parts.publisher)
    draft = drafting.current(ADMIN)
    found = []
    if draft is not None:
        lost = [file for file in draft.files if not _is_whole(drafting, file.sha256)]
        if draft.state is DraftState.READY:
            found += _ready(parts, draft)
        if draft.id % 2:
            drafting.read(ADMIN, draft.id)
            read = drafting.draft(ADMIN, draft.id).files
            silent = {one.id for one in lost} - {one.id for one in read if one.is_read}
            found += [f"draft {draft.id} does not say that a file is gone"] if silent else []
            if all(one.revision_id for one in read):
                release = drafting.compare(ADMIN, draft.id).release
                if release is not None and len(read) == len(QUESTIONS):
                    drafting.publish(ADMIN, draft.id, release, insist=False)
        if drafting.current(ADMIN) is not None:
            drafting.discard(ADMIN, draft.id)
    # The next draft's end is the next clean-up of files.
    another = drafting.receive(ADMIN, ADMIN, "khac.txt", document(0, number).encode(), "")
    drafting.discard(ADMIN, another.draft_id)
    return found


def _watches(parts: Parts, number: int) -> list[str]:
    """What each watched source holds now is found, waits whole or is published."""
    watcher, found = Watcher(parts.database, parts.publisher), []
    for watch in watcher.watches():
        look = watcher.look(watch.id)
        waiting = look.watch.release_id
        if look.watch.failure:
            found.append(f"source {watch.id}: {look.watch.failure}")
        if waiting is not None:
            if (rounds := round_of_release(parts, waiting)) != {number}:
                found.append(f"release {waiting} waits and is of rounds {rounds}, not {number}")
            watcher.publish(watch.id, waiting, author="check")
        elif look.published is None:
            found.append(f"source {watch.id} has changed, and nothing was found")
        found += _answers(parts, {number}) + _release(parts, {number})
    return found


def _exports(parts: Parts, place: Path, number: int) -> list[str]:
    """Exports are whole and can be brought in; the next one clears what killed ones left."""
    folder, found = place / EXPORTS, []
    if not folder.is_dir():
        return []
    whole = sorted(folder.glob("*.zip"), key=lambda path: int(path.stem))
    if whole:
        found += _brought_in(place / ELSEWHERE, whole[-1])
    Carrier(parts.publisher).export(folder / f"{number}.zip")
    found += [f"{one.name} is left in exports/" for one in folder.iterdir()
              if one.suffix != ".zip"]  # fmt: skip
    for path in whole[:-2]:
        path.unlink()
    return found


def _brought_in(home: Path, file: Path) -> list[str]:
    """The home that an import was killed in, or an empty one, takes a file and answers from it."""
    rounds = {int(file.stem)}
    with assembled(Settings.load(home)) as parts:
        with parts.database.session() as session:
            current = releases.current_release(session)
        held = round_of_release(parts, current) if current else set()
        found = _database(parts) + (_release(parts, held) if current else [])
        Carrier(parts.publisher).bring_in(file, author="check", agree=lambda comparison: True)
        found += _answers(parts, rounds) + _release(parts, rounds)
    shutil.rmtree(home)
    return [f"elsewhere: {one}" for one in found]


def _is_whole(drafting: Drafting, sha256: str) -> bool:
    path = drafting.uploads.path(sha256)
    return path.is_file() and sha256_of(path.read_bytes()) == sha256


def _ready(parts: Parts, draft: drafts.DraftView) -> list[str]:
    with parts.database.session() as session:
        digest = releases.index_digest_of(session, draft.release_id or 0)
    try:
        read_manifest(parts.home.index_folder(digest))
    except IndexFault as error:
        return [f"draft {draft.id} waits, but: {error}"]
    return []


def _remains(parts: Parts, temporary: Path) -> list[str]:
    """Nothing is left that nobody needs any more."""
    with parts.database.session() as session:
        kept = releases.kept_digests(session)
        held = drafts.hashes_held(session)
    wanted = {parts.home.index_folder(digest).name for digest in kept}
    found = [f"{one.name} is left in index/" for one in parts.home.indexes.iterdir()
             if one.name not in wanted]  # fmt: skip
    uploads = parts.home.path / "uploads"
    if uploads.is_dir():
        found += [f"{one.name} is left in uploads/" for one in uploads.iterdir()
                  if one.name not in held]  # fmt: skip
    found += [f"{one.name} is left in the home" for one in parts.home.path.iterdir()
              if one.name not in _KNOWN and one.suffix != ".lock"]  # fmt: skip
    return found + [f"{one.name} is left in the temporary folder" for one in temporary.iterdir()]
