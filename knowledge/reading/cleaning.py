"""Raw characters to the one form every text is kept in.

The result passes Telegram unchanged: whatever its servers would drop or turn into a space is
already gone. Words are never altered.
"""

import re
import unicodedata

_LINE_ENDS = re.compile("\r\n?|[\v\f\x1c-\x1e\x85\u2028\u2029]")
# Soft hyphen, zero width, direction marks, byte order mark; marks that Telegram strips.
_INVISIBLE = re.compile(
    "[\u00ad\u034f\u061c\u180b-\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f"
    "\ufeff\ufff9-\ufffb\u030a\u0333\u033f]"
)
_CONTROL = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f]")
_SPACES = re.compile("[\t \u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]+")
# Control characters and line ends other than "\n", and halves of surrogate pairs.
_FOREIGN = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")
_MANY_BLANK_LINES = re.compile("\n{3,}")


def clean(raw: str) -> str:
    """NFC, "\\n" line ends, single plain spaces, nothing invisible, at most one blank line."""
    text = _CONTROL.sub(" ", _visible(raw))
    lines = (_SPACES.sub(" ", line).strip() for line in text.split("\n"))
    return _MANY_BLANK_LINES.sub("\n\n", "\n".join(lines)).strip()


def clean_indented(raw: str) -> str:
    """As `clean`, but the spaces at line starts stay: Markdown reads structure from them."""
    return "\n".join(_keep_indent(line) for line in _visible(raw).split("\n"))


def _visible(raw: str) -> str:
    text = unicodedata.normalize("NFC", _INVISIBLE.sub("", unicodedata.normalize("NFC", raw)))
    return _LINE_ENDS.sub("\n", text)


def _keep_indent(line: str) -> str:
    body = line.lstrip("\t \u00a0")
    indent = line[: len(line) - len(body)].replace("\u00a0", " ")
    return indent + _SPACES.sub(" ", _CONTROL.sub(" ", body))


def is_clean(text: str) -> bool:
    """Whether a text has nothing in it that `clean` takes out, and no half of a character."""
    return (
        unicodedata.is_normalized("NFC", text)
        and _INVISIBLE.search(text) is None
        and _FOREIGN.search(text) is None
    )
