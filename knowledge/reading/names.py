"""File names as they are shown and kept: no folders, nothing invisible, not endless."""

import re
import unicodedata

LONGEST_NAME = 120  # characters

# A suffix is told apart so that shortening leaves it in sight.
_SUFFIX = re.compile(r"\.\w{1,10}$")


def shown_name(name: str) -> str:
    """The last part of a path, safe to show and to store.

    Control and direction characters go (a name may pretend to be of another kind by writing its
    end backwards), so do bytes that are no characters; a long name loses its middle.
    """
    last = re.split(r"[/\\]", name.rstrip("/\\"))[-1]
    plain = shown_path(last).strip()
    if plain.strip(". ") == "":
        return "không tên"
    if len(plain) <= LONGEST_NAME:
        return plain
    suffix = match.group() if (match := _SUFFIX.search(plain)) else ""
    return plain[: LONGEST_NAME - len(suffix) - 1].rstrip() + "…" + suffix


def shown_path(path: str) -> str:
    """A whole path without what cannot be seen."""
    return "".join(character for character in path if not _is_trick(character))


def _is_trick(character: str) -> bool:
    # Control, format (direction marks, zero width), half of a pair, private, unassigned.
    return unicodedata.category(character) in ("Cc", "Cf", "Cs", "Co", "Cn")
