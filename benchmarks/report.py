"""Results as Markdown tables, and where in a file they stand."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from benchmarks.datasets import PLAIN, WRITTEN
from benchmarks.peers import OURS
from benchmarks.rankers import SHIPPED

BEGIN = "<!-- quality: written by benchmarks.quality -->"
END = "<!-- quality: end -->"
MEASURED = ("nDCG@10", "P@1", "right@3", "R@10", "MRR@10")


class MarksMissing(Exception):
    """A file has no place for the tables."""


def rewrite(path: Path, body: str) -> None:
    """Put the tables between the file's marks. Raises MarksMissing."""
    text = path.read_text(encoding="utf-8")
    before, begin, rest = text.partition(BEGIN)
    _, end, after = rest.partition(END)
    if not begin or not end:
        raise MarksMissing(f"{path} has no lines {BEGIN} and {END}")
    path.write_text(f"{before}{BEGIN}\n{body}{END}{after}", encoding="utf-8")


def tables(result: dict[str, Any]) -> str:
    sets, peers = result["sets"], result["peers"]
    lines = [
        f"Commit {result['commit']}, model `{result['model']}`, one thread; {result['machine']}.",
        *_section("As shipped, questions as they are written", _quality(sets)),
        *_section("The same questions typed otherwise", _forms(sets)),
        *_section("With parts taken away: nDCG@10, and what it loses", _ablations(sets)),
        *_section("The same: P@1 / right@3", _places(sets)),
        *_section("Knowing when not to answer", _abstention(sets)),
        *_section("Development sets as `nenchang evaluate` sees them", _evaluated(sets)),
    ]
    for name, one in peers.items():
        title = f"Peers on {name}: {one['passages']:,} passages, {one['questions']:,} questions"
        lines += _section(title, _peers(one["peers"]))
        lines += ["", ratios(one["peers"])]
    return "\n".join(lines) + "\n"


def ratios(peers: dict[str, Any]) -> str:
    """How much slower the others are, and the fastest of those that find as much (R@10 within
    our interval, or above)."""
    here = peers[OURS]
    others = {name: one for name, one in peers.items() if name != OURS and "missing" not in one}
    if not others:
        return "No peer is installed."
    ours = here["p50_ms"]
    slow = max(others, key=lambda name: float(others[name]["p50_ms"]))
    low = here[WRITTEN]["R@10"]["low"]
    equal = [name for name in others if others[name][WRITTEN]["R@10"]["value"] >= low]
    said = f"The slowest, {slow}, takes {others[slow]['p50_ms'] / ours:.1f} times our median."
    if not equal:
        return f"{said} None finds as much as we do in ten places."
    fast = min(equal, key=lambda name: float(others[name]["p50_ms"]))
    return (
        f"{said} The fastest that finds as much in ten places (within our interval), {fast}, "
        f"takes {others[fast]['p50_ms'] / ours:.2f} times."
    )


Row = Sequence[str]


def _section(title: str, rows: Sequence[Row]) -> list[str]:
    """A titled table whose first row is its head; nothing of an empty one."""
    if len(rows) < 2:
        return []
    head, *body = ("| " + " | ".join(row) + " |" for row in rows)
    return ["", f"**{title}**", "", head, "|---" * len(rows[0]) + "|", *body]


def _quality(sets: dict[str, Any]) -> list[Row]:
    rows: list[Row] = [("set", "passages", "questions", *MEASURED, "p50 ms", "p99 ms")]
    for name, one in sets.items():
        found = one["rankings"][SHIPPED.name][WRITTEN]
        shown = [_interval(found[measure]) for measure in MEASURED]
        counts = (f"{one['passages']:,}", f"{one['answerable']:,}")
        rows.append((name, *counts, *shown, f"{one['p50_ms']:.2f}", f"{one['p99_ms']:.2f}"))
    return rows


def _forms(sets: dict[str, Any]) -> list[Row]:
    measures = ("nDCG@10", "P@1", "right@3")
    heads = [f"{measure} {form}" for measure in measures for form in ("without diacritics", "less")]
    rows: list[Row] = [("set", *heads, "NFD ranked as NFC")]
    for name, one in sets.items():
        found, less = one["rankings"][SHIPPED.name][PLAIN], one["without diacritics"]
        shown = [
            text
            for measure in measures
            for text in (_percent(found[measure]), _difference(less[measure]))
        ]
        rows.append((name, *shown, f"{one['NFD ranked as NFC']:,} of {one['answerable']:,}"))
    return rows


def _ablations(sets: dict[str, Any]) -> list[Row]:
    rows: list[Row] = [("ranking", *sets)]
    for variant in _variants(sets):
        shown = []
        for one in sets.values():
            found = _percent(one["rankings"][variant][WRITTEN]["nDCG@10"])
            less = one["against shipped"].get(variant)
            shown.append(f"{found} ({_difference(less['nDCG@10'])})" if less else found)
        rows.append((variant, *shown))
    return rows


def _places(sets: dict[str, Any]) -> list[Row]:
    rows: list[Row] = [("ranking", *sets)]
    for variant in _variants(sets):
        found = [one["rankings"][variant][WRITTEN] for one in sets.values()]
        pairs = [f"{_percent(one['P@1'])} / {_percent(one['right@3'])}" for one in found]
        rows.append((variant, *pairs))
    return rows


def _variants(sets: dict[str, Any]) -> Iterator[str]:
    yield from next(iter(sets.values()))["rankings"] if sets else ()


def _abstention(sets: dict[str, Any]) -> list[Row]:
    heads = ("questions", "answered", "AUROC", "FPR at 95 % TPR")
    rows: list[Row] = [("set", "asked", *heads, "AURC alone", "AURC half absent")]
    for name, one in sets.items():
        known = one["abstention"]
        for kind in ("answerable", "absent", "off topic", "unanswerable"):
            if kind not in known or not known[kind]["questions"]:
                continue
            told = known[kind]
            first = kind == "answerable"
            rows.append(
                (
                    name if first else "",
                    kind,
                    f"{told['questions']:,}",
                    _share(told["answered"]),
                    _plain(told.get("auroc")),
                    _plain(told.get("fpr_at_95_tpr")),
                    _plain(known["answerable aurc"] if first else None),
                    _plain(known["half absent aurc"] if first else None),
                )
            )
    return rows


def _evaluated(sets: dict[str, Any]) -> list[Row]:
    shares = {
        "answered right @1": "answer_right_at_1",
        "@3": "answer_right_at_3",
        "found @1": "retrieval_right_at_1",
        "@3 ": "retrieval_right_at_3",
        "wrongly answered": "wrongly_answered",
        "refused": "refused",
    }
    rows: list[Row] = [("set", "group", "questions", *shares, "AUROC", "p50 ms", "p99 ms")]
    for name, one in sets.items():
        for group, found in (one["evaluate"] or {}).items():
            cells = [_share(found[key]) for key in shares.values()]
            times = (f"{found['p50_ms']:.1f}", f"{found['p99_ms']:.1f}")
            rows.append(
                (name, group, str(found["questions"]), *cells, _plain(found["auroc"]), *times)
            )
    return rows


def _peers(peers: dict[str, Any]) -> list[Row]:
    heads = ("nDCG@10", "without diacritics", "R@10", "p50 ms", "p99 ms", "× ours", "build s")
    rows: list[Row] = [("", *heads)]
    ours = peers[OURS]["p50_ms"]
    for name, one in peers.items():
        if "missing" in one:
            rows.append((name, one["missing"], *[""] * (len(heads) - 1)))
            continue
        rows.append(
            (
                name,
                _interval(one[WRITTEN]["nDCG@10"]),
                _interval(one[PLAIN]["nDCG@10"]),
                _interval(one[WRITTEN]["R@10"]),
                f"{one['p50_ms']:.2f}",
                f"{one['p99_ms']:.2f}",
                f"{one['p50_ms'] / ours:.2f}",
                f"{one['build_s']:.1f}",
            )
        )
    return rows


def _percent(estimate: dict[str, float]) -> str:
    return f"{100 * estimate['value']:.1f}"


def _interval(estimate: dict[str, float]) -> str:
    return f"{_percent(estimate)} [{100 * estimate['low']:.1f}–{100 * estimate['high']:.1f}]"


def _difference(estimate: dict[str, float]) -> str:
    value, low, high = (f"{100 * estimate[key]:+.1f}" for key in ("value", "low", "high"))
    return f"{value} [{low}, {high}]"


def _share(share: dict[str, Any]) -> str:
    if share["share"] is None:
        return "–"
    low, high = (100 * bound for bound in share["wilson"])
    return f"{100 * share['share']:.1f} [{low:.0f}–{high:.0f}]"


def _plain(value: float | None) -> str:
    return "" if value is None else f"{value:.3f}"
