"""What documents and passages are called in words: the same in the chat and in the shell."""

from collections.abc import Callable, Sequence
from datetime import date

from bot import texts, texts_proving, texts_releases
from bot.answer import Span
from knowledge.modality import Modality
from knowledge.opinions import Opinion
from knowledge.standing import STANDS
from knowledge.views import DocumentView, PassageView, ReleaseView, Validity


def joined(*facts: str | None) -> str:
    """The facts that there are, in one line."""
    return " · ".join(fact for fact in facts if fact)


def quoted_lines(spans: Sequence[Span], shown: Callable[[Span], str]) -> list[str]:
    """Spans as they are shown, with our mark, outside the quotes, where words are left out."""
    lines = []
    for place, span in enumerate(spans):
        if place and not spans[place - 1].is_next_to(span):
            lines.append(texts.LEFT_OUT)
        lines.append(shown(span))
    return lines


def source_note(passage: PassageView) -> str:
    """Where an entry's facts come from; a handbook's words are never passed off as the source's."""
    note = passage.source_note or ""
    return f"{texts.RETOLD} {note}" if note and passage.document.is_retold else note


def named(document: DocumentView) -> str:
    """A document as it is cited: its number and title; a handbook by its title alone, for the
    number belongs to the document it retells."""
    if document.is_retold:
        return f"{texts.HANDBOOK} “{document.title}”"
    return f"{document.number} “{document.title}”" if document.number else document.title


def cited(passage: PassageView) -> str:
    """A passage as it is cited; `nenchang show` opens it again from these words."""
    return f"{passage.locator}, {named(passage.document)}"


def page_text(passage: PassageView) -> str | None:
    """The page of a PDF on which a passage begins, for who looks it up on paper."""
    return texts.PAGE.format(page=passage.page) if passage.page else None


def validity_text(document: DocumentView, today: date) -> str:
    """Whether a document stands, and where it does not: since when or until when, and by what."""
    validity = document.validity(today)
    said = texts.VALIDITY[validity]
    if validity is Validity.NOT_YET:
        return texts.FROM.format(said=said, day=day_text(document.effective_from))
    if validity is Validity.REPLACED and document.ended:
        said = texts.REPLACED_BY.format(replacement=document.ended.by)
    if validity in (Validity.REPLACED, Validity.EXPIRED) and document.out_since:
        said = texts.SINCE.format(said=said, day=day_text(document.out_since))
    if validity is Validity.EXPIRED and document.ending and not document.ending.replaces:
        said = texts.REPEALED_BY.format(said=said, repealing=document.ending.by)
    return said


def warning(document: DocumentView, today: date) -> str:
    """A line in front of the words of a document that does not stand; empty for all others."""
    if document.validity(today) in STANDS:
        return ""
    return texts.OUT_OF_FORCE.format(validity=validity_text(document, today))


def outdated_note(document: DocumentView, today: date) -> str:
    """That nothing in force answers a question, and what else would."""
    return texts.ONLY_OUT_OF_FORCE.format(
        document=named(document), validity=validity_text(document, today)
    )


def issuer_of(document: DocumentView) -> str | None:
    """Who issued the words; a handbook's are not the issuer's whose document it retells."""
    return None if document.is_retold else document.issuer


def modality_text(modality: Modality | None) -> str:
    return texts.MODALITY[modality] if modality else texts.NO_MODALITY


def day_text(day: date | None) -> str:
    return day.strftime("%d/%m/%Y") if day else ""


def changes_text(release: ReleaseView) -> str:
    """How much a release changed, in one line."""
    noted = release.changes
    if not noted:
        return texts_releases.CHANGES_UNKNOWN
    passages = texts_releases.PASSAGES_CHANGED.format(
        added=noted.get("passages_added", 0), removed=noted.get("passages_removed", 0)
    )
    counts = {kind: len(noted.get(kind, ())) for kind in texts_releases.CHANGED_TITLE}
    return texts_releases.CHANGES.format(passages=passages, **counts)


def reasons_text(one: Opinion) -> str:
    """The reasons with how often, the most usual first."""
    told = [
        f"{texts_proving.REASONS[reason].lower()} {count}"
        for reason, count in one.reasons.most_common()
    ]
    return ", ".join(told)
