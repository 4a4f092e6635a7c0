"""Texts to vectors: the only place that knows sentence_transformers.

That library takes ten seconds to import, so it is imported when a model needs it and not before;
the embedded model does not (see `index.static`).
"""

import os
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Protocol

import numpy as np
from numpy.typing import NDArray

from index.errors import ModelRunsCode, NotAModel
from index.hub import Bytes
from index.model_folder import EMBEDDED, ModelFolder, fetched_model
from index.segmenting import segmenter_of
from index.static import StaticEncoder

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer

_BATCH = 32
_OFFSET_POSITIONS = {"roberta", "xlm-roberta", "camembert"}  # these count from the padding's id


class Encoder(Protocol):
    """A model: its name for people, its fingerprint for manifests, its width, and what it does."""

    @property
    def name(self) -> str:
        """What a person calls the model."""
        ...

    @property
    def fingerprint(self) -> str:
        """Differs between two models whose vectors must not be mixed."""
        ...

    @property
    def dimensions(self) -> int:
        """Width of the vectors."""
        ...

    @property
    def longest(self) -> int | None:
        """Tokens of a text that the model reads, the rest being cut off; None: all of them."""
        ...

    def encode_queries(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """(len(texts), dimensions) unit rows; a text with nothing known in it may be all zeros."""
        ...

    def encode_passages(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """The same for what is to be found: some models read questions and passages differently."""
        ...

    def overlong(self, texts: Sequence[str]) -> int:
        """How many of these passages the model does not read to their end."""
        ...


def load_encoder(name: str | None = None, progress: Bytes | None = None) -> Encoder:
    """The model of that folder or hub name, downloaded if need be; the embedded one where no name
    is given. Raises the errors of `fetched_model` and of `loaded`."""
    return loaded(fetched_model(name, progress))


def loaded(model: ModelFolder) -> Encoder:
    """The model in memory. Raises NotAModel, ModelRunsCode."""
    if model.static:
        return StaticEncoder.load(model.path, model.name)
    return TransformerEncoder(_sentence_transformer(model), model)


class TransformerEncoder:
    """Any sentence-transformers model."""

    def __init__(self, model: "SentenceTransformer", found: ModelFolder) -> None:
        self._model = model.float()  # half precision on a CPU is slow and gives float16 vectors
        self._segmented = found.family.segmented
        self.name = found.name
        self.fingerprint = found.fingerprint
        self.dimensions = int(model.get_embedding_dimension() or 0)
        self.longest = _longest(model)
        if self.longest is not None:
            self._model.max_seq_length = self.longest

    def encode_queries(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """(n, d) unit rows."""
        return self._encode(self._model.encode_query, texts)

    def encode_passages(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """(n, d) unit rows; of a text that is too long for the model, of its beginning."""
        return self._encode(self._model.encode_document, texts)

    def overlong(self, texts: Sequence[str]) -> int:
        """Texts of more than `longest` tokens, the model's own marks among them."""
        if self.longest is None or not texts:
            return 0
        ids = self._model.tokenizer(self._read(texts), truncation=False)["input_ids"]
        return sum(len(one) > self.longest for one in ids)

    def _encode(self, encode: Callable[..., object], texts: Sequence[str]) -> NDArray[np.float32]:
        if not texts:
            return np.zeros((0, self.dimensions), dtype=np.float32)
        vectors = encode(
            self._read(texts),
            batch_size=_BATCH,
            normalize_embeddings=True,
            show_progress_bar=False,
        )
        return np.asarray(vectors, dtype=np.float32)

    def _read(self, texts: Sequence[str]) -> list[str]:
        return segmenter_of(EMBEDDED)(texts) if self._segmented else list(texts)


def _sentence_transformer(model: ModelFolder) -> "SentenceTransformer":
    _quieten()
    from sentence_transformers import SentenceTransformer

    family = model.family
    named = {"query": family.query, "document": family.passage}
    prompts = {name: prompt for name, prompt in named.items() if prompt is not None}
    try:
        return SentenceTransformer(
            str(model.path), device="cpu", prompts=prompts or None, local_files_only=True
        )
    # What a folder may hold is not ours to foresee, nor which library trips over it.
    except Exception as error:
        if "trust_remote_code" in str(error):
            raise ModelRunsCode(model.name) from error
        raise NotAModel(model.name) from error


def _quieten() -> None:
    """No bars and advice of other libraries on our stderr; no threads that wait for each other:
    with two and a busy neighbour a question takes 40 times as long as with one."""
    import torch
    from transformers.utils import logging

    logging.disable_progress_bar()  # type: ignore[no-untyped-call]
    logging.set_verbosity_error()  # type: ignore[no-untyped-call]
    if "OMP_NUM_THREADS" not in os.environ:
        torch.set_num_threads(max(1, (os.cpu_count() or 1) // 2))


def _longest(model: "SentenceTransformer") -> int | None:
    """What the model says, or what it has positions for where it says more: then it would break."""
    said = model.max_seq_length
    limits = [] if said is None or said == float("inf") else [int(said)]
    config = model.config
    if config is not None and (positions := getattr(config, "max_position_embeddings", None)):
        offset = config.model_type in _OFFSET_POSITIONS
        limits.append(positions - (int(config.pad_token_id) + 1 if offset else 0))
    return min(limits, default=None)
