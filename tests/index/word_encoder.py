"""A model that can be computed by hand: one dimension a word, counted, as a unit vector."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from index.text import syllables


class WordEncoder:
    """Knows only the words it is given."""

    longest: int | None = None

    def __init__(self, words: str, name: str = "từ") -> None:
        self._places = {word: place for place, word in enumerate(words.split())}
        self.name = name
        self.fingerprint = f"{name}:{words}"
        self.dimensions = len(self._places)
        self.asked: list[str] = []  # the passages that were encoded

    def encode_queries(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """(n, words) unit rows; zeros where no word is known."""
        return self._counted(texts)

    def encode_passages(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """The same: a count is a count."""
        self.asked += texts
        return self._counted(texts)

    def _counted(self, texts: Sequence[str]) -> NDArray[np.float32]:
        vectors = np.zeros((len(texts), self.dimensions), dtype=np.float32)
        for row, text in enumerate(texts):
            for word in syllables(text):
                if word in self._places:
                    vectors[row, self._places[word]] += 1.0
        lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
        return np.asarray(vectors / np.maximum(lengths, 1e-12), dtype=np.float32)

    def overlong(self, texts: Sequence[str]) -> int:
        """None is."""
        return 0
