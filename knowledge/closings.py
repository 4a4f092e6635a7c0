"""The words a document closes with: who passed it, who signs it, who receives it."""

import re

from knowledge.paragraphs import Paragraph

_PASSED = (
    r"(?:Luật|Bộ luật|Pháp lệnh|Nghị quyết|Hiến pháp) này (?:đã )?được .{0,120} thông qua"
    r"|Nơi nhận ?:"
)
_CLOSING = re.compile(_PASSED, re.IGNORECASE)
_SIGNED_FOR = re.compile(r"(?:T ?/ ?M|TM|K ?/ ?T|KT|T ?/ ?L|TL|TUQ|T ?/ ?U ?Q)\b\.? ?(?=\w)")


def is_closing(paragraph: Paragraph) -> bool:
    """Whether a document's closing words begin with this paragraph."""
    if paragraph.quoted:
        return False
    text = paragraph.text
    if signed := _SIGNED_FOR.match(text):
        return text[signed.end() :].split("\n", 1)[0].isupper()
    return _CLOSING.match(text) is not None
