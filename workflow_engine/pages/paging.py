"""Long lists: only what stands on the page that is asked for is made ready to be shown."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Generic, TypeVar, overload

from django.core.paginator import Page, Paginator

Row = TypeVar("Row")
Shown = TypeVar("Shown")


class _Shown(Sequence[Shown], Generic[Row, Shown]):
    """Rows as they are shown, each made when it is looked at."""

    def __init__(self, rows: Sequence[Row], show: Callable[[Row], Shown]) -> None:
        self._rows = rows
        self._show = show

    def __len__(self) -> int:
        return len(self._rows)

    @overload
    def __getitem__(self, place: int) -> Shown: ...

    @overload
    def __getitem__(self, place: slice) -> list[Shown]: ...

    def __getitem__(self, place: int | slice) -> Shown | list[Shown]:
        if isinstance(place, slice):
            return [self._show(row) for row in self._rows[place]]
        return self._show(self._rows[place])


def page_of(
    rows: Sequence[Row], show: Callable[[Row], Shown], *, asked: str | None, most: int
) -> Page[Shown]:
    """Return the page that is asked for, of `most` rows; the first or the last where there is none.

    `show` is called for the rows of that page alone.
    """
    return Paginator(_Shown(rows, show), most).get_page(asked or 1)
