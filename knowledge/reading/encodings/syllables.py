"""What can be a Vietnamese syllable: an onset, a rime, one tone that this rime can bear."""

import re
import unicodedata
from functools import lru_cache

_TONES = frozenset("\u0301\u0300\u0309\u0303\u0323")
_ACUTE_OR_DOT = frozenset("\u0301\u0323")
_ONSET = re.compile(r"ngh?|gh|kh|nh|ph|th|tr|ch|gi(?=[aăâeêioôơuưy])|qu|[bcdđghklmnprstvx]|")
_RIMES = frozenset(
    """a ac ach ai am an ang anh ao ap at au ay ăc ăm ăn ăng ăp ăt âc âm ân âng âp ât âu ây
    e ec em en eng eo ep et ê êch êm ên ênh êp êt êu i ia ich iêc iêm iên iêng iêp iêt iêu
    im in inh ip it iu o oa oac oach oai oam oan oang oanh oao oap oat oay oăc oăm oăn oăng oăt
    oc oe oen oeo oet oi om on ong ooc oong op ot ô ôc ôi ôm ôn ông ôp ôt ơ ơi ơm ơn ơp ơt
    u ua uân uâng uât uây uc uê uêch uênh ui um un ung uơ uôc uôi uôm uôn uông uôt up ut uy uya
    uych uyên uyêt uynh uyt uyu ư ưa ưc ưi ưng ươc ươi ươm ươn ương ươp ươt ươu ưt ưu
    y yêm yên yêng yêt yêu ych yn ynh yt yu""".split()
)
_STOPPED = ("c", "ch", "p", "t")


@lru_cache(maxsize=1 << 16)
def is_syllable(word: str) -> bool:
    """Whether `word`, in any case, is built as a Vietnamese syllable is."""
    parted = unicodedata.normalize("NFD", word.lower())
    tones = [character for character in parted if character in _TONES]
    bare = unicodedata.normalize("NFC", "".join(c for c in parted if c not in _TONES))
    onset = match[0] if (match := _ONSET.match(bare)) else ""
    rime = bare[len(onset) :]
    # "giếng" writes the i of its rime only once.
    if rime not in _RIMES and not (onset == "gi" and f"i{rime}" in _RIMES):
        return False
    stopped = bare.endswith(_STOPPED)
    return len(tones) <= 1 and (not stopped or (bool(tones) and _ACUTE_OR_DOT.issuperset(tones)))
