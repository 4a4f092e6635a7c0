"""Which documents the words of a reference name."""

from collections.abc import Callable, Sequence

from bot.references.titles import KINDS, KINDS_OF, LINKING, Listed, telling

Words = Sequence[str]  # folded, letters and digits parted


def documents_named(words: Words, documents: Sequence[Listed]) -> list[Listed]:
    """The documents that a name may mean: by number, slug, file or whole title, else by words of
    these; several where it does not say enough, all of them where it is empty."""
    if not words:
        return list(documents)
    joined = "".join(words)
    exact = [one for one in documents if joined in one.exact]
    if exact:
        return exact
    meant = [word for word in words if word not in LINKING]
    if not meant:
        return []
    found = [one for one in documents if all(map(one.has, meant))]
    for better in _preferences(words):
        found = [one for one in found if better(one)] or found
    return found


def kind_at(words: Words) -> tuple[str, ...]:
    """The kinds that the first words of a name may say: "luật", "nđ"; none where they say none."""
    text = " ".join(words)
    for kind in KINDS:
        if text == kind or text.startswith(f"{kind} "):
            return (kind,)
    return KINDS_OF.get(words[0], ()) if words else ()


def _preferences(words: Words) -> list[Callable[[Listed], bool]]:
    """What tells documents apart that have all the words, what weighs most first."""
    numbers = {word for word in words if word.isdigit()}
    name = telling([word for word in words if not word.isdigit()])
    kinds = kind_at(words)
    return [
        # "NQ 27" is the resolution and not the page whose title speaks of it.
        lambda one: bool(one.number) and one.number[0] in numbers and not one.view.is_retold,
        lambda one: bool(numbers) and numbers <= set(one.number),
        lambda one: any(one.is_a(kind) for kind in kinds),
        lambda one: one.telling == name or one.is_initialled(name),
        # A law, and not the decree whose title goes on to name the law.
        lambda one: bool(name) and one.telling.startswith(name),
    ]
