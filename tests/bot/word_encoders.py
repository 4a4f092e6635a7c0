"""Models that are on this machine, without a file: the bot's encoders over some of those that can
be computed by hand."""

from bot.encoders import Encoders
from bot.progress import Progress
from index.errors import ModelOutOfReach, OtherModel
from index.folder import Manifest
from tests.index.word_encoder import WordEncoder


class WordEncoders(Encoders):
    """`setting` is the one that is chosen, `here` whether it is on this machine already, and
    `embedded` the one that takes no time."""

    def __init__(self, setting: WordEncoder, embedded: WordEncoder | None = None) -> None:
        super().__init__(setting.name)
        self.setting = setting
        self.embedded = embedded or setting
        self.here = True
        self.others: list[WordEncoder] = []

    @property
    def name(self) -> str:
        return self.setting.name

    def chosen(self, progress: Progress | None = None) -> WordEncoder:
        if not self.here:
            raise ModelOutOfReach(self.name, "không có mạng")
        return self.setting

    def quick(self) -> WordEncoder:
        return self.embedded

    def made(self, manifest: Manifest) -> WordEncoder:
        for encoder in (self.setting, self.embedded, *self.others):
            if encoder.fingerprint == manifest.fingerprint:
                return encoder
        raise OtherModel(manifest.model, self.name)

    def is_chosen(self, manifest: Manifest) -> bool:
        return self.here and manifest.fingerprint == self.setting.fingerprint
