"""Fits the weights by which a search knows how far to trust its first passage:

    python -m benchmarks.calibrate --eval FOLDER --seeds FOLDER --documents FOLDER [--out FILE]

Questions that the collection answers against the same ones with their answer taken out, ones on
other topics and ones that the set marks as unanswerable, on the two development sets; ALQAC, whose
questions were written with the passage in view, only checks. Each set weighs the same, half of it
for the answerable. The intercept is then moved so that even odds answer `ANSWERED` of the rules'
answerable questions, and what that lets through is printed against `LIMITS`.
"""

import argparse
from collections.abc import Iterable, Sequence
from dataclasses import astuple, dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from benchmarks.abstention import without_answers
from benchmarks.datasets import Topic, read_pairs
from benchmarks.quality import developed, tell
from benchmarks.study import Indexed, indexed
from index.confidence import SHIPPED, Calibration, Signals
from index.embedding import Encoder, load_encoder
from index.search_index import SearchIndex

Array = NDArray[np.float64]

ANSWERED = 0.85  # of the answerable questions on rules
LIMITS = {"off topic": 0.05, "absent": 0.20, "unanswerable": 0.15}  # wanted, at most
_RIDGE = 1e-3  # keeps the weights finite where a set is told apart without error
_STEPS = 50


@dataclass(frozen=True, slots=True)
class Labelled:
    """Signals, a row a search: (n, 5) each, in the order of `Signals`."""

    name: str
    answerable: Array
    absent: Array
    off_topic: Array
    unanswerable: Array

    @property
    def negatives(self) -> dict[str, Array]:
        return {
            "absent": self.absent,
            "off topic": self.off_topic,
            "unanswerable": self.unanswerable,
        }


def labelled(one: Indexed, strangers: Iterable[str], encoder: Encoder) -> Labelled:
    """Every question of a set searched, and with its answer gone, and others' questions."""
    dataset, index = one.dataset, one.index
    return Labelled(
        dataset.name,
        _signals((index, question.text) for question in dataset.answerable),
        _signals((rest, q.text) for rest, q in without_answers(dataset, index, encoder, tell)),
        _signals((index, text) for text in strangers),
        _signals((index, question.text) for question in dataset.questions if not question.right),
    )


def fitted(sets: Sequence[Labelled]) -> Array:
    """(6,) intercept and weights of a logistic regression, none of them below nought: a signal
    that speaks against the answer in these sets is left out."""
    rows = np.concatenate([np.concatenate([s.answerable, *s.negatives.values()]) for s in sets])
    right = np.concatenate([_labels(one) for one in sets])
    importance = np.concatenate([_importance(one) for one in sets])
    used = np.ones(rows.shape[1], dtype=bool)
    while True:
        found = _regression(rows[:, used], right, importance)
        weights = np.zeros(rows.shape[1])
        weights[used] = found[1:]
        if (weights >= 0).all():
            return np.concatenate([found[:1], weights])
        used[np.argmin(weights)] = False


def moved(found: Array, one: Labelled) -> Array:
    """The same weights, with even odds where `ANSWERED` of a set's answerable have more."""
    odds = np.sort(found[0] + one.answerable @ found[1:])[::-1]
    last = odds[int(np.ceil(ANSWERED * len(odds))) - 1]
    return np.concatenate([[found[0] - last], found[1:]])


def answered(found: Array, rows: Array) -> float:
    """The share of searches that pass for answered."""
    return float((found[0] + rows @ found[1:] >= 0).mean()) if len(rows) else float("nan")


def main() -> None:
    options = _options()
    encoder = load_encoder(options.model)
    alqac = read_pairs(options.eval / "alqac.json", "ALQAC", Topic.RULES)
    general = read_pairs(options.eval / "xquad_vi.json", "XQuAD-vi", Topic.GENERAL)
    strangers = [question.text for question in general.questions[::4]]
    ready = [*developed(options), indexed(alqac, encoder, tell)]
    rules, laws, check = (labelled(one, strangers, encoder) for one in ready)
    _tell("rules, fitted on the laws alone", moved(fitted([laws]), rules), rules)
    _tell("laws, fitted on the rules alone", moved(fitted([rules]), rules), laws)
    found = moved(fitted([rules, laws]), rules)
    for one in (rules, laws, check):
        _tell(one.name, found, one)
    intercept, share, coverage, cosine, late, margin = (round(float(one), 3) for one in found)
    calibration = Calibration(intercept, share, coverage, cosine, late, margin)
    calibration.save(options.out)
    print(calibration)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    for folder in ("eval", "seeds", "documents"):
        parser.add_argument(f"--{folder}", type=Path, required=True)
    parser.add_argument("--model", help="a folder; the embedded model unless given")
    parser.add_argument("--out", type=Path, default=SHIPPED)
    parser.set_defaults(only=None)
    return parser.parse_args()


def _signals(searches: Iterable[tuple[SearchIndex, str]]) -> Array:
    found: list[Signals] = [index.search(text).signals for index, text in searches]
    return np.array([astuple(one) for one in found], dtype=np.float64).reshape(-1, 5)


def _labels(one: Labelled) -> Array:
    wrong = sum(map(len, one.negatives.values()))
    return np.concatenate([np.ones(len(one.answerable)), np.zeros(wrong)])


def _importance(one: Labelled) -> Array:
    """Half of a set's weight for the answerable, the other shared by the kinds of wrong ones."""
    kinds = [rows for rows in one.negatives.values() if len(rows)]
    shares = [np.full(len(rows), 0.5 / len(kinds) / len(rows)) for rows in kinds]
    return np.concatenate([np.full(len(one.answerable), 0.5 / len(one.answerable)), *shares])


def _regression(rows: Array, right: Array, importance: Array) -> Array:
    """Newton's method; (k + 1,) with the intercept first."""
    design = np.hstack([np.ones((len(rows), 1)), rows])
    found = np.zeros(design.shape[1])
    ridge = _RIDGE * np.eye(len(found))
    for _ in range(_STEPS):
        odds = 1 / (1 + np.exp(-design @ found))
        slope = design.T @ (importance * (right - odds)) - ridge @ found
        bend = (design * (importance * odds * (1 - odds))[:, None]).T @ design + ridge
        found = found + np.linalg.solve(bend, slope)
    return found


def _tell(name: str, found: Array, one: Labelled) -> None:
    said = [f"answerable {answered(found, one.answerable):.3f}"]
    for kind, rows in one.negatives.items():
        if len(rows):
            share = answered(found, rows)
            said.append(f"{kind} {share:.3f}{' (over)' if share > LIMITS[kind] else ''}")
    print(f"{name}: answered {', '.join(said)}", flush=True)


if __name__ == "__main__":
    main()
