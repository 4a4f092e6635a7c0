"""What a Vietnamese syllable can look like: foreign words stay out of the language model."""

import unicodedata

_ONSETS = "b c ch d đ g gh gi h k kh l m n ng ngh nh p ph qu r s t th tr v x".split()
_RHYMES = """
a ac ach ai am an ang anh ao ap at au ay ăc ăm ăn ăng ăp ăt âc âm ân âng âp ât âu ây
e ec em en eng eo ep et ê êch êm ên ênh êp êt êu i ia ich im in inh ip it iu
iêc iêm iên iêng iêp iêt iêu o oa oac oach oai oam oan oang oanh oao oap oat oay
oăc oăm oăn oăng oăt oc oe oen oeo oet oi om on ong oong ooc op ot ô ôc ôi ôm ôn ông ôp ôt
ơ ơi ơm ơn ơp ơt u ua uc ui um un ung up ut uôc uôi uôm uôn uông uôt uân uâng uât uây
uê uêch uênh uơ uy uya uych uyên uyêt uynh uyp uyt uyu ư ưa ưc ưi ưm ưn ưng ưt ưu
ươc ươi ươm ươn ương ươp ươt ươu y yêm yên yêng yêt yêu ynh yt ych
""".split()
_TONELESS = frozenset(_RHYMES) | {o + r for o in _ONSETS for r in _RHYMES} | {"gi"}
_TONES = "\u0300\u0301\u0303\u0309\u0323"  # grave, acute, tilde, hook above, dot below
_OF_STOPS = "\u0301\u0323"  # a syllable that ends in a stop is sắc or nặng


def is_syllable(word: str) -> bool:
    """Whether a normalised word has the form of a Vietnamese syllable; most such forms mean
    something. Source: the rhyme tables of any grammar (Thompson, 1965, chapter 2)."""
    letters = unicodedata.normalize("NFD", word)
    tones = [letter for letter in letters if letter in _TONES]
    toneless = unicodedata.normalize("NFC", "".join(c for c in letters if c not in _TONES))
    if toneless not in _TONELESS or len(tones) > 1:
        return False
    return not toneless.endswith(("c", "ch", "p", "t")) or "".join(tones) in tuple(_OF_STOPS)
