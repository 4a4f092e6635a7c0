"""Everything that can go wrong in `knowledge`; each message is a sentence for a person."""


class KnowledgeError(Exception):
    """Base of all errors of this package."""


# --- reading sources ---------------------------------------------------------------------------


class ReadingError(KnowledgeError):
    """A source cannot be read; the message names it and says why."""


# --- the database ------------------------------------------------------------------------------


class DatabaseError(KnowledgeError):
    """The database cannot be opened, read or written."""


class DatabaseTooNewError(DatabaseError):
    """The home was last used by a newer version."""

    def __init__(self, place: str, found: str, newest: str) -> None:
        super().__init__(
            f"Cơ sở dữ liệu {place} thuộc bản Nên Chăng mới hơn (lược đồ {found}, bản này chỉ biết "
            f"đến {newest}); hãy dùng bản mới hoặc chọn thư mục khác bằng --home."
        )


class NotPublishedError(KnowledgeError):
    """A release, document or passage that was asked for is not there."""
