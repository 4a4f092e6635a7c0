"""How far to trust the first passage: signals of one search, and the weights fitted on them."""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from functools import cache
from math import exp
from pathlib import Path

from index.errors import IndexDamaged

SHIPPED = Path(__file__).parent / "model" / "calibration.json"
OFF_TOPIC = Path(__file__).parent / "language" / "off_topic.txt"
SIZE_CHANGED = 0.1  # a share of the passages by which a collection is another one
ANSWERED_OFF_TOPIC = 0.05  # the share of questions on something else that may seem answered


@dataclass(frozen=True, slots=True)
class Signals:
    """What speaks for the first passage; all without unit.

    share: its BM25 score over the question's idf sum. coverage: share of the idf of the question's
    content words that it holds, 0..1. cosine: -1..1. late: its late interaction, 0..1. margin: its
    fused score less the second's.
    """

    share: float
    coverage: float
    cosine: float
    late: float
    margin: float


NOTHING = Signals(share=0.0, coverage=0.0, cosine=0.0, late=0.0, margin=0.0)


@dataclass(frozen=True, slots=True)
class Calibration:
    """Weights of a logistic regression on the signals; `intercept` is the logit of no signal.
    passages: how many there were when it was fitted to a collection."""

    intercept: float
    share: float
    coverage: float
    cosine: float
    late: float
    margin: float
    passages: int = 0

    def fits(self, passages: int) -> bool:
        """Whether a collection of this size is still about the one that it was fitted to."""
        return abs(passages - self.passages) <= SIZE_CHANGED * self.passages

    def confidence(self, signals: Signals) -> float:
        """How likely (0..1) it is that the first passage answers the question. From 0.5 on it may
        be called an answer: the weights are fitted so that few wrong ones come so far."""
        if signals == NOTHING:
            return 0.0
        return 1.0 / (1.0 + exp(-self.logit(signals)))

    def logit(self, signals: Signals) -> float:
        """The logarithm of the odds."""
        return (
            self.intercept
            + self.share * signals.share
            + self.coverage * signals.coverage
            + self.cosine * signals.cosine
            + self.late * signals.late
            + self.margin * signals.margin
        )

    def tightened(self, off_topic: Sequence[Signals], passages: int = 0) -> "Calibration":
        """This, less sure where it has to be: at most `ANSWERED_OFF_TOPIC` of these questions,
        which nothing in so many passages answers, seem more likely answered than not. Never surer
        than before."""
        odds = sorted((self.logit(one) for one in off_topic if one != NOTHING), reverse=True)
        allowed = int(ANSWERED_OFF_TOPIC * len(off_topic))
        excess = max(0.0, odds[allowed]) if allowed < len(odds) else 0.0
        return replace(self, intercept=self.intercept - excess, passages=passages)

    def save(self, path: Path) -> None:
        """Writes JSON."""
        path.write_text(json.dumps(asdict(self), indent=1) + "\n", encoding="utf-8")

    @classmethod
    def load(cls, path: Path) -> "Calibration":
        """Reads what `save` wrote. Raises IndexDamaged."""
        try:
            found = json.loads(path.read_text(encoding="utf-8"))
            passages = int(found.pop("passages", 0))
            return cls(**{name: float(value) for name, value in found.items()}, passages=passages)
        except (OSError, ValueError, TypeError, AttributeError) as error:
            raise IndexDamaged(path.parent, path.name) from error


@cache
def off_topic_questions() -> tuple[str, ...]:
    """Everyday questions that no rule or law answers; a line each."""
    return tuple(OFF_TOPIC.read_text(encoding="utf-8").splitlines())


@cache
def shipped_calibration() -> Calibration:
    """The weights fitted by `python -m training.calibrate`."""
    return Calibration.load(SHIPPED)
