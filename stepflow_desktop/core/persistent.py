"""Values that grow and change without copying what stays the same.

A run state is replaced at every event. With these, an execution of many steps costs hardly more per event than one of
a few: a change copies two short tuples, never the whole.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Generic, TypeVar, overload

T = TypeVar("T")
_CHUNK = 256
_FANOUT = 64


class Chunked(Sequence[T]):
    """An immutable sequence in chunks; ``appended``, ``replaced`` and ``truncated`` give new ones."""

    __slots__ = ("_chunks", "_length")

    def __init__(self, items: Iterable[T] = ()) -> None:
        every = tuple(items)
        self._chunks: tuple[tuple[T, ...], ...] = tuple(
            every[start : start + _CHUNK] for start in range(0, len(every), _CHUNK)
        )
        self._length = len(every)

    @classmethod
    def _of(cls, chunks: tuple[tuple[T, ...], ...], length: int) -> Chunked[T]:
        made: Chunked[T] = cls.__new__(cls)
        made._chunks, made._length = chunks, length
        return made

    def appended(self, item: T) -> Chunked[T]:
        if self._length % _CHUNK == 0:
            return self._of((*self._chunks, (item,)), self._length + 1)
        return self._of((*self._chunks[:-1], (*self._chunks[-1], item)), self._length + 1)

    def replaced(self, index: int, item: T) -> Chunked[T]:
        number, at = divmod(index, _CHUNK)
        chunk = self._chunks[number]
        changed = (*chunk[:at], item, *chunk[at + 1 :])
        return self._of((*self._chunks[:number], changed, *self._chunks[number + 1 :]), self._length)

    def truncated(self, length: int) -> Chunked[T]:
        """The first ``length`` items."""
        number, rest = divmod(length, _CHUNK)
        last = (self._chunks[number][:rest],) if rest else ()
        return self._of(self._chunks[:number] + last, length)

    def changed_since(self, older: Chunked[T]) -> tuple[T, ...]:
        """The items that are other objects than at the same place in ``older``, in order."""
        changed: list[T] = []
        for number, chunk in enumerate(self._chunks):
            was = older._chunks[number] if number < len(older._chunks) else ()
            if chunk is not was:
                known = len(was)
                changed.extend(item for at, item in enumerate(chunk) if at >= known or item is not was[at])
        return tuple(changed)

    @overload
    def __getitem__(self, index: int) -> T: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[T, ...]: ...
    def __getitem__(self, index: int | slice) -> T | tuple[T, ...]:
        if isinstance(index, slice):
            return tuple(self)[index]
        if index < 0:
            index += self._length
        if not 0 <= index < self._length:
            raise IndexError(index)
        return self._chunks[index // _CHUNK][index % _CHUNK]

    def __len__(self) -> int:
        return self._length

    def __iter__(self) -> Iterator[T]:
        for chunk in self._chunks:
            yield from chunk

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Chunked) and self._length == other._length and self._chunks == other._chunks

    def __hash__(self) -> int:
        return hash(self._chunks)

    def __repr__(self) -> str:
        return f"Chunked({list(self)!r})"


class TextMap(Generic[T]):
    """An immutable map from texts to values; ``with_value`` and ``without`` give new ones."""

    __slots__ = ("_branches",)

    def __init__(self, items: Mapping[str, T] | None = None) -> None:
        leaves: list[list[dict[str, T]]] = [[{} for _ in range(_FANOUT)] for _ in range(_FANOUT)] if items else []
        for key, value in (items or {}).items():
            high, low = self._place(key)
            leaves[high][low][key] = value
        empty: dict[str, T] = {}
        self._branches: tuple[tuple[dict[str, T], ...], ...] = (
            tuple(tuple(branch) for branch in leaves) or ((empty,) * _FANOUT,) * _FANOUT
        )

    def get(self, key: str) -> T | None:
        high, low = self._place(key)
        return self._branches[high][low].get(key)

    def with_value(self, key: str, value: T) -> TextMap[T]:
        high, low = self._place(key)
        return self._with_leaf(high, low, {**self._branches[high][low], key: value})

    def without(self, key: str) -> TextMap[T]:
        high, low = self._place(key)
        leaf = dict(self._branches[high][low])
        leaf.pop(key, None)
        return self._with_leaf(high, low, leaf)

    @staticmethod
    def _place(key: str) -> tuple[int, int]:
        number = hash(key)
        return number % _FANOUT, number // _FANOUT % _FANOUT

    def _with_leaf(self, high: int, low: int, leaf: dict[str, T]) -> TextMap[T]:
        branch = self._branches[high]
        made: TextMap[T] = TextMap.__new__(TextMap)
        made._branches = (
            *self._branches[:high],
            (*branch[:low], leaf, *branch[low + 1 :]),
            *self._branches[high + 1 :],
        )
        return made


class _NoEntries(Mapping[str, Any]):
    """An empty mapping that can be a default of a frozen value (a mapping proxy has no hash before Python 3.12)."""

    __slots__ = ()

    def __getitem__(self, key: str) -> Any:
        raise KeyError(key)

    def __iter__(self) -> Iterator[str]:
        return iter(())

    def __len__(self) -> int:
        return 0

    def __hash__(self) -> int:
        return 0

    def __repr__(self) -> str:
        return "{}"


EMPTY: Mapping[str, Any] = _NoEntries()
