"""Reading the files of the law: YAML 1.2, with the file and the line of every mistake."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError
from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap, CommentedSeq
from ruamel.yaml.error import MarkedYAMLError, YAMLError

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
        try:
            self._data = YAML(typ="rt").load(path.read_text(encoding="utf-8"))
        except MarkedYAMLError as error:
            line = error.problem_mark.line + 1 if error.problem_mark else None
            raise LawFileError(self.name, line, str(error.problem)) from error
        except (YAMLError, UnicodeDecodeError) as error:
            raise LawFileError(self.name, None, str(error)) from error

    def entries(self, model: type[M]) -> Iterator[tuple[str, M, int]]:
        """Read a file that is a mapping of names to things: name, thing, line."""
        with tolerated(self._faults):
            if not isinstance(self._data, CommentedMap):
                raise LawFileError(self.name, 1, "a mapping of names is expected")
        for name, raw in self._data.items() if isinstance(self._data, CommentedMap) else ():
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
            if not isinstance(self._data, CommentedSeq):
                raise LawFileError(self.name, 1, "a list is expected")
        for index, raw in enumerate(self._data if isinstance(self._data, CommentedSeq) else ()):
            with tolerated(self._faults):
                yield index, self.line([index]), self._read(model, raw, [index])

    def whole(self, model: type[M]) -> M:
        """Read a file that is one thing."""
        return self._read(model, self._data, [])

    def plain(self) -> Any:
        """Return the whole content as plain values."""
        return _plain(self._data)

    def line(self, path: Sequence[Any]) -> int:
        """Return the line on which the thing at a path begins."""
        here, line = self._data, 1
        for step in path:
            try:
                if isinstance(here, CommentedMap) and step in here:
                    line = here.lc.key(step)[0] + 1
                    here = here[step]
                elif isinstance(here, CommentedSeq) and isinstance(step, int):
                    line = here.lc.item(step)[0] + 1
                    here = here[step]
            except (KeyError, IndexError, AttributeError, TypeError):
                break
        return line

    def _read(self, model: type[M], raw: Any, path: list[Any]) -> M:
        try:
            return model.model_validate(_plain(raw))
        except ValidationError as error:
            # Of the ways in which a union fails, the one that got furthest says most.
            worst = max(error.errors(), key=lambda each: len(each["loc"]))
            where = [*path, *worst["loc"]]
            place = ".".join(f"{step}" for step in worst["loc"])
            what = f"{place}: {worst['msg']}" if place else worst["msg"]
            raise LawFileError(self.name, self.line(where), what) from error


def _plain(raw: Any) -> Any:
    """Return ruamel's containers as plain ones; lists as tuples, which the strict models take."""
    if isinstance(raw, dict):
        return {_plain(key): _plain(value) for key, value in raw.items()}
    if isinstance(raw, list):
        return tuple(_plain(value) for value in raw)
    if isinstance(raw, bool) or raw is None:
        return raw
    if isinstance(raw, str):
        return str(raw)
    if isinstance(raw, date):
        return date(raw.year, raw.month, raw.day)
    if isinstance(raw, int):
        return int(raw)
    return raw
