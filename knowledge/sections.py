"""Markdown pages: each heading's own words, an entry being one passage with its heading."""

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, replace

from knowledge.articles import article_opened_by, law_drafts
from knowledge.clauses import article_drafts
from knowledge.paragraphs import Paragraph, paragraphs_of
from knowledge.prose import prose_drafts
from knowledge.reading.reading import Heading, Reading, SourceNote
from knowledge.spans import Draft

ENTRY_LIMIT = 900  # characters; a longer section is cut
_NAME_LENGTH = 80


@dataclass(frozen=True, slots=True)
class _Section:
    heading: Heading
    path: tuple[str, ...]  # the titles above it
    end: int  # where the next heading begins
    is_entry: bool  # no deeper heading stands right below


def section_drafts(reading: Reading) -> list[Draft]:
    """The passages of a reading that has headings."""
    text = reading.text
    drafts: list[Draft] = []
    for start, end, note in _stretches(reading, 0, reading.headings[0].start):
        drafts += _noted(_body_drafts(text, start, end, (), ""), note)
    for section in _sections(reading):
        drafts += _section_drafts(reading, section)
    return drafts


def _sections(reading: Reading) -> Iterator[_Section]:
    above: list[Heading] = []
    for place, heading in enumerate(reading.headings):
        following = reading.headings[place + 1] if place + 1 < len(reading.headings) else None
        above = [title for title in above if title.level < heading.level]
        yield _Section(
            heading,
            tuple(title.title for title in above),
            following.start if following else len(reading.text),
            following is None or following.level <= heading.level,
        )
        above.append(heading)


def _section_drafts(reading: Reading, section: _Section) -> list[Draft]:
    heading = section.heading
    name = _name(heading)
    drafts: list[Draft] = []
    stretches = list(_stretches(reading, heading.end, section.end))
    if section.is_entry and not stretches:
        drafts.append(Draft(name, heading.start, heading.end, section.path))
    for number, (start, end, note) in enumerate(stretches):
        begin = heading.start if section.is_entry and number == 0 else start
        path = (*section.path, heading.title)
        body = _article_drafts(reading.text, section, start, end) if number == 0 else []
        body = body or law_drafts(reading.text, start, end, path, prefix=name, rejoin=False)
        if not body and section.is_entry and end - begin <= ENTRY_LIMIT:
            body = [
                _entry(name, section, start, end) if number == 0 else Draft(name, start, end, path)
            ]
        drafts += _noted(body or _body_drafts(reading.text, start, end, path, name), note)
    return [replace(draft, anchor=heading.anchor) for draft in drafts]


def _article_drafts(text: str, section: _Section, start: int, end: int) -> list[Draft]:
    """The passages of a section whose heading is "Điều 5. …"."""
    heading = section.heading
    line = Paragraph(0, heading.start, heading.end, heading.title)
    article = article_opened_by(line, section.path)
    if article is None:
        return []
    article.body.extend(paragraphs_of(text, start, end, rejoin=False))
    return article_drafts(article)


def _entry(name: str, section: _Section, start: int, end: int) -> Draft:
    return Draft(name, section.heading.start, end, section.path, words_start=start)


def _body_drafts(
    text: str, start: int, end: int, path: tuple[str, ...], prefix: str
) -> list[Draft]:
    drafts = law_drafts(text, start, end, path, rejoin=False)
    return drafts or prose_drafts(text, start, end, path, prefix=prefix, rejoin=False)


def _stretches(
    reading: Reading, start: int, end: int
) -> Iterator[tuple[int, int, SourceNote | None]]:
    """The words between source notes, each with the note that stands below it."""
    first = bisect_left(reading.notes, start, key=lambda note: note.start)
    stop = bisect_left(reading.notes, end, key=lambda note: note.start)
    for note in [*reading.notes[first:stop], None]:
        words = reading.text[start : note.start if note else end]
        if any(character.isalnum() for character in words):
            begin = start + len(words) - len(words.lstrip())
            yield begin, begin + len(words.strip()), note
        start = note.end if note else end


def _noted(drafts: list[Draft], note: SourceNote | None) -> list[Draft]:
    return [replace(draft, source_note=note.text) for draft in drafts] if note else drafts


def _name(heading: Heading) -> str:
    title = heading.title
    if len(title) > _NAME_LENGTH:
        title = title[:_NAME_LENGTH].rsplit(" ", 1)[0] + "…"
    return f"mục {title}"
