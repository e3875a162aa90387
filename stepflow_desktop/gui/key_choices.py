"""Which keys actions have when people choose other ones, and which of them get in each other's way."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Shortcut:
    """An action that can have keys: its name, the word of its menu, its own words and the keys it has by itself."""

    name: str
    menu: str
    text: str
    usual: str


def chosen_keys(kept: Iterable[str]) -> dict[str, str]:
    """Action: keys, from the setting ``shortcuts``."""
    return {name: keys for name, _, keys in (each.partition("=") for each in kept)}


def keys_of(usual: Mapping[str, str], kept: Iterable[str]) -> dict[str, str]:
    """The keys of every action: those that were chosen, else the usual ones."""
    chosen = chosen_keys(kept)
    return {name: chosen.get(name, keys) for name, keys in usual.items()}


def with_choice(usual: Mapping[str, str], kept: Iterable[str], name: str, keys: str) -> tuple[str, ...]:
    """The setting after ``name`` was given ``keys``; what is usual is not kept."""
    chosen = {**chosen_keys(kept), name: keys}
    return tuple(f"{action}={its}" for action, its in chosen.items() if usual.get(action, its + "?") != its)


def clashes(keys: Mapping[str, str]) -> dict[str, tuple[str, ...]]:
    """For every action that shares its keys: the others that have them."""
    owners: dict[str, list[str]] = {}
    for name, its in keys.items():
        if its:
            owners.setdefault(its, []).append(name)
    return {
        name: tuple(other for other in names if other != name)
        for names in owners.values()
        if len(names) > 1
        for name in names
    }
