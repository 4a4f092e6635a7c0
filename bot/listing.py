"""Questions that ask for a whole list: "những điều không nên làm?" wants all, not the best."""

from itertools import pairwise

from index.text import fold, syllables
from knowledge.modality import Modality

# Words that may stand in such a question; any other word makes it a question about something.
_AROUND = frozenset(
    "nhung cac moi tat ca toan bo danh sach liet ke cho toi xem biet hay ra dieu viec cua can bo "
    "doan la gi gom nao co bao nhieu may tam 8 day du thi ve".split()
)
_NAMED = frozenset(("dieu", "viec", "lam"))


def list_asked_for(question: str) -> Modality | None:
    """The list that a question asks for; None for any other question, and for one that names
    both do and don't."""
    words = syllables(fold(question))
    donts = sum(pair == ("khong", "nen") for pair in pairwise(words))
    dos = words.count("nen") - donts
    if not _NAMED & set(words) or set(words) - _AROUND - {"nen", "khong", "lam"}:
        return None
    if words.count("khong") != donts or bool(dos) == bool(donts):
        return None
    return Modality.SHOULD_NOT if donts else Modality.SHOULD
