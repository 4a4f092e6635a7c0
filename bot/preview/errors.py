"""What can go wrong in the preview, for the bot (`ApiError`) and for people (`PreviewError`)."""

from collections.abc import Mapping
from types import MappingProxyType


class PreviewError(Exception):
    """The preview cannot do what a person or a test asked; one Vietnamese sentence."""


class PreviewTimeout(PreviewError):
    """What was waited for did not happen in time; the message carries the transcript."""


class ApiError(Exception):
    """The Bot API's answer to a call that it refuses.

    Attributes:
        code: HTTP status, also `error_code` of the answer.
        description: the answer's `description`, in Telegram's own words.
        retry_after: seconds to wait, in answers with code 429.
        parameters: the answer's `parameters`: that, or where a group has gone.
    """

    def __init__(
        self,
        code: int,
        description: str,
        retry_after: int | None = None,
        parameters: Mapping[str, int] = MappingProxyType({}),
    ) -> None:
        super().__init__(f"{code} {description}")
        self.code = code
        self.description = description
        self.retry_after = retry_after
        self.parameters = dict(parameters)
        if retry_after is not None:
            self.parameters["retry_after"] = retry_after


class MarkupError(Exception):
    """TDLib's words for what is wrong with a text's markup."""


def bad_request(reason: str) -> ApiError:
    """A 400 with the prefix that the Bot API server puts before every reason."""
    return ApiError(400, f"Bad Request: {reason}")
