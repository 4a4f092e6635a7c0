import numpy as np
import pytest

from training.corpora import Section
from training.examples import Examples, examples_of
from training.vocabulary import tokenizer_of

_TOKENIZER = tokenizer_of({f"▁{word}": -1.0 for word in "khách thư viện giữ im lặng ở".split()})


def _examples(count: int, subjects: int) -> Examples:
    ids = [np.array([number], dtype=np.int32) for number in range(count)]
    numbers = np.arange(count)
    return Examples(ids, ids, numbers, numbers % subjects)


def test_every_example_comes_once() -> None:
    batches = list(_examples(96, 5).batches(32, seed=1))
    assert [len(batch) for batch in batches] == [32, 32, 32]
    assert sorted(np.concatenate(batches).tolist()) == list(range(96))


def test_what_fills_no_batch_is_dropped() -> None:
    assert len(list(_examples(70, 5).batches(32, seed=1))) == 2


def test_neighbours_of_one_subject_stand_together() -> None:
    examples = _examples(800, 10)  # eighty of each: ten whole runs
    for batch in examples.batches(64, seed=2):
        runs = examples.subjects[batch].reshape(-1, 8)
        assert (runs == runs[:, :1]).all()


def test_the_seed_decides_the_order() -> None:
    order = [
        np.concatenate(list(_examples(64, 4).batches(16, seed))).tolist() for seed in (1, 1, 2)
    ]
    assert order[0] == order[1] != order[2]


def test_pairs_become_tokens_with_their_section_and_subject() -> None:
    text = "Khách ở thư viện giữ im lặng.\nKhách giữ thư viện im lặng ở thư viện."
    sections = [
        Section("a", "Thư viện", "Khách giữ im lặng ở thư viện", text),
        Section("b", "Nhà ga", "Khách ở thư viện im lặng", text),
        Section("c", "Thư viện", "Giữ im lặng ở thư viện nào", text),
    ]
    examples = examples_of(sections, _TOKENIZER, seed=1)
    assert len(examples) >= 3
    assert set(examples.sections.tolist()) == {0, 1, 2}
    subject_of = dict(zip(examples.sections.tolist(), examples.subjects.tolist(), strict=True))
    assert subject_of[0] == subject_of[2] != subject_of[1]
    assert all(len(ids) >= 4 for ids in examples.passages)


def test_a_pair_of_unknown_letters_alone_teaches_nothing() -> None:
    section = Section("a", "x", "???", "!!! ...")
    assert len(examples_of([section], _TOKENIZER, seed=1)) == 0


@pytest.mark.parametrize("size", [8, 16])
def test_batches_have_the_size_asked_for(size: int) -> None:
    assert {len(batch) for batch in _examples(64, 3).batches(size, 0)} == {size}
