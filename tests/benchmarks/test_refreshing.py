"""What is made of the times of answers around builds and during them."""

from pathlib import Path

from benchmarks.refreshing import ARTICLES, Laws, Run, summary
from bot.aside import WORTH_BYTES, WORTH_PASSAGES


def test_of_several_runs_the_median_and_the_spread_are_told() -> None:
    runs = [Run([0.01] * 100, [0.01 * slower] * 50) for slower in (1, 4, 2)]

    told = summary(runs)

    assert (told["p99_ratio"], told["p99_ratio_from_to"]) == (2.0, [1.0, 4.0])
    assert told["p99_ratio_runs"] == [1.0, 4.0, 2.0]
    assert told["p99_during_ms"] == [10.0, 40.0, 20.0]
    assert told["answers_during"] == [50, 50, 50]


def test_a_small_build_is_one_that_the_bot_does_in_its_own_process(tmp_path: Path) -> None:
    laws = Laws(tmp_path)
    first = [path.read_text(encoding="utf-8") for path in laws.write(range(3))]

    few = laws.write(range(laws.few()))

    assert len(few) > 1
    assert sum(path.stat().st_size for path in few) < WORTH_BYTES
    assert len(few) * ARTICLES < WORTH_PASSAGES
    assert few[0].read_text(encoding="utf-8") != first[0]
