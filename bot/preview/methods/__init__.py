"""The Bot API's methods, one function each: (world, parameters) -> result.

A method that is not in the table answers 404; there are none that pretend. `getUpdates` waits, so
it lives apart, in `bot.preview.polling`.
"""

from collections.abc import Callable, Mapping

from bot.preview.methods import account, chats, editing, media, queries, sending
from bot.preview.parameters import Parameters
from bot.preview.world import World

Method = Callable[[World, Parameters], object]

METHODS: Mapping[str, Method] = {
    "getme": account.get_me,
    "setmycommands": account.set_my_commands,
    "getmycommands": account.get_my_commands,
    "deletemycommands": account.delete_my_commands,
    "setmydescription": account.set_my_description,
    "getmydescription": account.get_my_description,
    "setmyshortdescription": account.set_my_short_description,
    "getmyshortdescription": account.get_my_short_description,
    "setchatmenubutton": account.set_chat_menu_button,
    "getchatmenubutton": account.get_chat_menu_button,
    "setwebhook": account.set_webhook,
    "deletewebhook": account.delete_webhook,
    "getwebhookinfo": account.get_webhook_info,
    "sendmessage": sending.send_message,
    "copymessage": sending.copy_message,
    "forwardmessage": sending.forward_message,
    "senddocument": media.send_document,
    "sendphoto": media.send_photo,
    "getfile": media.get_file,
    "editmessagetext": editing.edit_message_text,
    "editmessagecaption": editing.edit_message_caption,
    "editmessagereplymarkup": editing.edit_message_reply_markup,
    "deletemessage": editing.delete_message,
    "deletemessages": editing.delete_messages,
    "answercallbackquery": queries.answer_callback_query,
    "sendchataction": chats.send_chat_action,
    "getchat": chats.get_chat,
    "getchatmember": chats.get_chat_member,
    "getchatadministrators": chats.get_chat_administrators,
    "setmessagereaction": chats.set_message_reaction,
    "leavechat": chats.leave_chat,
}
