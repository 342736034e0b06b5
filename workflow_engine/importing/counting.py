"""How many rows of a sheet do what: every row below its header stands in one count."""

from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from workflow_engine.importing.parsing import Issue, Parsed


@dataclass
class Count:
    """How many rows of a sheet do what; `rows` is their sum.

    A row waits where it is neither wrong nor taken: the header has to be corrected first, or the
    row of the person whom it is about.
    """

    rows: int = 0
    new: int = 0
    changed: int = 0
    unchanged: int = 0
    repeated: int = 0
    left_out: int = 0
    wrong: int = 0
    waiting: int = 0


def counts(parsed: Parsed) -> dict[str, Count]:
    """Return the counts of each sheet, as far as the file alone tells."""
    found = {name: Count(rows=rows + parsed.left_out[name]) for name, rows in parsed.rows.items()}
    for name, count in found.items():
        count.left_out = parsed.left_out[name]
        count.repeated = parsed.repeated[name]
    return found


def complete(found: Mapping[str, Count], parsed: Parsed, errors: Collection[Issue]) -> None:
    """Count the rows that are wrong, and those that wait for what is."""
    read = {(line.sheet.name, line.row) for line in (*parsed.lines, *parsed.broken)}
    wrong = {(line.sheet.name, line.row) for line in parsed.broken}
    wrong |= {(issue.sheet, issue.row) for issue in errors} & read
    of_sheet = Counter(sheet for sheet, _row in wrong)
    for name, count in found.items():
        count.wrong = of_sheet[name]
        done = count.new + count.changed + count.unchanged + count.repeated + count.left_out
        count.waiting = count.rows - done - count.wrong
