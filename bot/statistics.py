"""What shares and confidences of a few questions tell, and how surely."""

from collections.abc import Sequence
from math import sqrt
from typing import Any

import numpy as np


def wilson(hits: int, total: int) -> tuple[float, float]:
    """95 % score interval of a share (Wilson 1927)."""
    if total == 0:
        return (0.0, 1.0)
    z = 1.96
    middle, spread = hits / total, z * z / total
    centre = (middle + spread / 2) / (1 + spread)
    half = z * sqrt(middle * (1 - middle) / total + spread / (4 * total)) / (1 + spread)
    return (max(0.0, centre - half), min(1.0, centre + half))


def share(hits: int, total: int) -> dict[str, Any]:
    """A share as scripts read it, with its counts and Wilson interval; null of nothing."""
    low, high = wilson(hits, total)
    found = round(hits / total, 4) if total else None
    return {"share": found, "hits": hits, "of": total, "wilson": [round(low, 4), round(high, 4)]}


def auroc(positive: Sequence[float], negative: Sequence[float]) -> float | None:
    """The chance that an answerable question is given more confidence than an unanswerable one,
    ties counting half (Mann-Whitney U). None where a side is empty."""
    if not positive or not negative:
        return None
    difference = np.subtract.outer(np.asarray(positive), np.asarray(negative))
    return float((difference > 0).mean() + (difference == 0).mean() / 2)
