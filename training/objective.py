"""What the table of token vectors is trained for: both ways in which a search uses it.

The means of a question and of its passage shall be near each other, and each word of the question
shall find its like among the passage's words (late interaction), each against the other passages
of the batch (InfoNCE: van den Oord et al., 2018, arXiv 1807.03748).
"""

from collections.abc import Sequence

import numpy as np
import torch
from numpy.typing import NDArray
from torch.nn.functional import cross_entropy, embedding_bag, normalize, relu

from training.examples import Examples, Ids

LATE_WEIGHT = 0.7  # of the second loss beside the first
_MEAN_SCALE, _LATE_SCALE = 20.0, 25.0  # inverse temperatures
_CHANCE = 0.2  # cosines below this say nothing; a little under what the search drops
_LONGEST_PASSAGE = 256  # tokens in the mean
_WORDS_ASKED, _WORDS_OFFERED = 16, 64  # different tokens in the late interaction
_EVERY = 7  # passages of which one is counted for the idf


def token_idf(examples: Examples, pieces: int) -> torch.Tensor:
    """(pieces,) idf over a seventh of the passages, mean 1; the unknown piece counts nothing."""
    counted = examples.passages[::_EVERY]
    held = np.zeros(pieces)
    for ids in counted:
        held[np.unique(ids)] += 1
    idf = np.log1p((len(counted) - held + 0.5) / (held + 0.5))
    idf /= idf.mean()
    idf[0] = 0.0
    return torch.tensor(idf, dtype=torch.float32)


class Objective:
    """The loss of a batch; holds the idf and the source of chance."""

    def __init__(self, examples: Examples, pieces: int, seed: int) -> None:
        self._examples = examples
        self._idf = token_idf(examples, pieces)
        self._chance = np.random.default_rng(seed)

    def losses(
        self, table: torch.Tensor, batch: NDArray[np.int64]
    ) -> tuple[torch.Tensor, torch.Tensor]:
        """The mean's loss and the late interaction's, for (pieces, d) vectors."""
        questions = [self._examples.questions[i] for i in batch]
        passages = [self._examples.passages[i][:_LONGEST_PASSAGE] for i in batch]
        used = np.unique(np.concatenate(questions + passages))
        vectors = table[torch.from_numpy(used)]
        siblings = self._siblings(batch)
        wanted = torch.arange(len(batch))
        means = _means(vectors, used, questions) @ _means(vectors, used, passages).T
        late = self._late(vectors, used, questions, passages)
        return (
            cross_entropy((means * _MEAN_SCALE).masked_fill(siblings, -1e4), wanted),
            cross_entropy((late * _LATE_SCALE).masked_fill(siblings, -1e4), wanted),
        )

    def _siblings(self, batch: NDArray[np.int64]) -> torch.Tensor:
        """(n, n) whether a passage comes from the question's own article: not a wrong answer."""
        sections = self._examples.sections[batch]
        return torch.from_numpy((sections[:, None] == sections) & ~np.eye(len(batch), dtype=bool))

    def _late(
        self,
        vectors: torch.Tensor,
        used: Ids,
        questions: Sequence[Ids],
        passages: Sequence[Ids],
    ) -> torch.Tensor:
        """(n, n) idf-weighted mean of each question word's greatest cosine in each passage."""
        unit = normalize(vectors, dim=1)
        asked = [np.unique(ids)[:_WORDS_ASKED] for ids in questions]
        words = np.unique(np.concatenate(asked))
        cosines = unit[torch.from_numpy(np.searchsorted(used, words))] @ unit.T
        offered = torch.from_numpy(self._offered(used, passages))
        shape = (len(words), *offered.shape)
        held = cosines[:, offered.clamp(min=0).reshape(-1)].reshape(shape)
        greatest = relu(held.masked_fill((offered < 0)[None], -1.0).amax(dim=2) - _CHANCE)
        return self._weights(asked, words) @ greatest

    def _offered(self, used: Ids, passages: Sequence[Ids]) -> NDArray[np.int64]:
        """(n, words) places in `used` of some of each passage's words, -1 where there are fewer."""
        offered = np.full((len(passages), _WORDS_OFFERED), -1, dtype=np.int64)
        for row, ids in zip(offered, passages, strict=True):
            different = np.unique(ids)
            if len(different) > _WORDS_OFFERED:
                different = self._chance.choice(different, _WORDS_OFFERED, replace=False)
            row[: len(different)] = np.searchsorted(used, different)
        return offered

    def _weights(self, asked: Sequence[Ids], words: Ids) -> torch.Tensor:
        weights = torch.zeros(len(asked), len(words))
        for row, ids in zip(weights, asked, strict=True):
            idf = self._idf[torch.from_numpy(ids)]
            row[torch.from_numpy(np.searchsorted(words, ids))] = idf / idf.sum().clamp(min=1e-6)
        return weights


def _means(vectors: torch.Tensor, used: Ids, texts: Sequence[Ids]) -> torch.Tensor:
    """(n, d) unit means of the vectors of each text's tokens."""
    places = torch.from_numpy(np.searchsorted(used, np.concatenate(texts)))
    starts = torch.from_numpy(np.cumsum([0, *(len(ids) for ids in texts[:-1])]))
    return normalize(embedding_bag(places, vectors, starts, mode="mean"), dim=1)
