"""The tokens of the seeds are those of the golden file, in whatever order and surroundings they come in."""
import json
import random
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests import scratch

GOLDEN = Path(__file__).parent / "golden" / "seed_tokens.json"


@pytest.fixture(scope="module")
def empty(django_db_setup, tmp_path_factory) -> Iterator[scratch.Scratch]:
    with scratch.archive(tmp_path_factory.mktemp("empty")) as found:
        yield found


def shuffled(seeds: Path, seed: int) -> list[Path]:
    files = sorted(seeds.glob("*.txt"))
    random.Random(seed).shuffle(files)
    return files


@pytest.mark.parametrize(("seed", "hash_seed", "locale"), [
    (1, "0", "C"), (2, "1", "zh_CN.UTF-8"), (3, "4242", "C.UTF-8")])
def test_any_order_in_any_surroundings_gives_the_golden_tokens(seeds, empty, tmp_path, seed, hash_seed, locale):
    files = shuffled(seeds, seed)
    with scratch.database(tmp_path, empty.name) as fresh:
        said = fresh.import_reports(*files, PYTHONHASHSEED=hash_seed, LC_ALL=locale)
        tokens = fresh.tokens()
    assert [outcome["status"] for outcome in said] == ["imported"] * 5
    assert tokens == json.loads(GOLDEN.read_text(encoding="utf-8"))


def test_the_orders_tried_differ(seeds):
    assert len({tuple(shuffled(seeds, seed)) for seed in (1, 2, 3)}) == 3
