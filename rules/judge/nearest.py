"""The nearest facts that would meet a condition which is not met.

Only facts that the requirement reads are changed, of them none that is fixed (history, grounds,
ballots: nobody can or may bring them about), and the condition goes on applying: fewest facts
first, of these as few as can be that belong to the post rather than to the person, of these the
shortest way. A number, a date or a month moves to the line, an ordered level to the nearest level,
anything else to the first admitted value. What is found was evaluated, not guessed; it says what
would meet the condition, and not that anybody could or may bring it about.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from itertools import combinations, product

from rules.definitions import Condition, FactDefinition
from rules.domains import place, values_worth_trying
from rules.expression import Comparison, Operand, compare, comparisons, kleene, names
from rules.model import Value

# More combinations than this are not tried: the finding then says that no change was found.
MOST_TRIED = 20_000
# Answers kept for each condition: people of one pool are often alike.
KEPT = 32
POST = "title table"

Values = Mapping[str, Value | None]
Changes = tuple[tuple[str, Value], ...]


class Search:
    """Looks for the nearest facts that meet one condition, with the figures of one day."""

    def __init__(
        self,
        condition: Condition,
        definitions: Mapping[str, FactDefinition],
        figures: Mapping[str, int],
    ) -> None:
        self._condition = condition
        self._definitions = definitions
        self._figures = figures
        self._thresholds = {name: (value,) for name, value in figures.items()}
        self._asked = tuple(node for node in (condition.applies, condition.requires) if node)
        read = (name for node in self._asked for name in names(node, "fact"))
        self._read = tuple(dict.fromkeys(read))
        read_by_requirement = names(condition.requires, "fact")
        self._changing = tuple(name for name in read_by_requirement if not definitions[name].fixed)
        # Whether nothing that the requirement reads can or may be brought about.
        self.fixed = not self._changing
        self._found: dict[tuple[Value | None, ...], Changes] = {}

    def nearest(self, values: Callable[[str], Value | None]) -> Changes:
        """Return the facts to change with the values to give them; none where none were found."""
        key = tuple(map(values, self._read))
        found = self._found.get(key)
        if found is None:
            found = self._search(dict(zip(self._read, key, strict=True)))
            if len(self._found) >= KEPT:
                self._found.clear()
            self._found[key] = found
        return found

    def _search(self, now: Values) -> Changes:
        listed = values_worth_trying(self._asked, self._definitions, self._thresholds, now)
        tried = 0
        for size in range(1, len(self._changing) + 1):
            best: tuple[tuple[int, int, tuple[int, ...]], Changes] | None = None
            for chosen in combinations(self._changing, size):
                # What is closed while these facts are open stays closed whatever they are.
                if self._holds({**now, **dict.fromkeys(chosen)}) is False:
                    continue
                ways = [self._ways(name, now, listed[name]) for name in chosen]
                of_post = sum(self._definitions[name].source == POST for name in chosen)
                for way in product(*ways):
                    tried += 1
                    if tried > MOST_TRIED:
                        return best[1] if best else ()
                    length = sum(step for step, _ in way)
                    rank = (of_post, length, tuple(map(self._changing.index, chosen)))
                    if best is not None and rank >= best[0]:
                        if size == 1:
                            break
                        continue
                    changes = tuple(zip(chosen, (value for _, value in way), strict=True))
                    if self._holds({**now, **dict(changes)}) is True:
                        best = (rank, changes)
            if best is not None:
                return best[1]
        return ()

    def _holds(self, values: Values) -> bool | None:
        """Tell whether the condition applies and its requirement holds."""
        parts = [kleene(node, lambda leaf: self._compared(leaf, values)) for node in self._asked]
        return False if False in parts else None if None in parts else True

    def _compared(self, comparison: Comparison, values: Values) -> bool | None:
        def value(operand: Operand) -> Value | None:
            if operand.source == "fact":
                return values[operand.name]
            return self._figures[operand.name] if operand.source == "figure" else operand.value

        return compare(comparison, value)

    def _ways(self, name: str, now: Values, listed: tuple[Value, ...]) -> list[tuple[int, Value]]:
        """List the other values of a fact with the length of the way there, the shortest first."""
        had = now[name]
        lines = self._lines(name, now) if had is None else set()
        ways = [(self._length(name, had, value, lines), value) for value in listed if value != had]
        return sorted(ways, key=lambda way: way[0])

    def _length(self, name: str, had: Value | None, value: Value, lines: set[int]) -> int:
        """Tell how far a value is from what is; where that is not known, from the lines."""
        definition = self._definitions[name]
        if isinstance(value, frozenset):
            return len(value ^ had) if isinstance(had, frozenset) else len(value)
        if isinstance(value, bool) or (isinstance(value, str) and not definition.ordered):
            return 1
        if isinstance(value, str):
            levels = list(definition.values)
            return abs(levels.index(value) - (levels.index(had) if isinstance(had, str) else 0))
        if had is None:
            return min((abs(place(value) - line) for line in lines), default=0)
        return abs(place(value) - place(had))

    def _lines(self, name: str, now: Values) -> set[int]:
        """Return the places of what a fact is compared with."""
        found: set[int] = set()
        for comparison in comparisons(self._condition.requires):
            if not any(operand.name == name for operand in comparison.operands):
                continue
            for operand in comparison.operands:
                value = operand.value
                if operand.source == "figure":
                    value = self._figures[operand.name]
                elif operand.source == "fact":
                    value = now[operand.name]
                if value is not None and not isinstance(value, str | frozenset):
                    found.add(place(value))
        return found
