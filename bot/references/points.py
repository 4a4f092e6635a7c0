"""A point, or a clause, that has no passage of its own: where it stands inside one."""

import itertools

from bot.references.labels import Labels
from bot.references.levels import Level
from knowledge.markers import marker_of
from knowledge.statements import Statement, complete, statements_of

_KINDS = {Level.CLAUSE: "decimal1", Level.POINT: "letter"}


def labels_in(text: str, level: Level) -> list[str]:
    """The labels of a level that stand at the heads of a text's statements, in order."""
    return [label for _, label in _marked(statements_of(text), text, level)]


def spans_of(text: str, level: Level, wanted: Labels) -> list[tuple[int, int]] | None:
    """The part of a text that is asked for, with the lead-ins that govern it and all that must be
    quoted with them: spans in order, no two of them neighbours. None where it is not in the text,
    or its letter stands in several lists of it."""
    statements = statements_of(text)
    marked = _marked(statements, text, level)
    chosen = [place for place, label in marked if wanted.holds(label)]
    labels = [marked_label for _, marked_label in marked]
    if not chosen or len(set(labels)) < len(labels):
        return None
    following = {place: stop for (place, _), (stop, _) in itertools.pairwise(marked)}
    inside = [one for place in chosen for one in range(place, following.get(place, place + 1))]
    places = complete(statements, inside)
    spans: list[tuple[int, int]] = []
    last = -2
    for place in places:
        one = statements[place]
        if place == last + 1:
            spans[-1] = (spans[-1][0], one.end)
        else:
            spans.append((one.start, one.end))
        last = place
    return spans


def _marked(statements: list[Statement], text: str, level: Level) -> list[tuple[int, str]]:
    """The statements that begin with a marker of this level, with its label."""
    found = []
    for place, one in enumerate(statements):
        marker = marker_of(text[one.start : one.end])
        if marker and marker.kind == _KINDS.get(level):
            found.append((place, marker.label))
    return found
