"""Drive every procedure through random acts for as long as one says: `python -m tests.soak 10`.

The minutes are shared by the editions of the procedures. What failed is told with its seed, with
which it fails again: `SOAK_SEED`.
"""

import argparse
import json
import os
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path

TEST = "tests/processes/test_stateful.py"
WORKERS = int(os.environ.get("TEST_WORKERS", "2"))


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.soak", description=__doc__)
    parser.add_argument("minutes", type=float, help="for how long, about")
    asked = parser.parse_args()
    pytest = [sys.executable, "-m", "pytest", "--quiet", "-p", "no:cacheprovider"]
    listed = subprocess.run(
        [*pytest, "--collect-only", TEST], check=True, capture_output=True, text=True
    )
    editions = sum("::" in line for line in listed.stdout.splitlines())
    report = Path("build", "soak.jsonl")
    report.parent.mkdir(exist_ok=True)
    report.unlink(missing_ok=True)
    seed = os.environ.get("SOAK_SEED") or str(int(time.time()))
    environment = {
        **os.environ,
        "SOAK_SECONDS": str(asked.minutes * 60 * WORKERS / editions),
        "SOAK_SEED": seed,
        "SOAK_REPORT": str(report),
    }
    run = [*pytest, "--nomigrations", "-n", str(WORKERS), "--dist", "worksteal", TEST]
    done = subprocess.run(run, env=environment, check=False)
    in_all: Counter[str] = Counter()
    if report.exists():
        for line in report.read_text().splitlines():
            edition, tried = json.loads(line)
            in_all.update(tried)
            print(f"{edition}: {_acts(tried)} acts")
    print(f"in all: {_acts(in_all)} acts, seed {seed}")
    for what, number in sorted(in_all.items()):
        print(f"  {what}: {number}")
    return done.returncode


def _acts(tried: dict[str, int]) -> int:
    return sum(number for what, number in tried.items() if not what.startswith("ended: "))


if __name__ == "__main__":
    sys.exit(main())
