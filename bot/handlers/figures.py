"""/thongke: how the bot is used, as a picture and as a table; never by person."""

from telegram import InputFile, Update

from bot import clock, commands
from bot import texts_figures as texts
from bot.context import App, Context
from bot.errors import UsageError
from bot.handlers.dispatching import on_command
from bot.usage_tables import DAYS, as_csv, as_text, counted_days
from knowledge.people import Role
from knowledge.usage_figures import UsageFigures, usage_figures

LONGEST_CAPTION = 1_000  # characters; Telegram takes 1,024


def register(application: App) -> None:
    on_command(application, commands.FIGURES, figures, role=Role.ADMIN)


async def figures(update: Update, context: Context) -> None:
    """/thongke, /thongke DAYS"""
    message = update.message
    if message is None:
        return
    try:
        days = counted_days(" ".join(context.args or ()) or str(DAYS))
    except UsageError as error:
        await message.reply_text(str(error))
        return
    found, drawn = await context.services.run(_drawn, context, days)
    last = found.days[-1].day
    caption = as_text(found, gaps=False)[:LONGEST_CAPTION]
    photo = InputFile(drawn, texts.PICTURE_NAME.format(last=last))
    await message.reply_photo(photo, caption=caption)
    table = InputFile(as_csv(found), texts.CSV_NAME.format(last=last))
    await message.reply_document(table)


def _drawn(context: Context, days: int) -> tuple[UsageFigures, bytes]:
    from bot.usage_chart import picture  # and with it matplotlib

    with context.services.database.session() as session:
        found = usage_figures(session, clock.today(), days, clock.VIETNAM)
    return found, picture(found)
