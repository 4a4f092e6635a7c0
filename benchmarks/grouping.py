"""How well questions that ask the same are put together, on paraphrases made up for it.

    python -m benchmarks.grouping

Groups are judged as in coreference (B-cubed: Bagga and Baldwin 1998): precision, the share of a
question's group that asks the same; recall, the share of those that ask the same in its group.
The threshold was chosen on every other group and is judged on the rest.
"""

import json
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from index import grouping
from index.abbreviations import built_in
from index.embedding import Encoder, load_encoder
from index.restoring import shipped
from index.understanding import Understanding

SAME = Path(__file__).parent / "same_questions.json"
TRIED = (0.35, 0.40, 0.45, 0.50, 0.55)
ORDERS = 10


def main() -> None:
    groups: list[list[str]] = json.loads(SAME.read_text(encoding="utf-8"))
    encoder = load_encoder()
    print("half     threshold  precision  recall     F1")
    for name, half in (("chosen on", groups[0::2]), ("judged on", groups[1::2])):
        for threshold in TRIED:
            precision, recall = judged(half, threshold, encoder)
            f1 = 2 * precision * recall / (precision + recall)
            print(f"{name}  {threshold:.2f}       {precision:.3f}      {recall:.3f}      {f1:.3f}")


def judged(groups: Sequence[Sequence[str]], threshold: float, encoder: Encoder) -> np.ndarray:
    """(2,): precision and recall, the mean over orders in which the questions may come."""
    grouping.ALIKE = threshold
    understanding = Understanding(shipped(), built_in())
    asked = [(right, understanding.of(one)) for right, same in enumerate(groups) for one in same]
    rng = np.random.default_rng(7)
    scores = []
    for _ in range(ORDERS):
        shuffled = [asked[place] for place in rng.permutation(len(asked))]
        read = [one for _, one in shuffled]
        found = np.array(grouping.grouped(read, [None] * len(read), encoder))
        scores.append(b_cubed(np.array([right for right, _ in shuffled]), found))
    return np.asarray(np.mean(scores, axis=0))


def b_cubed(right: np.ndarray, found: np.ndarray) -> tuple[float, float]:
    """Precision and recall of group numbers, (n,) each."""
    same = right[:, None] == right[None, :]
    together = found[:, None] == found[None, :]
    hits = (same & together).sum(axis=1)
    return float((hits / together.sum(axis=1)).mean()), float((hits / same.sum(axis=1)).mean())


if __name__ == "__main__":
    main()
