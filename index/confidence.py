"""How far to trust the first passage: signals of one search, and the weights fitted on them."""

import json
from dataclasses import asdict, astuple, dataclass
from functools import cache
from math import exp
from pathlib import Path

from index.errors import IndexDamaged

SHIPPED = Path(__file__).parent / "model" / "calibration.json"


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
    """Weights of a logistic regression on the signals; `intercept` is the logit of no signal."""

    intercept: float
    share: float
    coverage: float
    cosine: float
    late: float
    margin: float

    def confidence(self, signals: Signals) -> float:
        """How likely (0..1) it is that the first passage answers the question."""
        if signals == NOTHING:
            return 0.0
        return 1.0 / (1.0 + exp(-self.logit(signals)))

    def logit(self, signals: Signals) -> float:
        """The logarithm of the odds."""
        _, *weights = astuple(self)
        pairs = zip(weights, astuple(signals), strict=True)
        return float(self.intercept + sum(weight * signal for weight, signal in pairs))

    def save(self, path: Path) -> None:
        """Writes JSON."""
        path.write_text(json.dumps(asdict(self), indent=1) + "\n", encoding="utf-8")

    @classmethod
    def load(cls, path: Path) -> "Calibration":
        """Reads what `save` wrote. Raises IndexDamaged."""
        try:
            found = json.loads(path.read_text(encoding="utf-8"))
            return cls(**{name: float(value) for name, value in found.items()})
        except (OSError, ValueError, TypeError, AttributeError) as error:
            raise IndexDamaged(path.parent, path.name) from error


@cache
def shipped_calibration() -> Calibration:
    """The weights fitted by `python -m training.calibrate`."""
    return Calibration.load(SHIPPED)
