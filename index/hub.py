"""Models that have a name and no folder yet: the only import of huggingface_hub."""

import errno
import io
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from index.errors import (
    IndexFault,
    ModelDownloadFailed,
    ModelGated,
    ModelNotFound,
    ModelOutOfReach,
    NoRoomForModel,
)

if TYPE_CHECKING:
    from tqdm.asyncio import tqdm_asyncio

Bytes = Callable[[int, int], None]  # how many are here, how many are known of so far

_TIMEOUT = 10  # seconds for the hub's first answer; a name that does not resolve fails at once
# The same weights again for other libraries, and what no model reads.
_OTHERS = ["onnx/*", "openvino/*", "coreml/*", "*.onnx", "*.h5", "*.msgpack", "*.ot", "*.gguf"]
_OLD_WEIGHTS = ["pytorch_model.bin", "pytorch_model-*.bin", "pytorch_model.bin.index.json"]
_REFUSED = (401, 403)


def cached(name: str) -> Path | None:
    """The folder of a hub model that is whole on this machine; None where it is not."""
    from huggingface_hub import snapshot_download
    from huggingface_hub.errors import HFValidationError, LocalEntryNotFoundError

    try:
        # Which of two kinds of weights was fetched is not known: the newer is looked for first.
        ignored = [*_OTHERS, *_OLD_WEIGHTS]
        folder = Path(snapshot_download(name, local_files_only=True, ignore_patterns=ignored))
    except (LocalEntryNotFoundError, HFValidationError):
        return None
    weights = (*folder.rglob("*.safetensors"), *folder.rglob("*.bin"))
    return folder if any(path.exists() for path in weights) else None


def downloaded(name: str, progress: Bytes | None = None) -> Path:
    """The model's folder in the hub's cache, fetched as far as it is not there.

    What an interrupted download left is gone on with. Raises ModelNotFound, ModelGated,
    ModelOutOfReach, NoRoomForModel or ModelDownloadFailed; an exception of `progress` ends it.
    """
    from huggingface_hub import HfApi, snapshot_download

    try:
        held = HfApi().model_info(name, timeout=_TIMEOUT).siblings or []
        safe = any(one.rfilename.startswith("model") and _is_safe(one.rfilename) for one in held)
        return Path(
            snapshot_download(
                name,
                ignore_patterns=[*_OTHERS, *(_OLD_WEIGHTS if safe else [])],
                etag_timeout=_TIMEOUT,
                tqdm_class=_told(progress) if progress else _told(lambda done, total: None),
            )
        )
    # Each library below has errors of its own, and any of them may end a download.
    except Exception as error:
        said = _our_error(name, error)
        if said is None:
            raise
        raise said from error


def _is_safe(file: str) -> bool:
    return file.endswith((".safetensors", ".safetensors.index.json"))


def _our_error(name: str, error: Exception) -> IndexFault | None:
    import httpx2
    from huggingface_hub import constants, errors

    if isinstance(error, errors.GatedRepoError):
        return ModelGated(name)
    if isinstance(error, errors.RepositoryNotFoundError | errors.HFValidationError):
        return ModelNotFound(name)
    if isinstance(error, errors.OfflineModeIsEnabled):
        return ModelOutOfReach(name, "biến HF_HUB_OFFLINE đang cấm dùng mạng")
    if isinstance(error, errors.HfHubHTTPError):
        status = error.response.status_code
        return ModelGated(name) if status in _REFUSED else ModelDownloadFailed(name, f"mã {status}")
    unreachable = (httpx2.ConnectError, httpx2.TimeoutException, errors.LocalEntryNotFoundError)
    if isinstance(error, unreachable):
        return ModelOutOfReach(name, f"không nối được tới {constants.ENDPOINT}")
    if isinstance(error, OSError) and error.errno in (errno.ENOSPC, errno.EDQUOT):
        return NoRoomForModel(name, constants.HF_HUB_CACHE)
    if isinstance(error, OSError | httpx2.HTTPError | RuntimeError):
        return ModelDownloadFailed(name, str(error) or type(error).__name__)
    return None


def _told(progress: Bytes) -> "type[tqdm_asyncio[Any]]":
    """A progress bar that draws nothing and tells `progress` the bytes of the whole snapshot."""
    from tqdm.asyncio import tqdm_asyncio

    class Told(tqdm_asyncio):  # type: ignore[type-arg]  # generic for the type checker alone
        def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 -- tqdm's own
            # The library counts files, bytes from the network and bytes on the disk: the last of
            # them is what a person waits for.
            self._counts = kwargs.get("unit") == "B" and "econstruct" in kwargs.get("desc", "")
            super().__init__(*args, **{**kwargs, "file": io.StringIO(), "disable": False})

        def update(self, n: float | None = 1) -> bool | None:
            shown = super().update(n)
            if self._counts:
                progress(int(self.n), int(self.total or 0))
            return shown

        def display(self, *_: object, **__: object) -> None:
            """Nothing: whoever asked for the model shows it."""

    return Told
