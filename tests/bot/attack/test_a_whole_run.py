"""A whole run of the real command, logging all it can, with faults of every kind on the way; then
everything that it wrote is searched for the token and for what people said."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

from bot.preview import faults
from bot.preview.control import Control
from bot.preview.people import HOA, LAN, MINH
from bot.preview.server import Preview
from bot.texts_privacy import AGREE
from tests.bot.handlers.drafts import word_file

# In each thing that somebody says; of letters that every encoding writes the same.
ASKED, TOLD, NAMED, BROKEN, EDITED = "zqhoirieng", "zqkechuyen", "zqtentep", "zqhongroi", "zqsualai"
MARKS = (ASKED, TOLD, NAMED, BROKEN, EDITED)
# The command, with one question that nobody foresaw and one thread that dies of what it was told.
RUN = f"""
import threading
from bot.answering import Answerer
ask = Answerer.ask
def failing(self, question, **more):
    if {BROKEN!r} in question:
        threading.Thread(target=int, args=(question,)).start()
        raise KeyError(question)
    return ask(self, question, **more)
Answerer.ask = failing
from bot.cli import main
main()
"""


def test_neither_the_token_nor_anybodys_words_are_written_anywhere(
    home: Path, tmp_path: Path
) -> None:
    out, err = tmp_path / "out.txt", tmp_path / "err.txt"
    with Preview() as preview, out.open("wb") as said, err.open("wb") as logged:
        (tmp_path / "token").write_text(preview.token)
        settings = {
            "NENCHANG_TOKEN_FILE": str(tmp_path / "token"),
            "NENCHANG_API_URL": preview.page_url.rstrip("/"),
            "NENCHANG_OPEN": "true",
            "NENCHANG_OWNER": str(HOA.id),
            "NENCHANG_LOG_LEVEL": "debug",
            "PYTHONASYNCIODEBUG": "1",
        }
        with subprocess.Popen(
            (sys.executable, "-X", "dev", "-c", RUN, "run"),
            env={**os.environ, **settings},
            stdout=said,
            stderr=logged,
        ) as process:
            try:
                conversation(preview.control)
                preview.control.inject(faults.page(502), "getUpdates", times=1)
                preview.control.inject(faults.TRUNCATED, "getUpdates", times=1)
                preview.control.send(LAN.id, f"{ASKED} khi mạng chập chờn?")
                settle(preview.control)
            finally:
                process.send_signal(signal.SIGTERM)
                process.wait(60)
    log = err.read_text("utf-8")

    assert process.returncode == 0, log[-3000:]
    assert "KeyError" in log  # the fault that was provoked
    assert "uncaught in a thread" in log
    assert "cannot be read" in log  # the update that was not one
    assert " DEBUG bot." in log
    for path in (out, err, *filter(Path.is_file, home.rglob("*"))):
        data = path.read_bytes()
        assert preview.token.split(":")[1].encode() not in data, path
        if not path.name.startswith("nenchang.db") and path.parent.name != "uploads":
            assert [mark for mark in MARKS if mark.encode() in data] == [], path


def conversation(control: Control) -> None:
    """Questions, presses, files; errors and faults among them."""
    for person in (LAN, HOA):
        sent = control.send(person.id, f"{ASKED} có được uống rượu không?")
        consent = control.wait_reply(person.id, after=sent, timeout=90)["message_id"]
        control.press(person.id, consent, AGREE)
        control.wait_reply(person.id, after=consent, timeout=60)
    asked = control.send(LAN.id, f"Uống rượu bia {ASKED} trong giờ làm việc có được không?")
    card = control.wait_reply(LAN.id, after=asked, timeout=60)
    control.edit(LAN.id, asked, f"{EDITED} tặng quà cho cấp trên được không?")
    for data in (f"1:d:{LAN.id:x}:{TOLD}", f"1:zz:{ASKED}", TOLD, f"1:p:{LAN.id:x}:{TOLD}:9"):
        control.press_data(LAN.id, card["message_id"], data)
    for row in card["reply_markup"]["inline_keyboard"]:
        for button in row:
            if "callback_data" in button:
                control.press(LAN.id, card["message_id"], button["text"])
    control.send(LAN.id, f"{TOLD} như sau", reply_to=card["message_id"])
    control.send(MINH.id, f"/start i_{TOLD}")
    control.send(HOA.id, f"/moi {NAMED}")
    control.send_document(HOA.id, f"{NAMED}.docx", word_file(f"Điều 1. {TOLD}\nNên {TOLD}."))
    control.send_document(HOA.id, f"{NAMED}.pdf", f"%PDF-1.7 {TOLD}".encode())
    control.send_document(HOA.id, f"{NAMED}.docx", b"PK\x03\x04" + TOLD.encode() * 9)
    settle(control)
    control.send(LAN.id, f"{BROKEN} thì sao?")
    settle(control)
    control.fail_next("sendMessage", 400, f"Bad Request: can't parse entities: {TOLD}")
    control.send(LAN.id, f"{ASKED} bắt tay?")
    settle(control)
    for fault in (faults.LOST, faults.TRUNCATED, faults.page(500), faults.too_many(1)):
        control.inject(fault, "sendMessage", times=1)
        control.send(LAN.id, f"{ASKED} nhận quà Tết?")
        settle(control)
    nobody = {"id": 77, "is_bot": False, "first_name": TOLD}
    control.deliver("message", {"text": TOLD, "date": TOLD, "from": nobody})
    control.deliver("message", {"text": TOLD, "date": 1, "chat": {"id": 1, "type": TOLD}})
    control.deliver("callback_query", {"id": TOLD, "data": TOLD, "chat_instance": TOLD})


def settle(control: Control) -> None:
    """All is fetched, and there was time to handle it."""
    end = time.monotonic() + 30
    while control.pending_updates():
        assert time.monotonic() < end
        time.sleep(0.05)
    seen = -1
    while seen != len(control.calls):
        seen = len(control.calls)
        time.sleep(0.7)
