"""Everything that is measured on one set: rankings, ways of typing, knowing when not to answer."""

import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from benchmarks.abstention import measured
from benchmarks.datasets import DECOMPOSED, FORMS, PLAIN, WRITTEN, Dataset
from benchmarks.measures import bootstrap
from benchmarks.rankers import SHIPPED, VARIANTS, Variant
from benchmarks.trial import Outcome, ask_all, asked_in_form, figures, times, values
from bot.progress import Progress
from index.embedding import Encoder
from index.search_index import SearchIndex

COMPARED = ("nDCG@10", "P@1", "right@3")

Forms = Mapping[str, list[Outcome]]


@dataclass(frozen=True, slots=True)
class Indexed:
    """A set with its index; `evaluated`: what `nenchang evaluate` says of it, where it can."""

    dataset: Dataset
    index: SearchIndex
    build_s: float
    evaluated: dict[str, Any] | None = None


def indexed(dataset: Dataset, encoder: Encoder, progress: Progress) -> Indexed:
    began = time.perf_counter()
    index = SearchIndex.build(
        dataset.passages,
        encoder,
        progress=lambda done, total: progress(f"{dataset.name}: indexed", done, total),
    )
    return Indexed(dataset, index, time.perf_counter() - began)


def studied(
    one: Indexed, others: Sequence[Dataset], encoder: Encoder, progress: Progress
) -> dict[str, Any]:
    """The set's figures as they are kept; intervals are of 95 %."""
    asked = {variant.name: _asked(one, variant, progress) for variant in VARIANTS}
    shipped = asked[SHIPPED.name]
    known = measured(one.dataset, shipped[WRITTEN], others, one.index, encoder, progress)
    return {
        "passages": len(one.dataset.passages),
        "questions": len(one.dataset.questions),
        "answerable": len(one.dataset.answerable),
        "build_s": round(one.build_s, 2),
        **times(shipped[WRITTEN]),
        "rankings": {name: _figures(forms) for name, forms in asked.items()},
        "against shipped": {
            name: differences(forms[WRITTEN], shipped[WRITTEN])
            for name, forms in asked.items()
            if name != SHIPPED.name
        },
        "without diacritics": differences(shipped[PLAIN], shipped[WRITTEN]),
        "NFD ranked as NFC": same_ranking(shipped[DECOMPOSED], shipped[WRITTEN]),
        "abstention": known.as_json(),
        "evaluate": one.evaluated,
    }


def differences(ours: Sequence[Outcome], theirs: Sequence[Outcome]) -> dict[str, Any]:
    """Question by question, so that the interval is that of a paired test."""
    return {
        measure: bootstrap(values(ours, measure) - values(theirs, measure)).as_json()
        for measure in COMPARED
    }


def same_ranking(ours: Sequence[Outcome], theirs: Sequence[Outcome]) -> int:
    """How many questions have the same first ten places."""
    return sum(a.ids == b.ids for a, b in zip(ours, theirs, strict=True))


def _asked(one: Indexed, variant: Variant, progress: Progress) -> Forms:
    ranker, dataset = variant.ranker(one.index), one.dataset
    return {
        form: ask_all(
            ranker,
            asked_in_form(dataset, form),
            dataset.answerable,
            dataset.places,
            progress,
            f"{dataset.name}: {variant.name}, {form}",
        )
        for form in FORMS
    }


def _figures(forms: Forms) -> dict[str, Any]:
    return {
        form: {measure: one.as_json() for measure, one in figures(outcomes).items()}
        for form, outcomes in forms.items()
    }
