"""Takes out of a question what could name a person, before the question is kept."""

import re

# Order matters: an e-mail address may hold a long number, an identity number begins like a phone's.
_MASKS = (
    (re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+"), "[thư điện tử]"),
    (re.compile(r"(?<![\w@])@\w{4,32}"), "[tài khoản]"),
    (re.compile(r"(?<!\d)\d{12}(?!\d)|(?<!\d)[1-9]\d{8}(?!\d)"), "[số giấy tờ]"),
    (re.compile(r"(?<!\d)(?:\+84|0084|0)(?:[ .-]?\d){8,10}(?!\d)"), "[số điện thoại]"),
)
LONGEST_KEPT = 500


def mask(question: str) -> str:
    """The question with phone numbers, addresses and identity numbers replaced, shortened."""
    for pattern, label in _MASKS:
        question = pattern.sub(label, question)
    return question[:LONGEST_KEPT]
