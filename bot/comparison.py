"""What a refresh would change: documents and passages added, changed, removed."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Self

from knowledge.views import DocumentView, PassageView


@dataclass(frozen=True, slots=True)
class Proof:
    """How the coming release answers the golden questions. broken: those that only the standing
    one answers; unanswered: those that neither does."""

    asked: int = 0
    answered: int = 0
    broken: tuple[str, ...] = ()
    unanswered: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Comparison:
    """Titles of documents, and counts of passages, that differ between two releases."""

    added: tuple[str, ...]
    changed: tuple[str, ...]
    removed: tuple[str, ...]
    unchanged: int
    passages_added: int
    passages_removed: int
    warnings: tuple[str, ...]
    proposed: tuple[str, ...] = ()  # lines on what new and changed documents say of themselves
    proof: Proof = Proof()

    @classmethod
    def from_json(cls, kept: Mapping[str, Any]) -> Self:
        """As `dataclasses.asdict` and JSON have kept it."""
        proof = {name: _back(value) for name, value in kept.get("proof", {}).items()}
        values = {name: _back(value) for name, value in kept.items()}
        return cls(**{**values, "proof": Proof(**proof)})

    @property
    def nothing_changed(self) -> bool:
        return not (self.added or self.changed or self.removed)


def compare(
    before: Sequence[DocumentView],
    after: Sequence[DocumentView],
    passages_before: Iterable[PassageView],
    passages_after: Iterable[PassageView],
) -> Comparison:
    """Compare by document identity and revision; passages by the words they hold."""
    old = {document.slug: document for document in before}
    new = {document.slug: document for document in after}
    changed = [slug for slug in new if slug in old and _differ(old[slug], new[slug])]
    words_before = Counter(_key(passage) for passage in passages_before)
    words_after = Counter(_key(passage) for passage in passages_after)
    return Comparison(
        added=tuple(new[slug].title for slug in new if slug not in old),
        changed=tuple(new[slug].title for slug in changed),
        removed=tuple(old[slug].title for slug in old if slug not in new),
        unchanged=sum(slug in old and slug not in changed for slug in new),
        passages_added=(words_after - words_before).total(),
        passages_removed=(words_before - words_after).total(),
        warnings=tuple(
            f"{new[slug].source}: {warning}"
            for slug in new
            if slug not in old or slug in changed
            for warning in new[slug].warnings
        ),
    )


def _back(value: Any) -> Any:  # noqa: ANN401 -- JSON turns tuples into lists
    return tuple(value) if isinstance(value, list) else value


def _differ(one: DocumentView, other: DocumentView) -> bool:
    return one.revision_id != other.revision_id


def _key(passage: PassageView) -> tuple[str, str, str]:
    return (passage.document.slug, passage.locator, passage.text)
