"""The models in memory: the one that is set, and the one that the index at hand was made by."""

import threading
from collections.abc import Callable

from bot.progress import Progress, silent
from index.embedding import Encoder, loaded
from index.errors import OtherModel
from index.folder import Manifest
from index.model_folder import EMBEDDED_NAME, ModelFolder, fetched_model, local_model

_MEGABYTE = 1_000_000


class Encoders:
    """Loads each model once, when it is needed; threads may share it."""

    def __init__(self, setting: str | None, progress: Progress = silent) -> None:
        self._setting = setting
        self._progress = progress
        self._lock = threading.Lock()
        self._found: dict[str | None, ModelFolder] = {}
        self._loaded: dict[str, Encoder] = {}

    @property
    def name(self) -> str:
        """What the setting calls its model."""
        return self._setting or EMBEDDED_NAME

    def chosen(self, progress: Progress | None = None) -> Encoder:
        """The model of the setting, downloaded where it has to be. Raises `IndexFault`."""
        return self._in_memory(fetched_model(self._setting, self._bytes(progress)))

    def quick(self) -> Encoder:
        """The chosen model where it is at hand in no time, else the embedded one."""
        found = self._here(self._setting)
        return self._in_memory(found if found and found.static else fetched_model(None))

    def made(self, manifest: Manifest) -> Encoder:
        """The model that made an index, from this machine. Raises `IndexFault` where it is gone
        or has become another."""
        for name in (self._setting, manifest.model):
            found = self._here(name)
            if found is not None and found.fingerprint == manifest.fingerprint:
                return self._in_memory(found)
        raise OtherModel(f"“{manifest.model}” ({manifest.fingerprint[:8]})", f"“{self.name}”")

    def is_chosen(self, manifest: Manifest) -> bool:
        """Whether the chosen model made the index; nothing is loaded to know that."""
        found = self._here(self._setting)
        return found is not None and found.fingerprint == manifest.fingerprint

    def _here(self, name: str | None) -> ModelFolder | None:
        """A model as far as it is on this machine. Raises ModelNotFound, NotAModel."""
        found = self._found.get(name) or local_model(name)
        if found is not None:
            self._found[name] = found  # its fingerprint takes reading all of it
        return found

    def _in_memory(self, found: ModelFolder) -> Encoder:
        with self._lock:
            if found.fingerprint not in self._loaded:
                self._loaded[found.fingerprint] = loaded(found)
            return self._loaded[found.fingerprint]

    def _bytes(self, progress: Progress | None) -> Callable[[int, int], None]:
        tell = progress or self._progress

        def told(done: int, total: int) -> None:
            tell(f"Tải mô hình {self.name} (MB)", done // _MEGABYTE, total // _MEGABYTE)

        return told
