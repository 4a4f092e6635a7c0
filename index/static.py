"""A table of token vectors, read without torch: the light way to a StaticEmbedding folder.

The folder is a plain sentence-transformers model; a test holds that both ways agree.
"""

import hashlib
import json
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from safetensors.numpy import load_file
from tokenizers import Tokenizer

from index.checksum import sha256_of_all
from index.errors import NotAModel
from index.neighbours import Neighbours

_MODULES = "modules.json"
_CONFIG = "config_sentence_transformers.json"
_TOKENIZER = "tokenizer.json"
_WEIGHTS = "model.safetensors"
_WEIGHTS_KEY = "embedding.weight"
_KNOWN = ({"StaticEmbedding"}, {"StaticEmbedding", "Normalize"})


def is_static(folder: Path) -> bool:
    """Whether the folder holds a StaticEmbedding model, alone or with Normalize after it."""
    try:
        modules = json.loads((folder / _MODULES).read_text(encoding="utf-8"))
        kinds = {str(module["type"]).rsplit(".", 1)[-1] for module in modules}
    except (OSError, ValueError, TypeError, KeyError):
        return False
    return kinds in _KNOWN


def static_fingerprint(folder: Path, name: str) -> str:
    """What the vectors depend on. Raises NotAModel where a file is missing or no good."""
    try:
        home = _home(folder)
        fingerprint = sha256_of_all([home / _TOKENIZER, home / _WEIGHTS], folder)
    except OSError as error:
        raise NotAModel(name) from error
    query, passage = _prompts(folder)
    if not (query or passage):
        return fingerprint
    return hashlib.sha256(f"{fingerprint}\0{query}\0{passage}".encode()).hexdigest()


class StaticEncoder:
    """The mean of a text's token vectors, as a unit vector."""

    longest: int | None = None  # tokens: it reads all of them

    def __init__(
        self,
        tokenizer: Tokenizer,
        table: NDArray[np.float32],
        name: str,
        fingerprint: str,
        prompts: tuple[str, str] = ("", ""),
        neighbours: Neighbours | None = None,
    ) -> None:
        tokenizer.no_padding()
        tokenizer.no_truncation()
        self._tokenizer = tokenizer
        self._table = table
        self._table.flags.writeable = False
        self._query, self._passage = prompts
        self.neighbours = neighbours or Neighbours(table)  # of the rows of `table`
        self.name = name
        self.fingerprint = fingerprint
        self.dimensions = int(table.shape[1])

    @classmethod
    def load(cls, folder: Path, name: str) -> "StaticEncoder":
        """Reads the folder's tokenizer and weights. Raises NotAModel where they are no good."""
        home = _home(folder)
        try:
            tokenizer = Tokenizer.from_file(str(home / _TOKENIZER))
            table = load_file(home / _WEIGHTS)[_WEIGHTS_KEY].astype(np.float32)
        # tokenizers raises a bare Exception for a file that it cannot read.
        except Exception as error:
            raise NotAModel(name) from error
        fingerprint, near = static_fingerprint(folder, name), Neighbours.load(folder, table)
        return cls(tokenizer, table, name, fingerprint, _prompts(folder), near)

    @property
    def table(self) -> NDArray[np.float32]:
        """(pieces, d): the vector of each token id, as trained; read only."""
        return self._table

    def token_ids(self, texts: Sequence[str]) -> list[NDArray[np.int32]]:
        """The rows of `table` for each text's tokens, in the text's order; (tokens,) each."""
        encodings = self._tokenizer.encode_batch_fast(list(texts), add_special_tokens=False)
        return [np.array(encoding.ids, dtype=np.int32) for encoding in encodings]

    def encode_queries(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """(n, d) unit rows; a text with no known token is a row of zeros."""
        return self._encode(texts, self._query)

    def encode_passages(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """The same; only few static models tell the two apart, by a prompt of their own."""
        return self._encode(texts, self._passage)

    def overlong(self, texts: Sequence[str]) -> int:
        """None is: every token counts."""
        return 0

    def _encode(self, texts: Sequence[str], prompt: str) -> NDArray[np.float32]:
        if prompt:
            texts = [prompt + text for text in texts]
        return self.pooled(self.token_ids(texts))

    def pooled(self, tokens: Sequence[NDArray[np.int32]]) -> NDArray[np.float32]:
        """(n, d) unit rows, the means of these rows of `table`; zeros where there is none."""
        means = np.zeros((len(tokens), self.dimensions), dtype=np.float32)
        for mean, ids in zip(means, tokens, strict=True):
            if len(ids):
                self._table[ids].mean(axis=0, out=mean)
        lengths = np.linalg.norm(means, axis=1, keepdims=True)
        return np.asarray(means / np.maximum(lengths, 1e-12))


def _home(folder: Path) -> Path:
    """The folder of the model's first module: tokenizer and weights lie there."""
    modules = json.loads((folder / _MODULES).read_text(encoding="utf-8"))
    return folder / str(modules[0].get("path", ""))


def _prompts(folder: Path) -> tuple[str, str]:
    """What the model puts before a question and before a passage, as `encode_query` and
    `encode_document` of sentence-transformers choose them."""
    try:
        held = json.loads((folder / _CONFIG).read_text(encoding="utf-8")).get("prompts", {})
    except (OSError, ValueError, AttributeError):
        return "", ""
    passage = next((held[name] for name in ("document", "passage", "corpus") if name in held), "")
    return held.get("query") or "", passage or ""
