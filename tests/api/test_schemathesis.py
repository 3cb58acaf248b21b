"""The running API against its own description: whatever requests Schemathesis thinks of, and all that it knows to check.

Not run is its stateful phase: nothing can be made here that a later request could ask for.
"""
import os
import subprocess
import sys
from pathlib import Path

from tests.running import PROJECT, Site


def test_whatever_is_asked_the_api_answers_as_its_schema_says(site: Site, tmp_path: Path) -> None:
    program = Path(sys.executable).with_name("schemathesis")
    done = subprocess.run(
        [program, "run", f"{site.address}/api/v1/schema/", "--max-examples", "8", "--seed", "1", "--generation-deterministic",
         "--phases", "examples,coverage,fuzzing", "--checks", "all", "--no-color", "--max-time", "45"],
        cwd=tmp_path, capture_output=True, text=True, check=False, timeout=180,
        env={**os.environ, "SCHEMATHESIS_HOOKS": "tests.api.unsaid", "PYTHONPATH": str(PROJECT)})
    assert done.returncode == 0, done.stdout[-6000:] + done.stderr[-2000:]
    assert "Tested: 5" in done.stdout
