"""A point, or a clause, that has no passage of its own: where it stands inside one."""

import itertools
from collections.abc import Sequence

from bot.references.labels import Labels
from bot.references.levels import Level
from knowledge.markers import marker_of
from knowledge.statements import Statement, complete, statements_of

Piece = tuple[int, int, bool]  # offsets in the text, and whether it is only a lead-in
_KINDS = {Level.CLAUSE: "decimal1", Level.POINT: "letter"}


def labels_in(text: str, level: Level) -> list[str]:
    """The labels of a level that stand at the heads of a text's statements, in order."""
    return [label for _, label in _marked(statements_of(text), text, level)]


def pieces_of(text: str, level: Level, wanted: Labels) -> list[Piece] | None:
    """The part of a text that is asked for, with the lead-ins that govern it and all that must be
    quoted with them, in order. None where it is not in the text, or its letter stands in several
    lists of it."""
    statements = statements_of(text)
    marked = _marked(statements, text, level)
    chosen = [place for place, label in marked if wanted.holds(label)]
    if not chosen or len({label for _, label in marked}) < len(marked):
        return None
    following = {place: stop for (place, _), (stop, _) in itertools.pairwise(marked)}
    inside = {one for place in chosen for one in range(place, following.get(place, place + 1))}
    places = complete(statements, inside)
    leads = {lead for place in places for lead in statements[place].leads} - inside
    return joined(
        text, [(statements[one].start, statements[one].end, one in leads) for one in places]
    )


def joined(text: str, pieces: Sequence[Piece]) -> list[Piece]:
    """Pieces in order, those between which only white space stands made one."""
    found: list[Piece] = []
    for start, end, is_lead in sorted(set(pieces)):
        if found and not text[found[-1][1] : start].strip():
            before = found[-1]
            found[-1] = (before[0], max(before[1], end), before[2] and is_lead)
        else:
            found.append((start, end, is_lead))
    return found


def _marked(statements: list[Statement], text: str, level: Level) -> list[tuple[int, str]]:
    """The statements that begin with a marker of this level, with its label."""
    found = []
    for place, one in enumerate(statements):
        marker = marker_of(text[one.start : one.end])
        if marker and marker.kind == _KINDS.get(level):
            found.append((place, marker.label))
    return found
