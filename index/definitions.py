"""Questions for a definition: the sentence that answers has the term and then "là".

"Thế nào là phô trương?" shares only the term with "Phô trương là …", and so it does with every
other sentence that uses the term. The pair of the term's last syllable and "là" is what the
defining sentence alone has.
"""

import re
from collections.abc import Sequence

Words = tuple[str, ...]

_ASKED_BEFORE = re.compile(
    r"(?:.* )?(?:thế nào là|hiểu (?:như )?thế nào về|(?:định nghĩa|khái niệm)(?: của| về)?)"
    r" (?P<term>.+?)(?: (?:là gì|là sao|như thế nào|(?:được )?hiểu .*|ạ))?"
)
_ASKED_AFTER = re.compile(
    r"(?P<term>.+?) (?:(?:nghĩa )?là gì|(?:là )?như thế nào là đúng|là (?:như )?thế nào"
    r"|được hiểu (?:là|như|thế) .*)(?: .*)?"
)


def defining_words(words: Sequence[str]) -> Words | None:
    """What the defining sentence says where a question in these words asks for one, else None."""
    text = " ".join(words)
    match = _ASKED_BEFORE.fullmatch(text) or _ASKED_AFTER.fullmatch(text)
    return (match["term"].rsplit(maxsplit=1)[-1], "là") if match else None
