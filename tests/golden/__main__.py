"""Writes the golden file of tokens anew: `python -m tests.golden`. To be run only when no token has been given yet."""
import json
import tempfile
from pathlib import Path

import django

from tests import conftest  # noqa: F401 - gives the archive a data folder of its own

GOLDEN = Path(__file__).with_name("seed_tokens.json")

if __name__ == "__main__":
    django.setup()
    from archive import postgres
    from tests import scratch

    seeds = Path(conftest.os.environ.get("SEEDS", conftest.PROJECT.parent / "shared" / "seeds"))
    postgres.start()
    with tempfile.TemporaryDirectory() as data, scratch.archive(Path(data)) as fresh:
        fresh.import_reports(*sorted(seeds.glob("*.txt")))
        GOLDEN.write_text(json.dumps(fresh.tokens(), ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
