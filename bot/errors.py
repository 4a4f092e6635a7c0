"""What can go wrong above `knowledge` and `index`; each message is a sentence for a person."""


class BotError(Exception):
    """Base of this package's errors."""


class SettingsError(BotError):
    """The environment holds something that cannot be used."""


class HomeError(BotError):
    """The home directory cannot be used: read-only, full, held by another process."""


class PublishingError(BotError):
    """A refresh cannot become a release."""


class UsageError(BotError):
    """The command was called with something that makes no sense (exit status 2)."""
