"""Who may run next: a bounded queue in which no address can take all the room."""

from __future__ import annotations

import asyncio
import math
from collections import Counter, deque
from typing import NamedTuple

from pcvegraph.errors import AddressBusyError, BusyError
from pcvegraph.querying.engines.limits import Limits

LATER = "Try again after the seconds that Retry-After says."


class Ticket(NamedTuple):
    """One who waits, and what is fulfilled when it is their turn."""

    client: str
    turn: asyncio.Future[None]


def _expire(ticket: Ticket) -> None:
    if not ticket.turn.done():
        ticket.turn.set_exception(TimeoutError())


class Queue:
    """Gives `limits.workers` places away, first come first served among those who may have one.

    An address that has as many places as it may have waits, and those behind it go first.
    """

    def __init__(self, limits: Limits) -> None:
        self.limits = limits
        self.running: Counter[str] = Counter()
        self.places_taken = 0
        self.refused: Counter[str] = Counter()
        self._waiting: deque[Ticket] = deque()

    @property
    def waiting(self) -> int:
        """How many wait."""
        return len(self._waiting)

    async def enter(self, client: str) -> None:
        """Return when there is a place for `client`, who must `leave` it; at once where one is free.

        Raises:
            AddressBusyError: too many of the same address wait.
            BusyError: too many wait, or it took too long.
        """
        if self._may_run(client):
            self._run(client)
            return
        ticket = self._join(client)
        seconds = self.limits.queue_seconds
        deadline = asyncio.get_running_loop().call_later(seconds, _expire, ticket)
        try:
            await ticket.turn
        except BaseException as error:
            self._give_up(ticket)
            if not isinstance(error, TimeoutError):
                raise
            raise self._busy("time", f"No worker was free for {seconds:g} seconds.") from None
        finally:
            deadline.cancel()

    def leave(self, client: str) -> None:
        """Give the place of `client` back, and let those run who now may."""
        self.places_taken -= 1
        self.running[client] -= 1
        if not self.running[client]:
            del self.running[client]
        for ticket in list(self._waiting):
            if self.places_taken >= self.limits.workers:
                break
            # One that has just been given up is about to leave by itself.
            if not ticket.turn.done() and self._may_run(ticket.client):
                self._waiting.remove(ticket)
                self._run(ticket.client)
                ticket.turn.set_result(None)

    def _run(self, client: str) -> None:
        self.places_taken += 1
        self.running[client] += 1

    def _may_run(self, client: str) -> bool:
        if self.places_taken >= self.limits.workers:
            return False
        return not self.limits.per_address or self.running[client] < self.limits.per_address

    def _join(self, client: str) -> Ticket:
        if len(self._waiting) >= self.limits.queue_length:
            raise self._busy("length", f"{len(self._waiting)} queries wait already.")
        same = sum(ticket.client == client for ticket in self._waiting)
        if self.limits.per_address and same >= max(1, self.limits.queue_length // 2):
            self.refused["address"] += 1
            raise AddressBusyError(
                f"{same} queries of your address wait already.", LATER, self._retry_after()
            )
        ticket = Ticket(client, asyncio.get_running_loop().create_future())
        self._waiting.append(ticket)
        return ticket

    def _give_up(self, ticket: Ticket) -> None:
        if ticket in self._waiting:
            self._waiting.remove(ticket)
        elif ticket.turn.done() and not ticket.turn.cancelled() and not ticket.turn.exception():
            # Its turn came just when it went away.
            self.leave(ticket.client)

    def _busy(self, reason: str, message: str) -> BusyError:
        self.refused[reason] += 1
        return BusyError(message, LATER, self._retry_after())

    def _retry_after(self) -> int:
        """Return in how many seconds those who wait have run, if each takes a tenth of the limit."""
        rounds = (len(self._waiting) + 1) / self.limits.workers
        return max(1, math.ceil(rounds * self.limits.time_seconds / 10))
