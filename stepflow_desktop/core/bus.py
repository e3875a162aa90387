"""Publish and subscribe with conflation.

A *subscription* holds at most one pending update per execution: a newer one is merged into it, so a slow
subscriber's backlog does not grow with time.
"""

from __future__ import annotations

import asyncio

from stepflow_desktop.core.model import Update


class Subscription:
    """One reader's backlog. Not thread-safe: everything happens on the loop."""

    def __init__(self, name: str, bus: Bus) -> None:
        self.name = name
        self._bus = bus
        self._pending: dict[str, Update] = {}
        self._arrived = asyncio.Event()

    def _offer(self, update: Update) -> None:
        waiting = self._pending.get(update.execution.id)
        self._pending[update.execution.id] = update if waiting is None else waiting.merged_into(update)
        self._arrived.set()

    async def get(self) -> list[Update]:
        """Wait for something new and take the whole backlog, oldest execution first."""
        await self._arrived.wait()
        return self.take()

    def take(self) -> list[Update]:
        """The whole backlog, now, which may be empty."""
        backlog = list(self._pending.values())
        self._pending.clear()
        self._arrived.clear()
        return backlog

    def close(self) -> None:
        self._bus._drop(self)


class Bus:
    """Hands every published update to every subscription."""

    def __init__(self) -> None:
        self._subscriptions: list[Subscription] = []

    def subscribe(self, name: str) -> Subscription:
        subscription = Subscription(name, self)
        self._subscriptions.append(subscription)
        return subscription

    def publish(self, update: Update) -> None:
        for subscription in self._subscriptions:
            subscription._offer(update)

    def _drop(self, subscription: Subscription) -> None:
        if subscription in self._subscriptions:
            self._subscriptions.remove(subscription)
