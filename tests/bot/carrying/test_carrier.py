import contextlib
import hashlib
import json
import warnings
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from bot.carrying.carrier import Arrived, Carrier
from bot.comparison import Comparison
from bot.errors import ArchiveError
from bot.indexing import Indexes
from bot.parts import Parts
from bot.sources import sources_at
from knowledge import glossary, golden, membership, releases, store
from knowledge.carrying.rows import TABLES, columns
from knowledge.people import Role
from tests.bot.conftest import RULES, parts_in

QUESTIONS = ("bàn giao chìa khóa cho ca sau", "mượn ba cuốn sách", "ký sổ trực khi nhận ca")


@pytest.fixture
def elsewhere(tmp_path: Path) -> Iterator[Parts]:
    """Another machine: an empty home."""
    with parts_in(tmp_path / "elsewhere") as parts:
        yield parts


@pytest.fixture
def file(published: Parts, rules: Path, tmp_path: Path) -> Path:
    """Two releases, a golden question, a term, a member and a question asked, exported."""
    rules.write_text(RULES.replace("ca sau", "ca đêm"), encoding="utf-8")
    published.publisher.refresh(sources_at([str(rules)]), author="telegram:1003", note="Ca đêm")
    with published.database.session() as session:
        passage = store.passages_of_revisions(session, releases.revision_ids_of(session, 2))[0]
        golden.add(session, "Ký sổ trực?", passage, author="telegram:1003")
        glossary.add_term(session, "BTC", "Ban Tổ chức", actor="hoa")
        membership.admit(session, 424242, Role.MEMBER, "Nguyễn Thị Mẫu", by="hoa")
        session.commit()
    published.answerer.ask("câu hỏi thầm kín về sổ trực")
    path = tmp_path / "kho.zip"
    Carrier(published.publisher).export(path)
    return path


def bring_in(parts: Parts, path: Path, *, agree: bool = True) -> Arrived:
    def answer(comparison: Comparison) -> bool:
        return agree

    return Carrier(parts.publisher).bring_in(path, author="minh", agree=answer)


def answers(parts: Parts) -> list[dict[str, Any]]:
    """What is asked, answered, but for what belongs to the moment of asking."""
    found = [parts.answerer.consider(question)[0].as_json() for question in QUESTIONS]
    return [{**one, "answer_id": "", "elapsed_ms": 0} for one in found]


def digest(parts: Parts) -> str | None:
    with parts.database.session() as session:
        return releases.index_digest_of(session, releases.current_release(session) or 0)


def rewritten(path: Path, part: str, change: bytes | None = None, **manifest: object) -> Path:
    """The file again with another manifest, or with other bytes in one part."""
    made = path.with_name("khac.zip")
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        for info in old.infolist():
            data = old.read(info)
            if info.filename == "manifest.json" and manifest:
                data = json.dumps(json.loads(data) | manifest).encode()
            if info.filename == part and change is not None:
                data = change
            new.writestr(info.filename, data)
    return made


def test_an_empty_home_answers_word_for_word_as_the_one_it_came_from(
    published: Parts, file: Path, elsewhere: Parts
) -> None:
    arrived = bring_in(elsewhere, file)

    assert (arrived.release, arrived.carried) == (2, 2)
    assert answers(elsewhere) == answers(published)
    assert digest(elsewhere) == digest(published)


def test_what_was_carried_is_carried_on_unchanged(
    file: Path, elsewhere: Parts, tmp_path: Path
) -> None:
    bring_in(elsewhere, file)
    again = Carrier(elsewhere.publisher).export(tmp_path / "lai.zip")

    with zipfile.ZipFile(file) as stored:
        told = json.loads(stored.read("manifest.json"))["parts"]
    assert {name: part.sha256 for name, part in again.parts.items()} == {
        name: part["sha256"] for name, part in told.items()
    }


def test_an_earlier_release_can_be_gone_back_to_where_it_was_carried(
    file: Path, elsewhere: Parts
) -> None:
    bring_in(elsewhere, file)

    assert elsewhere.publisher.roll_back(None, author="minh") == 1
    assert "cho ca sau" in elsewhere.answerer.consider(QUESTIONS[0])[1][0][0].text


def test_into_a_home_that_answers_it_comes_as_one_new_release(
    published: Parts, file: Path, elsewhere: Parts, law: Path
) -> None:
    own = law.with_name("noi-quy.md")
    own.write_text("# Nội quy\n\n## Điều nên làm\n\n### 1. Tắt đèn\nNên tắt đèn.\n", "utf-8")
    elsewhere.publisher.refresh(sources_at([str(own)]), only=True, author="minh")
    arrived = bring_in(elsewhere, file)

    assert (arrived.release, arrived.carried) == (2, 0)
    assert arrived.comparison.removed == ("Nội quy",)
    assert sorted(arrived.comparison.added) == ["Luật Thư viện mẫu", "Quy chế trực ban"]
    quotes = [[one["passage"] for one in each["citations"]] for each in answers(elsewhere)]
    assert quotes == [[one["passage"] for one in each["citations"]] for each in answers(published)]
    assert elsewhere.publisher.roll_back(None, author="minh") == 1


def test_brought_in_twice_it_changes_nothing(file: Path, elsewhere: Parts) -> None:
    bring_in(elsewhere, file)
    again = bring_in(elsewhere, file)

    assert again.release is None
    assert again.comparison.nothing_changed
    with elsewhere.database.session() as session:
        assert len(golden.questions(session)) == len(glossary.terms(session)) == 1


def test_golden_questions_and_terms_come_along(file: Path, elsewhere: Parts) -> None:
    bring_in(elsewhere, file)
    with elsewhere.database.session() as session:
        assert [one.question for one in golden.questions(session)] == ["Ký sổ trực?"]
        assert [one.long for one in glossary.terms(session)] == ["Ban Tổ chức"]


def test_neither_people_nor_what_they_asked_is_carried(file: Path) -> None:
    with zipfile.ZipFile(file) as stored:
        told = b"".join(stored.read(info) for info in stored.infolist()).decode()

    for private in ("424242", "Nguyễn Thị Mẫu", "thầm kín", "1003"):
        assert private not in told


@pytest.mark.parametrize("answering", [False, True])
def test_an_import_that_dies_half_way_leaves_what_answered_and_can_be_repeated(
    file: Path, elsewhere: Parts, rules: Path, monkeypatch: pytest.MonkeyPatch, answering: bool
) -> None:
    if answering:
        elsewhere.publisher.refresh(sources_at([str(rules)]), only=True, author="minh")
    with monkeypatch.context() as patch:
        patch.setattr(Indexes, "build", die)
        with pytest.raises(KeyboardInterrupt):
            bring_in(elsewhere, file)
    with elsewhere.database.session() as session:
        assert releases.current_release(session) == (1 if answering else None)

    assert bring_in(elsewhere, file).release is not None
    assert elsewhere.answerer.consider(QUESTIONS[1])[1][0][0].text.startswith("1. Bạn đọc")


def die(*_: object) -> None:
    """As a signal does."""
    raise KeyboardInterrupt


def test_who_says_no_has_changed_nothing(file: Path, elsewhere: Parts, rules: Path) -> None:
    assert bring_in(elsewhere, file, agree=False).release is None
    with elsewhere.database.session() as session:
        assert releases.releases(session) == []
    elsewhere.publisher.refresh(sources_at([str(rules)]), only=True, author="minh")
    assert bring_in(elsewhere, file, agree=False).release is None
    assert elsewhere.current.get().id == 1


def test_a_file_is_never_written_over(published: Parts, file: Path) -> None:
    before = file.read_bytes()
    with pytest.raises(ArchiveError, match=r"Đã có tệp .*kho\.zip; xin chọn tên khác"):
        Carrier(published.publisher).export(file)

    assert file.read_bytes() == before


def test_a_file_of_a_newer_version_is_refused_with_both_numbers(
    file: Path, elsewhere: Parts
) -> None:
    with pytest.raises(ArchiveError, match=r"định dạng 7.*chỉ đọc được đến định dạng 1\."):
        bring_in(elsewhere, rewritten(file, "", format=7))


def test_a_part_that_was_changed_is_refused(file: Path, elsewhere: Parts) -> None:
    with zipfile.ZipFile(file) as stored:
        parts = {name: stored.read(f"{name}.jsonl") for name in TABLES}
    for name in ("documents", "revisions", "passages", "releases", "release_items", "terms"):
        changed = rewritten(file, f"{name}.jsonl", parts[name][:-2] + b" \n")
        with pytest.raises(ArchiveError, match=rf"phần {name} đã hỏng hoặc bị sửa"):
            bring_in(elsewhere, changed)
    assert untouched(elsewhere)


@pytest.mark.parametrize("cut", [10, -30])
def test_a_file_that_was_cut_off_or_is_something_else_is_refused(
    file: Path, elsewhere: Parts, cut: int
) -> None:
    file.write_bytes(file.read_bytes()[:cut])

    with pytest.raises(ArchiveError, match=r"kho\.zip đã hỏng, hoặc không phải là tệp xuất"):
        bring_in(elsewhere, file)
    assert untouched(elsewhere)


def test_every_flipped_byte_is_found_or_changes_nothing(file: Path, elsewhere: Parts) -> None:
    data, titles, refused = file.read_bytes(), set(), 0
    for place in range(0, len(data), len(data) // 25):
        file.write_bytes(data[:place] + bytes([data[place] ^ 0xFF]) + data[place + 1 :])
        with contextlib.suppress(ArchiveError):
            titles.add(bring_in(elsewhere, file, agree=False).comparison.added)
            continue
        refused += 1

    assert refused > 15
    assert titles <= {("Quy chế trực ban", "Luật Thư viện mẫu")}
    assert untouched(elsewhere)


@pytest.mark.parametrize("name", ["../../etc/cron.d/x", "passages.jsonl"])
def test_a_name_that_does_not_belong_is_refused(file: Path, elsewhere: Parts, name: str) -> None:
    with warnings.catch_warnings(), zipfile.ZipFile(file, "a") as stored:
        warnings.simplefilter("ignore", UserWarning)  # of a name that comes twice
        stored.writestr(name, b"x")

    with pytest.raises(ArchiveError, match="có phần lạ, thiếu phần hoặc trùng phần"):
        bring_in(elsewhere, file)


def test_what_unpacks_to_far_more_than_it_is_is_refused_before_it_is_read(
    file: Path, elsewhere: Parts
) -> None:
    bomb = b" " * (8 << 20)
    with zipfile.ZipFile(file) as stored:
        parts = json.loads(stored.read("manifest.json"))["parts"]
    parts["terms"]["size"] = len(bomb)

    with pytest.raises(ArchiveError, match=r"phần terms nén bất thường"):
        bring_in(elsewhere, rewritten(file, "terms.jsonl", bomb, parts=parts))


def test_rows_that_fit_their_checksum_but_not_each_other_are_refused(
    published: Parts, file: Path, elsewhere: Parts
) -> None:
    with zipfile.ZipFile(file) as stored:
        lines = stored.read("passages.jsonl").splitlines()
        parts = json.loads(stored.read("manifest.json"))["parts"]
    first = json.loads(lines[0]) | {"end": 10**9}
    data = b"\n".join([json.dumps(first).encode(), *lines[1:]]) + b"\n"
    parts["passages"] |= {"sha256": hashlib.sha256(data).hexdigest(), "size": len(data)}

    with pytest.raises(ArchiveError, match="phần passages: các dòng không khớp nhau"):
        bring_in(elsewhere, rewritten(file, "passages.jsonl", data, parts=parts))
    assert untouched(elsewhere)


def test_the_format_is_raised_when_what_is_carried_changes() -> None:
    """Add a column: raise FORMAT, and say here what the new one holds."""
    assert {name: len(columns(name)) for name in TABLES} == {
        "documents": 4,
        "revisions": 23,
        "passages": 14,
        "releases": 8,
        "release_items": 3,
        "golden_questions": 9,
        "terms": 7,
        "watches": 7,
    }


def untouched(parts: Parts) -> bool:
    with parts.database.session() as session:
        return releases.releases(session) == []
