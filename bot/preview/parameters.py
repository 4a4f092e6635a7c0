"""The parameters of one Bot API call, however they were sent."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from starlette.datastructures import UploadFile
from starlette.requests import Request

from bot.preview.errors import ApiError, bad_request
from bot.preview.files import MOST_UPLOADED
from bot.preview.jsontypes import Json

_INTEGER = re.compile(r"\s*(-?\d+)")


@dataclass(frozen=True, slots=True)
class Upload:
    """A file that came with a call."""

    name: str
    mime_type: str
    data: bytes


@dataclass(frozen=True, slots=True)
class Parameters:
    """Named values, all of them text as on the wire, and named files."""

    values: Mapping[str, str] = field(default_factory=dict)
    files: Mapping[str, Upload] = field(default_factory=dict)

    def text(self, name: str) -> str:
        """A value as it came, "" if it is missing."""
        return self.values.get(name, "")

    def flag(self, name: str) -> bool:
        """Whether a value says yes."""
        return self.text(name).lower() in ("true", "yes", "1")

    def integer(self, name: str, default: int = 0) -> int:
        """The number that a value begins with."""
        match = _INTEGER.match(self.text(name))
        return int(match.group(1)) if match else default

    def json(self, name: str) -> object:
        """A JSON value, None if it is missing.

        Raises:
            ApiError: it is not JSON.
        """
        raw = self.text(name)
        if not raw:
            return None
        try:
            return json.loads(raw)
        except ValueError as error:
            raise bad_request(f"can't parse {name} JSON object") from error

    def mapping(self, name: str) -> Json:
        """A JSON object, empty if it is missing.

        Raises:
            ApiError: it is something else.
        """
        value = self.json(name)
        if value is None:
            return {}
        if not isinstance(value, dict):
            raise bad_request(f"object expected as {name.replace('_', ' ')}")
        return value

    @property
    def chat_id(self) -> int | None:
        """The chat that a call names; None for one that cannot be a private chat.

        Raises:
            ApiError: it names none.
        """
        raw = self.text("chat_id").strip()
        if not raw:
            raise bad_request("chat_id is empty")
        return int(raw) if re.fullmatch(r"-?\d+", raw) else None

    @property
    def message_id(self) -> int:
        """The message that a call names.

        Raises:
            ApiError: it names none.
        """
        if not self.text("message_id"):
            raise bad_request("message identifier is not specified")
        return self.integer("message_id")


async def read_parameters(request: Request) -> Parameters:
    """The parameters of a request: in its address, as a form, as multipart or as JSON.

    Raises:
        ApiError: the body cannot be read, or is over 50 MB.
    """
    if int(request.headers.get("content-length", "0") or 0) > MOST_UPLOADED + (1 << 20):
        raise ApiError(413, "Request Entity Too Large")
    values = dict(request.query_params)
    files: dict[str, Upload] = {}
    kind = request.headers.get("content-type", "").split(";")[0].strip().lower()
    if kind == "application/json":
        values.update(_json_values(await request.body()))
    elif kind in ("application/x-www-form-urlencoded", "multipart/form-data"):
        async with request.form(max_part_size=MOST_UPLOADED) as form:
            for name, value in form.multi_items():
                if isinstance(value, UploadFile):
                    files[name] = await _upload(value)
                else:
                    values[name] = value
    return Parameters(values, files)


async def _upload(file: UploadFile) -> Upload:
    return Upload(file.filename or "", file.content_type or "", await file.read())


def _json_values(body: bytes) -> dict[str, str]:
    try:
        content = json.loads(body or b"{}")
    except ValueError as error:
        raise bad_request("can't parse JSON object") from error
    if not isinstance(content, dict):
        raise bad_request("object expected")
    return {
        name: value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
        for name, value in content.items()
        if value is not None
    }
