"""What can go wrong above `knowledge` and `index`; each message is a sentence for a person."""

from collections.abc import Sequence


class BotError(Exception):
    """Base of this package's errors."""


class SettingsError(BotError):
    """The environment holds something that cannot be used."""


class HomeError(BotError):
    """The home directory cannot be used: read-only, full, held by another process."""


class HomeBusy(HomeError):
    """Another process holds the home just now."""


class Overloaded(BotError):
    """More heavy work waits already than would be done soon."""


class PublishingError(BotError):
    """A refresh cannot become a release."""


class StaleDraft(PublishingError):
    """Another release answers by now than a draft was compared with."""

    def __init__(self, compared_with: int | None, current: int | None) -> None:
        super().__init__(
            f"Bản nháp được so với bản số {compared_with}, nhưng bản đang dùng nay là số "
            f"{current}; xin xem lại thay đổi rồi quyết định."
        )
        self.current = current


class StaleChoice(PublishingError):
    """Another release answers by now than when an earlier one was chosen."""

    def __init__(self, current: int | None) -> None:
        super().__init__(f"Bản đang dùng đã đổi thành số {current}; xin xem lại rồi quyết định.")


class GoldenBroken(PublishingError):
    """The coming release no longer answers questions that must be answered."""

    def __init__(self, questions: Sequence[str]) -> None:
        named = "; ".join(f"“{question}”" for question in questions)
        super().__init__(
            f"Chưa công bố: {len(questions)} câu hỏi mẫu không còn trả lời đúng: {named}."
        )
        self.questions = tuple(questions)


class DraftError(PublishingError):
    """What an admin wants of a draft cannot be done to it as it is now."""


class ArchiveError(BotError):
    """A file that a knowledge base is carried in cannot be written, or not be taken in."""


class UsageError(BotError):
    """The command was called with something that makes no sense (exit status 2)."""
