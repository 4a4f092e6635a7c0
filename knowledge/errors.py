"""The errors of this package; the words of each are a Vietnamese sentence for a person."""


class KnowledgeError(Exception):
    """Anything that went wrong with what the organisation has said."""


class ReadingError(KnowledgeError):
    """A source file that cannot be read; nothing of it was taken."""


class FetchError(ReadingError):
    """A web address that cannot be fetched, or may not be; nothing of it was taken."""


class DatabaseError(KnowledgeError):
    """The database cannot be opened, read or written."""


class DatabaseUnavailableError(DatabaseError):
    """The database takes nothing just now, and may again later: a full disk, a lock."""


class DatabaseTooNewError(DatabaseError):
    """The home was last used by a newer version."""

    def __init__(self, place: str, found: str, newest: str) -> None:
        super().__init__(
            f"Cơ sở dữ liệu {place} thuộc bản Nên Chăng mới hơn (lược đồ {found}, bản này chỉ biết "
            f"đến {newest}); hãy dùng bản mới hoặc chọn thư mục khác bằng --home."
        )


class NotPublishedError(KnowledgeError):
    """A release, document or passage that was asked for is not there."""


class TermError(KnowledgeError):
    """A short form that cannot be added, or that is not in the table."""


class TicketError(KnowledgeError):
    """A ticket that somebody else holds, or that has its answer."""


class MembershipError(KnowledgeError):
    """A change of who may do what that is not allowed, or not possible."""


class InviteError(MembershipError):
    """An invite that lets nobody in (any more)."""


class CarryingError(KnowledgeError):
    """Rows of an exported knowledge base that do not fit together."""
