"""What of an act could not be read, so that all the rest of it can still be looked at.

A form in which one field is wrong is checked whole: what could not be read is `UNREAD`. It is
compared with nothing and empty of nothing, so it is the cause of no problem; and no act that holds
it is ever accepted.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import fields, is_dataclass
from typing import Any

from django.db import transaction

from workflow_engine.base.errors import ActRefusedError, IncompleteActError, Problem


class Unread:
    """A value that could not be read: no comparison with it holds."""

    def _never(self, other: object) -> bool:
        return False

    __lt__ = __le__ = __gt__ = __ge__ = __eq__ = __ne__ = _never
    __hash__ = object.__hash__

    def __iter__(self) -> Iterator[Any]:
        return iter(())

    def __str__(self) -> str:
        return "?"

    def __format__(self, spec: str) -> str:
        return str(self)

    def strip(self) -> Unread:
        """Return itself: it is not known to be empty."""
        return self


UNREAD = Unread()


class AsRead(dict[str, Any]):
    """The values of a form; those of `names` that are not there could not be read."""

    def __init__(self, values: Mapping[str, Any], names: Sequence[str]) -> None:
        super().__init__(dict.fromkeys(names, UNREAD) | dict(values))


def unread_in(value: Any) -> bool:
    """Tell whether a value, an act or anything in it could not be read."""
    if isinstance(value, Unread):
        return True
    if is_dataclass(value):
        return any(unread_in(getattr(value, each.name)) for each in fields(value))
    if isinstance(value, Mapping):
        return any(map(unread_in, value.values()))
    if isinstance(value, list | tuple | set | frozenset):
        return any(map(unread_in, value))
    return False


def wrong_with(act: Callable[[], Any]) -> Sequence[Problem]:
    """Try an act of which a part could not be read: name what is wrong, and undo all it did.

    Where the act is refused as a whole nothing more is named: it is not taken in any case.
    """
    found: Sequence[Problem] = ()
    with transaction.atomic():
        try:
            act()
        except IncompleteActError as error:
            found = error.problems
        except ActRefusedError:
            found = ()
        transaction.set_rollback(True)
    return found


def accept(act: Any, problems: Sequence[Problem]) -> None:
    """Go on with an act in which nothing is wrong and everything was read.

    Raises:
        IncompleteActError: something is wrong, or was not read: what is wrong besides is named.
    """
    if problems or unread_in(act):
        raise IncompleteActError(problems)
