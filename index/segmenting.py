"""Text with its words written together ("cán_bộ"), for models that were trained on such text.

The words are the two-syllable pieces of the embedded model's own tokenizer, found by its Viterbi
search: nothing more has to be installed, and a longer compound comes out as two words.
"""

import re
import unicodedata
from collections.abc import Sequence
from functools import cache
from pathlib import Path

from tokenizers import Tokenizer

_PIECE = "▁"
_PUNCTUATION = re.compile(r"\s*([^\w\s]|_)\s*")
_SPACES = re.compile(r"\s+")


class Segmenter:
    """Joins the syllables of a word, and sets punctuation apart, as PhoBERT's training text has
    it."""

    def __init__(self, tokenizer: Tokenizer) -> None:
        tokenizer.no_padding()
        tokenizer.no_truncation()
        self._tokenizer = tokenizer

    def __call__(self, texts: Sequence[str]) -> list[str]:
        """Each text segmented; case and spelling stay as they were."""
        apart = [_apart(text) for text in texts]
        encodings = self._tokenizer.encode_batch(apart, add_special_tokens=False)
        return [
            _joined(text, encoding.tokens, encoding.offsets)
            for text, encoding in zip(apart, encodings, strict=True)
        ]


@cache
def segmenter_of(folder: Path) -> Segmenter:
    """The segmenter of a static model's folder."""
    return Segmenter(Tokenizer.from_file(str(folder / "tokenizer.json")))


def _apart(text: str) -> str:
    composed = unicodedata.normalize("NFC", text)
    return _SPACES.sub(" ", _PUNCTUATION.sub(r" \1 ", composed)).strip()


def _joined(text: str, tokens: Sequence[str], offsets: Sequence[tuple[int, int]]) -> str:
    out, done = [], 0
    for token, (start, end) in zip(tokens, offsets, strict=True):
        span = text[start:end]
        # A piece may span punctuation, which its normaliser made a space: that is no word.
        if _PIECE in token[1:] and len(words := span.split()) == 2:
            lead = span[: len(span) - len(span.lstrip())]
            out += [text[done:start], lead, "_".join(words)]
            done = end
    return "".join([*out, text[done:]])
