"""Texts to vectors: the only place that knows sentence_transformers.

That library takes ten seconds to import, so it is imported when a model needs it and not before;
the embedded model does not (see `index.static`).
"""

import hashlib
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

import numpy as np
from numpy.typing import NDArray

from index.checksum import sha256_of_all
from index.errors import ModelNotFound, NotAModel
from index.static import StaticEncoder, is_static

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer

EMBEDDED = Path(__file__).parent / "model"
_BATCH = 32


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

    def encode_queries(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """(len(texts), dimensions) unit rows; a text with nothing known in it may be all zeros."""
        ...

    def encode_passages(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """The same for what is to be found: some models read questions and passages differently."""
        ...


def load_encoder(name: str | None = None) -> Encoder:
    """The model of that folder or hub name; the embedded one where no name is given.

    Raises ModelNotFound where there is neither, NotAModel where the folder is something else.
    """
    folder = EMBEDDED if name is None else Path(name)
    shown = "nenchang" if name is None else name
    if folder.is_dir():
        if is_static(folder):
            return StaticEncoder.load(folder, shown)
        if not any((folder / file).is_file() for file in ("modules.json", "config.json")):
            raise NotAModel(shown)
        return TransformerEncoder(_loaded(shown, NotAModel(shown)), shown, _hash_of(folder))
    if folder.is_absolute() or shown.startswith("."):
        raise ModelNotFound(shown)
    model = _loaded(shown, ModelNotFound(shown))
    return TransformerEncoder(model, shown, _hash_of_name(shown, model))


class TransformerEncoder:
    """Any sentence-transformers model."""

    def __init__(self, model: "SentenceTransformer", name: str, fingerprint: str) -> None:
        self._model = model.float()  # half precision on a CPU is slow and gives float16 vectors
        self.name = name
        self.fingerprint = fingerprint
        self.dimensions = int(model.get_embedding_dimension() or 0)

    def encode_queries(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """(n, d) unit rows."""
        return self._encode(self._model.encode_query, texts)

    def encode_passages(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """(n, d) unit rows."""
        return self._encode(self._model.encode_document, texts)

    def _encode(self, encode: Callable[..., object], texts: Sequence[str]) -> NDArray[np.float32]:
        if not texts:
            return np.zeros((0, self.dimensions), dtype=np.float32)
        vectors = encode(
            list(texts), batch_size=_BATCH, normalize_embeddings=True, show_progress_bar=False
        )
        return np.asarray(vectors, dtype=np.float32)


def _loaded(name: str, failure: Exception) -> "SentenceTransformer":
    from sentence_transformers import SentenceTransformer

    try:
        return SentenceTransformer(name, device="cpu")
    # What a folder or the hub may hold is not ours to foresee, nor which library trips over it.
    except Exception as error:
        raise failure from error


def _hash_of(folder: Path) -> str:
    files = (path for path in sorted(folder.rglob("*")) if path.is_file())
    return sha256_of_all((path for path in files if path.suffix != ".md"), folder)


def _hash_of_name(name: str, model: "SentenceTransformer") -> str:
    revision = model.model_card_data.base_model_revision
    parts = f"{name}\n{model.get_embedding_dimension()}\n{revision}"
    return hashlib.sha256(parts.encode()).hexdigest()
