"""Where a model lies and which one it is: known before anything heavy is imported or loaded."""

import hashlib
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from index import hub
from index.checksum import sha256_of_all
from index.errors import ModelNotFound, NotAModel
from index.families import Family, family_of
from index.hub import Bytes
from index.static import is_static, static_fingerprint

EMBEDDED = Path(__file__).parent / "model"
EMBEDDED_NAME = "nenchang"
_SNAPSHOTS = "snapshots"


@dataclass(frozen=True)
class ModelFolder:
    """A model on this machine: what people call it, and the folder that holds it."""

    name: str
    path: Path

    @cached_property
    def static(self) -> bool:
        """Whether it is a table of vectors, read in no time and without torch."""
        return is_static(self.path)

    @cached_property
    def family(self) -> Family:
        return family_of(self.name, self.path)

    @cached_property
    def fingerprint(self) -> str:
        """Differs between two models whose vectors must not be mixed, and between two ways to
        feed one model. Raises NotAModel where a static model's files are no good."""
        if self.static:
            return static_fingerprint(self.path, self.name)
        digest = hashlib.sha256(repr(self.family).encode())
        # The hub names a snapshot's folder after its commit: two gigabytes need not be read.
        of_hub = self.path.parent.name == _SNAPSHOTS
        digest.update((self.path.name if of_hub else _hash_of(self.path)).encode())
        return digest.hexdigest()


def local_model(name: str | None) -> ModelFolder | None:
    """The model of that folder or hub name, the embedded one where no name is given; None where
    it would have to be downloaded.

    Raises ModelNotFound where there is no such folder, NotAModel where it is something else.
    """
    if name is None or name == EMBEDDED_NAME:
        return ModelFolder(EMBEDDED_NAME, EMBEDDED)
    folder = Path(name).expanduser()
    if folder.is_dir():
        if not any((folder / file).is_file() for file in ("modules.json", "config.json")):
            raise NotAModel(name)
        return ModelFolder(str(folder.resolve()), folder.resolve())
    if folder.is_absolute() or name.startswith("."):
        raise ModelNotFound(name)
    found = hub.cached(name)
    return ModelFolder(name, found) if found else None


def fetched_model(name: str | None, progress: Bytes | None = None) -> ModelFolder:
    """The same, downloaded where it has to be; the errors of `hub.downloaded` come on top."""
    found = local_model(name)
    if found is None:
        assert name is not None
        found = ModelFolder(name, hub.downloaded(name, progress))
    return found


def _hash_of(folder: Path) -> str:
    files = (path for path in sorted(folder.rglob("*")) if path.is_file() and path.suffix != ".md")
    # Hidden folders hold what a download or a repository notes for itself.
    seen = (path for path in files if not _hidden(path.relative_to(folder)))
    return sha256_of_all(seen, folder)


def _hidden(path: Path) -> bool:
    return any(part.startswith(".") for part in path.parts)
