"""What makes a question a question and says nothing of its subject: "cho tôi hỏi …, có vi phạm
pháp luật không ạ".

Such words stand in rules and laws too, in other places than the answer ("xử lý vi phạm pháp
luật"), so the part of a question that is asked for is parted from the frame that asks.
"""

import re
from collections.abc import Sequence

Words = tuple[str, ...]

_FEWEST = 2  # words of a subject; with less left, nothing is frame
_BEFORE = re.compile(
    r"""(?:(?:kính\s|xin\s)?(?:thưa|chào|dạ|ạ|ad|admin)\s)*
    (?:(?:anh\schị|anh|chị|mọi\sngười|các\sbác|các\sbạn)\s)?
    (?:(?:cho|xin|xin\scho|nhờ)\s(?:phép\s)?(?:(?:tôi|em|mình|cháu|con|tớ)\s)?hỏi(?:\slà|\srằng)?
      |theo\squy\sđịnh(?:\scủa\spháp\sluật|\shiện\shành|\scủa\sluật)*
      |(?:pháp\s)?luật\squy\sđịnh)\s""",
    re.VERBOSE,
)
_AFTER = re.compile(
    r"""\s(?:(?:thì|như\svậy|như\sthế|vậy)\s)*
    (?:có\s(?:bị\s)?(?:coi\slà\s)?(?:vi\sphạm|trái)(?:\spháp\sluật|\squy\sđịnh|\sluật|\skỷ\sluật)*
         (?:\sgì)?(?:\shay)?\skhông
      |có\sbị\s(?:cấm|phạt|xử\slý|kỷ\sluật|sao)(?:\sgì)?\skhông
      |(?:có\s(?:sao|được|đúng)|được|đúng|hay)\skhông|không
      |(?:là\s)?như\sthế\snào|thế\snào|ra\ssao|thì\ssao|bị\sgì|bị\ssao)
    (?:\s(?:ạ|vậy|nhỉ|nhé|hả))*$""",
    re.VERBOSE,
)


def parted(words: Sequence[str]) -> tuple[Words, Words]:
    """The words that name the subject and those of the frame around it, each in order."""
    text = " ".join(words)
    before, after = _BEFORE.match(text), _AFTER.search(text)
    start = before.end() if before else 0
    end = after.start() if after else len(text)
    subject = tuple(text[start:end].split())
    if len(subject) < _FEWEST:
        return tuple(words), ()
    return subject, tuple(f"{text[:start]} {text[end:]}".split())
