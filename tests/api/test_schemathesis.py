"""The running API against its own description, with whatever requests Schemathesis thinks of."""
import subprocess
import sys
from pathlib import Path

from tests.running import Site

# Not asked: whether every value that the description allows is followed, and every other refused. It cannot say all that
# a value must be (a place that is, a cursor that was given), and what is outside the API's addresses has the site's pages.
CHECKS = "not_a_server_error,status_code_conformance,response_schema_conformance"


def test_whatever_is_asked_the_api_answers_as_its_schema_says(site: Site, tmp_path: Path) -> None:
    program = Path(sys.executable).with_name("schemathesis")
    done = subprocess.run(
        [program, "run", f"{site.address}/api/v1/schema/", "--max-examples", "15", "--seed", "1", "--phases", "examples,coverage,fuzzing",
         "--checks", CHECKS, "--no-color", "--max-time", "25"],
        cwd=tmp_path, capture_output=True, text=True, check=False, timeout=180)
    assert done.returncode == 0, done.stdout[-6000:] + done.stderr[-2000:]
    assert "Tested: 5" in done.stdout
