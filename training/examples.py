"""Training pairs as token ids, and batches of them in which neighbours stand together.

A question's negatives are the passages of the others in its batch. Taken by chance they are too
easy; eight pairs of one subject side by side make the neighbour articles that a search really
confuses the negatives (hard negatives without a second pass of mining).
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

from training.corpora import Section
from training.pairs import pairs

Ids = NDArray[np.int32]

_AT_ONCE = 20_000  # texts tokenised between two lines of the log
_SHORTEST = 4  # tokens of a passage
_NEIGHBOURS = 8  # pairs of one subject that come together


@dataclass(frozen=True, slots=True)
class Examples:
    """questions[i] is answered by passages[i]; sections[i] numbers the article that both come
    from, subjects[i] what it is about."""

    questions: list[Ids]
    passages: list[Ids]
    sections: NDArray[np.int64]
    subjects: NDArray[np.int64]

    def __len__(self) -> int:
        return len(self.questions)

    def batches(self, size: int, seed: int) -> Iterator[NDArray[np.int64]]:
        """Each example once, in rows of `size`; what is left over at the end is dropped."""
        chance = np.random.default_rng(seed)
        mixed = chance.permutation(np.arange(len(self)))
        sorted_by_subject = mixed[np.argsort(self.subjects[mixed], kind="stable")]
        starts = range(0, len(self), _NEIGHBOURS)
        runs = [sorted_by_subject[start : start + _NEIGHBOURS] for start in starts]
        order = np.concatenate([runs[place] for place in chance.permutation(len(runs))])
        for start in range(0, len(order) - size + 1, size):
            yield order[start : start + size]


def examples_of(sections: Sequence[Section], tokenizer: Tokenizer, seed: int) -> Examples:
    """Every pair of these sections that has something to learn."""
    subject_numbers: dict[str, int] = {}
    made = list(pairs(sections, seed))
    questions = _tokenised(tokenizer, [pair.question for pair in made])
    passages = _tokenised(tokenizer, [pair.passage for pair in made])
    kept = [
        place
        for place in range(len(made))
        if len(questions[place]) and len(passages[place]) >= _SHORTEST
    ]
    numbers = [made[place].section for place in kept]
    subjects = [
        subject_numbers.setdefault(sections[number].topic, len(subject_numbers))
        for number in numbers
    ]
    return Examples(
        [questions[place] for place in kept],
        [passages[place] for place in kept],
        np.array(numbers, dtype=np.int64),
        np.array(subjects, dtype=np.int64),
    )


def _tokenised(tokenizer: Tokenizer, texts: Sequence[str]) -> list[Ids]:
    return [
        np.array(encoding.ids, dtype=np.int32)
        for start in range(0, len(texts), _AT_ONCE)
        for encoding in tokenizer.encode_batch_fast(
            texts[start : start + _AT_ONCE], add_special_tokens=False
        )
    ]
