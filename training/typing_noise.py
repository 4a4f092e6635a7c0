"""Questions as people type them: no marks, half of the marks, chat spelling."""

from random import Random

from index.text import fold

_CHAT = {
    "không": ("ko", "k", "hok", "kh"),
    "được": ("đc", "dc"),
    "gì": ("j",),
    "rồi": ("r",),
    "với": ("vs",),
    "người": ("ng",),
    "những": ("nhg",),
    "cán bộ": ("cb",),
    "công chức": ("cc",),
    "viên chức": ("vc",),
    "quyết định": ("qđ",),
    "nghị định": ("nđ",),
    "nghị quyết": ("nq",),
    "ủy ban nhân dân": ("ubnd",),
    "trung ương": ("tw",),
}
_FOLDED, _HALF_FOLDED, _CHATTED = 0.25, 0.08, 0.1  # shares of the questions


def typed(question: str, random: Random) -> str:
    """The question as somebody in a hurry might type it; most often unchanged."""
    dice = random.random()
    if dice < _FOLDED:
        return fold(question)
    if dice < _FOLDED + _HALF_FOLDED:
        return " ".join(fold(w) if random.random() < 0.5 else w for w in question.split())
    if dice < _FOLDED + _HALF_FOLDED + _CHATTED:
        return _chat(question.lower(), random)
    return question


def _chat(question: str, random: Random) -> str:
    for words, short in _CHAT.items():
        if words in question:
            question = question.replace(words, random.choice(short))
    return fold(question) if random.random() < 0.3 else question
