"""Syllables that make a question a question but say nothing of what it is about."""

from collections.abc import Sequence

from index.text import fold

_QUESTION = """
ai bao chưa có cho dạ đâu được gì gồm giờ hay hãy hỏi khi không là làm lâu mấy nào nhé nhỉ nhiêu như
phải ra sao tại thế thể thì vậy vì xin ạ à ơi em anh chị bạn tôi mình
"""
_GRAMMAR = """
bị bởi các cần cũng của do đã đang để đến điều đó đối hơn kia lại mà mỗi một mọi nên này nhất những
nữa ở quá rằng rất sẽ theo trên trong từ từng và vào về việc với ấy
"""
_WORDS = (_QUESTION + _GRAMMAR).split()
STOP_SYLLABLES = frozenset(_WORDS) | {fold(word) for word in _WORDS}


def content_syllables(syllables: Sequence[str]) -> list[str]:
    """The syllables that carry a question's subject; all of them when none would be left."""
    return [s for s in syllables if s not in STOP_SYLLABLES] or list(syllables)
