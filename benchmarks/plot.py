"""Results as one picture."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

from benchmarks.datasets import PLAIN, WRITTEN
from benchmarks.rankers import SHIPPED

if TYPE_CHECKING:
    from matplotlib.axes import Axes


def draw(result: dict[str, Any], path: Path) -> None:
    """nDCG@10 of each ranking; risk against coverage; peers' quality against their time."""
    from matplotlib.figure import Figure

    figure = Figure(figsize=(15, 4.8), layout="constrained")
    rankings, risk, peers = figure.subplots(1, 3)
    _rankings(rankings, result["sets"])
    _risk(risk, result["sets"])
    _peers(peers, result["peers"])
    figure.suptitle(f"{result['commit']}, {result['model']}")
    figure.savefig(path, dpi=90, metadata={"Software": None})


def _rankings(axes: "Axes", sets: dict[str, Any]) -> None:
    """Filled: as written; hollow: the same without diacritics."""
    variants = list(next(iter(sets.values()))["rankings"]) if sets else []
    for number, variant in enumerate(variants):
        shift = (number - (len(variants) - 1) / 2) * 0.8 / max(len(variants), 1)
        at = [place + shift for place in range(len(sets))]
        for form, fill in ((WRITTEN, "full"), (PLAIN, "none")):
            found = [one["rankings"][variant][form]["nDCG@10"]["value"] for one in sets.values()]
            label = variant if form == WRITTEN else None
            axes.plot(at, found, "o", color=f"C{number}", fillstyle=fill, label=label)
    axes.set_xticks(range(len(sets)), [*sets], rotation=20, ha="right")
    axes.set_title("nDCG@10; hollow: without diacritics")
    axes.grid(axis="y", alpha=0.3)
    axes.legend(fontsize=8)


def _risk(axes: "Axes", sets: dict[str, Any]) -> None:
    for name, one in sets.items():
        curve = one["abstention"]["half absent curve"]
        axes.plot([x for x, _ in curve], [y for _, y in curve], label=name)
    axes.set_title(f"{SHIPPED.name}: risk by coverage, half of the answers absent")
    axes.set_xlabel("share of the questions answered, surest first")
    axes.set_ylabel("share of those answered wrongly")
    axes.grid(alpha=0.3)
    if sets:
        axes.legend(fontsize=8)


def _peers(axes: "Axes", collections: dict[str, Any]) -> None:
    """Of the largest collection."""
    axes.set_title("peers")
    if not collections:
        return
    name, largest = max(collections.items(), key=lambda item: int(item[1]["passages"]))
    for peer, one in largest["peers"].items():
        if "missing" not in one:
            at = (one["p50_ms"], one[WRITTEN]["nDCG@10"]["value"])
            axes.plot(*at, "o")
            axes.annotate(peer, at, xytext=(5, 4), textcoords="offset points", fontsize=8)
    axes.set_xscale("log")
    axes.set_title(f"peers on {name}: nDCG@10 by time")
    axes.set_xlabel("median milliseconds a question")
    axes.grid(alpha=0.3)
