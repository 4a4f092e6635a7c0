"""What a person put right of a published document and its next version does not say either."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from sqlmodel import Session

from knowledge import drafts
from knowledge.correcting import head_of
from knowledge.drafts import FileView
from knowledge.reading.head import parse_date
from knowledge.reading.head_fields import DATES, LINKS
from knowledge.reading.reading import Head
from knowledge.views import DocumentView

BETWEEN = "; "  # the documents that one replaces, as a correction keeps them


def headed(said: Head, corrections: Mapping[str, str | None]) -> Head:
    """A head with its corrections."""
    values: dict[str, Any] = {}
    for name, value in corrections.items():
        if name in LINKS:
            values[name] = tuple(value.split(BETWEEN)) if value else ()
        else:
            values[name] = parse_date(value) if value and name in DATES else value
    return replace(said, **values)


def carried_corrections(
    session: Session, file: FileView, document: DocumentView, standing: Sequence[DocumentView]
) -> dict[str, str | None]:
    """The corrections of the published version that this one is without: of fields that the file
    still gives as it did then, and that nobody has decided on since."""
    published = next((one for one in standing if one.slug == document.slug), None)
    if published is None or file.read_id is None or published.revision_id == file.revision_id:
        return {}
    earlier = drafts.corrected_file(session, published.revision_id)
    if earlier is None or earlier.read_id is None:
        return {}
    then, now = head_of(session, earlier.read_id), head_of(session, file.read_id)
    put_right = headed(then, earlier.corrections)
    return {
        name: value
        for name, value in earlier.corrections.items()
        if name not in file.corrections
        and getattr(then, name) == getattr(now, name) != getattr(put_right, name)
    }
