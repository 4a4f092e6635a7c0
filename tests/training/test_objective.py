import numpy as np
import pytest
import torch
from numpy.typing import NDArray

from training import objective
from training.examples import Examples
from training.objective import Objective, token_idf

PIECES = 9


def ids(*numbers: int) -> NDArray[np.int32]:
    return np.array(numbers, dtype=np.int32)


EXAMPLES = Examples(
    questions=[ids(1, 2), ids(3, 3), ids(4, 5, 6)],
    passages=[ids(1, 7, 8, 2), ids(3, 8, 8, 7), ids(4, 5, 7, 8)],
    sections=np.array([0, 1, 2]),
    subjects=np.array([0, 0, 0]),
)
BATCH = np.arange(3)


def test_losses_are_those_of_the_definition() -> None:
    """Written out with loops: cross entropy of scaled cosines of means and of MaxSim."""
    table = torch.randn(PIECES, 4, generator=torch.Generator().manual_seed(3))
    mean, late = Objective(EXAMPLES, PIECES, seed=0).losses(table, BATCH)

    vectors = table.numpy()
    unit = vectors / np.linalg.norm(vectors, axis=1, keepdims=True)
    idf = token_idf(EXAMPLES, PIECES).numpy()

    def pooled(row: NDArray[np.int32]) -> NDArray[np.float32]:
        mean = vectors[row].mean(axis=0)
        return np.asarray(mean / np.linalg.norm(mean))

    means = np.array(
        [[pooled(q) @ pooled(p) for p in EXAMPLES.passages] for q in EXAMPLES.questions]
    )
    maxima = np.zeros((3, 3))
    for i, question in enumerate(EXAMPLES.questions):
        words = sorted(set(question.tolist()))
        for j, passage in enumerate(EXAMPLES.passages):
            found = [max(0.0, max(float(unit[w] @ unit[o]) for o in passage) - 0.2) for w in words]
            maxima[i, j] = np.dot(idf[words], found) / idf[words].sum()
    for loss, logits in ((mean, means * 20), (late, maxima * 25)):
        expected = np.mean(np.log(np.exp(logits).sum(axis=1)) - np.diag(logits))
        assert loss.item() == pytest.approx(expected, rel=1e-4)


def test_a_passage_of_the_same_article_is_no_wrong_answer() -> None:
    table = torch.randn(PIECES, 4, generator=torch.Generator().manual_seed(3))
    one_article = Examples(
        EXAMPLES.questions, EXAMPLES.passages, np.array([0, 0, 0]), EXAMPLES.subjects
    )
    mean, late = Objective(one_article, PIECES, seed=0).losses(table, BATCH)
    assert mean.item() == pytest.approx(0.0, abs=1e-6)
    assert late.item() == pytest.approx(0.0, abs=1e-6)


def test_learning_brings_a_question_nearer_to_its_passage() -> None:
    table = torch.nn.Parameter(torch.randn(PIECES, 4, generator=torch.Generator().manual_seed(3)))
    adam = torch.optim.Adam([table], lr=0.1)
    asked = Objective(EXAMPLES, PIECES, seed=0)
    before = sum(loss.item() for loss in asked.losses(table, BATCH))
    for _ in range(30):
        mean, late = asked.losses(table, BATCH)
        adam.zero_grad()
        (mean + late).backward()  # type: ignore[no-untyped-call]
        adam.step()
    assert sum(loss.item() for loss in asked.losses(table, BATCH)) < 0.2 * before


def test_words_of_a_long_passage_are_drawn_and_no_more_than_allowed(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(objective, "_WORDS_OFFERED", 2)
    table = torch.randn(PIECES, 4, generator=torch.Generator().manual_seed(3))
    drawn = {Objective(EXAMPLES, PIECES, seed).losses(table, BATCH)[1].item() for seed in range(8)}
    assert len(drawn) > 1


def test_the_unknown_piece_counts_nothing_and_a_rare_one_more() -> None:
    examples = Examples(
        EXAMPLES.questions * 7,
        [ids(0, 1), *[ids(1)] * 6, ids(0, 1, 2), *[ids(1)] * 13],
        np.arange(21),
        np.zeros(21, dtype=np.int64),
    )
    idf = token_idf(examples, PIECES)
    assert idf[0] == 0.0
    assert idf[2] > idf[1]
    assert idf.shape == (PIECES,)
