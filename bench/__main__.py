"""Measure, print the table, write the figures: `python -m bench --help`."""

from __future__ import annotations

import argparse
import importlib
import json
import os
import platform
import sys
from datetime import UTC, datetime
from pathlib import Path

from bench.ground import own_database

PARTS = ("verdicts", "peers", "completion", "pages", "evidence", "simulate")
OUT = Path("build") / "bench.json"


def main() -> int:
    """Run the parts that are asked for."""
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument(
        "--only", nargs="+", choices=PARTS, default=PARTS, help="leave the rest out"
    )
    parser.add_argument("--json", type=Path, default=OUT, help=f"where to write ({OUT})")
    given = parser.parse_args()
    with own_database() as vendor:
        # Django's apps are loaded only now.
        from bench.figures import table

        lines = []
        for part in given.only:
            print(f"... {part}", file=sys.stderr, flush=True)
            lines += importlib.import_module(f"bench.{part}").measure()
    machine = {
        "on": datetime.now(tz=UTC).isoformat(timespec="seconds"),
        "database": vendor,
        "cores": os.cpu_count(),
        "python": platform.python_version(),
    }
    given.json.parent.mkdir(parents=True, exist_ok=True)
    written = {"machine": machine, "lines": [line.as_dict() for line in lines]}
    given.json.write_text(json.dumps(written, ensure_ascii=False, indent=1) + "\n")
    print(f"{vendor}, {machine['cores']} cores, Python {machine['python']}, {machine['on']}\n")
    print(table(lines))
    return 0


if __name__ == "__main__":
    sys.exit(main())
