"""Files: sending them and fetching them."""

from bot.preview.errors import bad_request
from bot.preview.files import MOST_DOWNLOADED, StoredFile, image_size
from bot.preview.jsontypes import Json
from bot.preview.keyboard import parse_keyboard
from bot.preview.methods.sending import post
from bot.preview.parameters import Parameters
from bot.preview.replies import find_reply, read_reply
from bot.preview.texts import keep_caption, read_text
from bot.preview.world import World


def send_document(world: World, parameters: Parameters) -> Json:
    """Send a file, uploaded or known by its id."""
    return _send(world, parameters, "document")


def send_photo(world: World, parameters: Parameters) -> Json:
    """Send a picture, uploaded or known by its id."""
    return _send(world, parameters, "photo")


def _send(world: World, parameters: Parameters, kind: str) -> Json:
    read = read_text(parameters, "caption", "caption_entities")
    wanted = read_reply(parameters)
    keyboard = parse_keyboard(parameters.text("reply_markup"))
    chat = world.chat_for_writing(parameters.chat_id)
    content = find_reply(chat, wanted)
    content.update(keep_caption(read))
    stored = _sent_file(world, parameters, kind)
    content[kind] = photo_sizes(stored) if kind == "photo" else stored.document()
    return post(world, chat, parameters, keyboard, content)


def photo_sizes(stored: StoredFile) -> list[Json]:
    """A picture as a Bot API list of `PhotoSize`: one size, its own.

    Raises:
        ApiError: not a PNG, GIF or JPEG picture.
    """
    width, height = image_size(stored.data)
    return [{**stored.reference(), "width": width, "height": height}]


def _sent_file(world: World, parameters: Parameters, kind: str) -> StoredFile:
    reference = parameters.text(kind)
    upload = parameters.files.get(reference.removeprefix("attach://") if reference else kind)
    if upload is not None:
        if not upload.data:
            raise bad_request("file must be non-empty")
        if kind == "photo":
            return world.files.add("photos", "photo.jpg", upload.data, "image/jpeg")
        return world.files.add("documents", upload.name or kind, upload.data, upload.mime_type)
    if not reference or reference.startswith("attach://"):
        raise bad_request(f"there is no {kind} in the request")
    if "." in reference:
        # Telegram would fetch the address; the preview reaches nothing outside this machine.
        raise bad_request("failed to get HTTP URL content")
    stored = world.files.get(reference)
    if stored is None:
        raise bad_request(
            "wrong remote file identifier specified: can't unserialize it. Wrong last symbol"
        )
    return stored


def get_file(world: World, parameters: Parameters) -> Json:
    """Where a file can be downloaded, up to 20 MiB."""
    stored = world.files.get(parameters.text("file_id"))
    if stored is None:
        raise bad_request("wrong file_id or the file is temporarily unavailable")
    if len(stored.data) > MOST_DOWNLOADED:
        raise bad_request("file is too big")
    return {**stored.reference(), "file_path": stored.path}
