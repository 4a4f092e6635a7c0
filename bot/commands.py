"""The bot's commands: the one list behind the handlers, /help, Telegram's menu and the README."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Command:
    """A command without its slash, and what it does in a few Vietnamese words."""

    name: str
    description: str


START = Command("start", "Bắt đầu và xem câu hỏi mẫu")
ASK = Command("hoi", "Hỏi một câu, ví dụ: /hoi đi họp muộn có sao không")
SHOULD = Command("nenlam", "Danh sách đầy đủ những điều nên làm")
SHOULD_NOT = Command("khongnen", "Danh sách đầy đủ những điều không nên làm")
DOCUMENTS = Command("vanban", "Xem các văn bản và mở từng đoạn")
HELP = Command("help", "Cách hỏi và các lệnh")

COMMANDS = (START, ASK, SHOULD, SHOULD_NOT, DOCUMENTS, HELP)
