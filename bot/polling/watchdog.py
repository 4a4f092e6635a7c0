"""When polls have been silent for too long, and what to do then."""

from dataclasses import dataclass
from enum import Enum, auto

from bot.polling.pulse import Pulse

# A poll that finds nothing ends after ten seconds: this is the ninth that did not.
DEAF_AFTER = 90.0
AGAIN_AFTER = 45.0  # seconds that a new request gets to prove itself
REBUILDS = 3  # of them; then only a new process is left to try


class Step(Enum):
    NOTHING = auto()
    REBUILD = auto()  # the first time: it is deaf
    GIVE_UP = auto()
    BACK = auto()  # a poll succeeded after all


@dataclass(slots=True)
class Watchdog:
    """Looks at the pulse now and then. Without a network it never gives up: another process would
    have none either."""

    pulse: Pulse
    rebuilt: int = 0
    worst: float = 0.0  # seconds of the silence that goes on, or went before `BACK`

    def look(self) -> Step:
        silence = self.pulse.silence
        if silence < DEAF_AFTER:
            back, self.rebuilt = self.rebuilt > 0, 0
            if not back:
                self.worst = 0.0
            return Step.BACK if back else Step.NOTHING
        self.worst = silence
        if silence < DEAF_AFTER + AGAIN_AFTER * self.rebuilt:
            return Step.NOTHING
        if self.rebuilt >= REBUILDS and not self.pulse.cut_off:
            return Step.GIVE_UP
        self.rebuilt += 1
        return Step.REBUILD
