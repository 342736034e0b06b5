"""Reading the files of the law: YAML 1.2, with the file and the line of every mistake."""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError
from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.nodes import MappingNode, Node, SequenceNode

from rules.errors import LawFileError

M = TypeVar("M", bound=BaseModel)


@contextmanager
def tolerated(faults: list[LawFileError] | None) -> Iterator[None]:
    """Note what cannot be read as law where faults are collected; raise it where they are not."""
    try:
        yield
    except LawFileError as fault:
        if faults is None:
            raise
        faults.append(fault)


class SourceFile:
    """One file of the law, and where in it each thing stands.

    With `faults` an entry that cannot be read is noted there and left out, instead of raised.
    """

    def __init__(self, path: Path, root: Path, faults: list[LawFileError] | None = None) -> None:
        self.name = f"{root.name}/{path.relative_to(root).as_posix()}"
        self._faults = faults
        # The parser in C, where the platform has it: the one that keeps comments takes seven times
        # as long. Nodes know their lines.
        reader = YAML(typ="safe")
        try:
            self._node: Node | None = reader.compose(path.read_text(encoding="utf-8"))
            self._data = _plain(reader.constructor.construct_document(self._node))
        except MarkedYAMLError as error:
            line = error.problem_mark.line + 1 if error.problem_mark else None
            raise LawFileError(self.name, line, str(error.problem)) from error
        except (YAMLError, UnicodeDecodeError) as error:
            raise LawFileError(self.name, None, str(error)) from error

    def entries(self, model: type[M]) -> Iterator[tuple[str, M, int]]:
        """Read a file that is a mapping of names to things: name, thing, line."""
        with tolerated(self._faults):
            if not isinstance(self._data, dict):
                raise LawFileError(self.name, 1, "a mapping of names is expected")
        for name, raw in self._data.items() if isinstance(self._data, dict) else ():
            with tolerated(self._faults):
                if not isinstance(name, str):
                    what = f"the name {name!r} is not text"
                    raise LawFileError(self.name, self.line([name]), what)
                yield name, self._read(model, raw, [name]), self.line([name])

    def items(self, model: type[M]) -> Iterator[tuple[M, int]]:
        """Read a file that is a list of things: thing, line."""
        for _, line, thing in self.indexed(model):
            yield thing, line

    def indexed(self, model: type[M]) -> Iterator[tuple[int, int, M]]:
        """Read a file that is a list of things: place in the list, line, thing."""
        with tolerated(self._faults):
            if not isinstance(self._data, tuple):
                raise LawFileError(self.name, 1, "a list is expected")
        for index, raw in enumerate(self._data if isinstance(self._data, tuple) else ()):
            with tolerated(self._faults):
                yield index, self.line([index]), self._read(model, raw, [index])

    def whole(self, model: type[M]) -> M:
        """Read a file that is one thing."""
        return self._read(model, self._data, [])

    def plain(self) -> Any:
        """Return the whole content as plain values."""
        return self._data

    def line(self, path: Sequence[Any]) -> int:
        """Return the line on which the thing at a path begins."""
        here, line = self._node, 1
        for step in path:
            if isinstance(here, MappingNode):
                found = next((pair for pair in here.value if pair[0].value == str(step)), None)
                if found is None:
                    break
                line, here = found[0].start_mark.line + 1, found[1]
            elif isinstance(here, SequenceNode) and isinstance(step, int):
                if step >= len(here.value):
                    break
                here = here.value[step]
                line = here.start_mark.line + 1
            else:
                break
        return line

    def once(self, known: Container[str], name: str, line: int) -> None:
        """Raise LawFileError where a name that may stand once is there already."""
        if name in known:
            raise LawFileError(self.name, line, f"'{name}' is defined a second time")

    def _read(self, model: type[M], raw: Any, path: list[Any]) -> M:
        try:
            return model.model_validate(raw)
        except ValidationError as error:
            # Of the ways in which a union fails, the one that got furthest says most.
            worst = max(error.errors(), key=lambda each: len(each["loc"]))
            where = [*path, *worst["loc"]]
            place = ".".join(f"{step}" for step in worst["loc"])
            what = f"{place}: {worst['msg']}" if place else worst["msg"]
            raise LawFileError(self.name, self.line(where), what) from error


def _plain(raw: Any) -> Any:
    """Return lists as tuples, which the strict models take."""
    if isinstance(raw, dict):
        return {_plain(key): _plain(value) for key, value in raw.items()}
    if isinstance(raw, list):
        return tuple(_plain(value) for value in raw)
    return raw
