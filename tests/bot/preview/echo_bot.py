"""A small bot on python-telegram-bot that shows what the preview must carry."""

import html
import io
from typing import Any, TypeAlias

from telegram import (
    BotCommand,
    CopyTextButton,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InputFile,
    Update,
)
from telegram.constants import ChatAction, ParseMode
from telegram.ext import (
    Application,
    ApplicationBuilder,
    CallbackQueryHandler,
    CommandHandler,
    ContextTypes,
    MessageHandler,
    filters,
)

from bot.preview.server import Preview

AnyApplication: TypeAlias = Application[Any, Any, Any, Any, Any, Any]
Context = ContextTypes.DEFAULT_TYPE

QUOTE = "\n".join(f"Dòng trích thứ {number} của đoạn văn dài." for number in range(1, 9))
KEYBOARD = InlineKeyboardMarkup(
    [
        [
            InlineKeyboardButton("Hữu ích", callback_data="v1:up"),
            InlineKeyboardButton("Cảnh báo", callback_data="v1:alert"),
        ],
        [InlineKeyboardButton("Sao chép", copy_text=CopyTextButton("Điều 5, quy định thử"))],
    ]
)


def build_echo_bot(preview: Preview) -> AnyApplication:
    """The bot, not started."""
    application = (
        ApplicationBuilder()
        .token(preview.token)
        .base_url(preview.base_url)
        .base_file_url(preview.base_file_url)
        .post_init(_set_commands)
        .build()
    )
    application.add_handler(CommandHandler("start", _start, filters.UpdateType.MESSAGE))
    application.add_handler(CommandHandler("trich", _quote, filters.UpdateType.MESSAGE))
    application.add_handler(CallbackQueryHandler(_pressed))
    application.add_handler(MessageHandler(filters.Document.ALL, _document))
    application.add_handler(MessageHandler(filters.UpdateType.EDITED_MESSAGE, _edited))
    application.add_handler(MessageHandler(filters.TEXT & ~filters.COMMAND, _echo))
    return application


async def _set_commands(application: AnyApplication) -> None:
    await application.bot.set_my_commands(
        [BotCommand("start", "Bắt đầu"), BotCommand("trich", "Một đoạn trích dài")]
    )
    await application.bot.set_my_description("Bot thử: gửi gì tôi nhắc lại nấy.")


async def _start(update: Update, context: Context) -> None:
    assert update.effective_message
    await update.effective_message.reply_text("Chào đồng chí!")


async def _quote(update: Update, context: Context) -> None:
    assert update.effective_message
    await update.effective_message.reply_text(
        f"✅ <b>Nên</b> đọc kỹ, xem /start.\n<blockquote expandable>{QUOTE}</blockquote>\n"
        "<i>Nguồn:</i> <a href='https://example.vn/van-ban'>văn bản thử</a>",
        parse_mode=ParseMode.HTML,
        reply_markup=KEYBOARD,
    )


async def _pressed(update: Update, context: Context) -> None:
    query = update.callback_query
    assert query
    if query.data == "v1:alert":
        await query.answer("Đây là hộp báo.", show_alert=True)
        return
    await query.answer("Cảm ơn đồng chí.")
    await query.edit_message_text(
        "Đã ghi nhận <b>góp ý</b>.", parse_mode=ParseMode.HTML, reply_markup=KEYBOARD
    )


async def _document(update: Update, context: Context) -> None:
    message = update.effective_message
    assert message
    assert message.document
    file = await message.document.get_file()
    data = bytes(await file.download_as_bytearray())
    await message.reply_document(InputFile(io.BytesIO(data[::-1]), filename="nguoc.txt"))


async def _edited(update: Update, context: Context) -> None:
    assert update.edited_message
    await update.edited_message.reply_text(f"Đã sửa thành: {update.edited_message.text}")


async def _echo(update: Update, context: Context) -> None:
    assert update.message
    assert update.message.text
    await update.message.chat.send_action(ChatAction.TYPING)
    await update.message.reply_text(
        f"Nhắc lại: <b>{html.escape(update.message.text)}</b>",
        parse_mode=ParseMode.HTML,
        reply_markup=KEYBOARD,
    )
