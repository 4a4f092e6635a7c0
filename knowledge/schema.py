"""All tables in one place, so that migrations and tests see every one of them."""

from sqlmodel import SQLModel

from knowledge import dialogue, drafting, known_files, models, people, post, proving, watching
from knowledge.web import pages

TABLES = (
    models.Document,
    models.Revision,
    models.Passage,
    models.Release,
    models.ReleaseItem,
    models.Term,
    pages.WebPage,
    known_files.KnownFile,
    dialogue.AnswerLog,
    dialogue.Feedback,
    dialogue.Gap,
    dialogue.Ticket,
    dialogue.Prompt,
    dialogue.Digest,
    people.Member,
    people.Invite,
    people.AuditEntry,
    people.Group,
    post.InboxUpdate,
    post.OutboxMessage,
    drafting.Draft,
    drafting.DraftFile,
    proving.GoldenQuestion,
    watching.Watch,
    watching.WatchedSource,
)
METADATA = SQLModel.metadata
