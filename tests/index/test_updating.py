"""An index that took over most of another one is the one that is built of everything."""

import random

import numpy as np
import pytest

from index.embedding import Encoder, load_encoder
from index.errors import DuplicateId, NothingToIndex
from index.glossary import Glossary
from index.search_index import Entry, SearchIndex
from index.vectors import FLAT_UP_TO
from tests.index.word_encoder import WordEncoder

WORDS = "họp chi đoàn trực ban ký sổ mượn sách trả phòng đọc uống rượu bia giờ làm việc".split()


def entries(count: int, seed: int = 5) -> list[Entry]:
    chance = random.Random(seed)
    return [
        Entry(id_, " ".join(chance.choices(WORDS, k=12)), f"Văn bản {id_ % 7}")
        for id_ in range(1, count + 1)
    ]


@pytest.fixture(scope="module")
def encoder() -> Encoder:
    return load_encoder(None)


@pytest.mark.parametrize(
    "question", ["uống rượu trong giờ làm việc", "muon sach", "ký sổ trực ban"]
)
def test_an_updated_index_finds_what_one_built_anew_finds(encoder: Encoder, question: str) -> None:
    before, after = entries(120), entries(130)
    gone = {3, 64, 65, 120}
    base = SearchIndex.build(before, encoder)
    kept = [entry.id for entry in before if entry.id not in gone]
    updated = base.updated(kept, after[120:])
    anew = SearchIndex.build([entry for entry in after if entry.id not in gone], encoder)

    assert updated.digest == anew.digest
    mine, theirs = updated.search(question, 20), anew.search(question, 20)
    assert {hit.id for hit in mine.hits} == {hit.id for hit in theirs.hits}
    for hit, other in zip(sorted(mine.hits), sorted(theirs.hits), strict=True):
        assert hit == pytest.approx(other, abs=1e-5)
    assert mine.signals == pytest.approx(theirs.signals, abs=1e-5)


def test_terms_that_only_the_removed_had_count_as_absent_again() -> None:
    encoder = WordEncoder(" ".join(WORDS))
    held = [Entry(1, "họp chi đoàn"), Entry(2, "thuyền thúng"), Entry(3, "ký sổ")]
    updated = SearchIndex.build(held, encoder).updated([1, 3], [Entry(4, "mượn sách")])
    anew = SearchIndex.build([held[0], held[2], Entry(4, "mượn sách")], encoder)
    ours, theirs = updated.search("thuyền thúng").signals, anew.search("thuyền thúng").signals
    assert ours == theirs
    assert updated.search("mượn sách").hits[0].id == 4


def test_a_sketch_is_taken_over_and_finds_the_same(encoder: Encoder) -> None:
    count = FLAT_UP_TO + 200
    before = entries(count)
    base = SearchIndex.build(before, encoder)
    more = [Entry(count + 1, "ca nô cứu hộ trên sông", "Văn bản mới")]
    updated = base.updated([entry.id for entry in before[1:]], more)
    assert len(updated) == count
    assert updated.search("cứu hộ trên sông").hits[0].id == count + 1
    assert updated.search("ký sổ trực ban").hits[0].lexical > 0


def test_short_forms_of_the_first_index_are_understood_in_the_next() -> None:
    encoder = WordEncoder(" ".join(WORDS))
    short = Glossary({"kltn": ("khóa luận tốt nghiệp",)})
    base = SearchIndex.build([Entry(1, "họp"), Entry(2, "ký sổ")], encoder, glossary=short)
    updated = base.updated([1, 2], [Entry(3, "nộp khóa luận tốt nghiệp")])
    assert updated.glossary == short
    assert updated.search("nop kltn").hits[0].id == 3


def test_an_id_that_stands_cannot_be_added_again() -> None:
    base = SearchIndex.build([Entry(1, "họp"), Entry(2, "ký sổ")], WordEncoder("họp ký sổ"))
    with pytest.raises(DuplicateId, match="2"):
        base.updated([1, 2], [Entry(2, "mượn sách")])
    with pytest.raises(NothingToIndex, match=r"\w"):
        base.updated([], [])


def test_the_calibration_is_kept_until_the_size_has_changed_by_much(encoder: Encoder) -> None:
    before = entries(100)
    base = SearchIndex.build(before, encoder)
    little = base.updated([entry.id for entry in before], entries(105)[100:])
    much = base.updated([entry.id for entry in before], entries(150)[100:])
    assert little._calibration is base._calibration
    assert base._calibration.passages == 100
    assert much._calibration.passages == 150
    assert np.isfinite(much._calibration.intercept)


def test_passages_can_be_taken_out_with_nothing_new(encoder: Encoder) -> None:
    before = entries(60)
    updated = SearchIndex.build(before, encoder).updated([one.id for one in before[:50]], [])
    anew = SearchIndex.build(before[:50], encoder)
    assert updated.digest == anew.digest
    assert 60 not in updated
    assert updated.has_all([1, 50])
    found, expected = updated.search("ký sổ trực ban"), anew.search("ký sổ trực ban")
    for hit, other in zip(sorted(found.hits), sorted(expected.hits), strict=True):
        assert hit == pytest.approx(other, abs=1e-5)


def test_all_passages_can_be_new(encoder: Encoder) -> None:
    updated = SearchIndex.build(entries(5), encoder).updated([], [Entry(9, "ký sổ trực ban")])
    assert [hit.id for hit in updated.search("ký sổ").hits] == [9]
