"""What differs between two releases onto the wire: a card, pictures, a file."""

from collections.abc import Callable
from dataclasses import dataclass
from io import BytesIO

from telegram import Bot, InputFile

from bot import texts_releases as texts
from bot.cards import Card
from bot.context import Services
from bot.difference.documents import Difference
from bot.difference.page import page
from bot.difference.picture import Pictures, pictures
from bot.sending import send_card


@dataclass(frozen=True, slots=True)
class Sides:
    """What the two are called, and the file that tells them apart."""

    before: str
    after: str
    file_name: str
    caption: str


@dataclass(frozen=True, slots=True)
class Shown:
    """A difference as it is sent."""

    difference: Difference
    sides: Sides
    pictures: Pictures
    html: str


async def compared(services: Services, read: Callable[[], Difference], sides: Sides) -> Shown:
    """Compare and draw, both where such work is done. Raises `Overloaded`, and what `read` does."""

    def work() -> Shown:
        difference = read()
        drawn = pictures(difference, sides.before, sides.after)
        return Shown(difference, sides, drawn, page(difference, sides.before, sides.after))

    return await services.comparing(work)


async def show_difference(bot: Bot, chat_id: int, shown: Shown, card: Card, *, file: bool) -> None:
    """The card, and what reads otherwise as pictures; with `file`, or where there would be too
    many, all of it as a file, too."""
    await send_card(bot, chat_id, card)
    await _send_pictures(bot, chat_id, shown.pictures)
    if file or shown.pictures.left:
        await send_file(bot, chat_id, shown)


async def send_file(bot: Bot, chat_id: int, shown: Shown) -> None:
    """All of it, word by word, as a page of its own."""
    sent = InputFile(BytesIO(shown.html.encode()), filename=shown.sides.file_name)
    await bot.send_document(chat_id, sent, caption=shown.sides.caption)


async def _send_pictures(bot: Bot, chat_id: int, drawn: Pictures) -> None:
    for number, data in enumerate(drawn.files, start=1):
        said = [texts.PICTURE_OF.format(number=number, count=len(drawn.files))]
        if drawn.left and number == len(drawn.files):
            said.append(texts.PICTURES_LEFT.format(count=drawn.left))
        picture = InputFile(BytesIO(data), filename=texts.PICTURE_NAME.format(number=number))
        await bot.send_photo(chat_id, picture, caption=" · ".join(said))
