"""End work whose client has gone."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable
from typing import TypeVar

from starlette.requests import ClientDisconnect, Request

Result = TypeVar("Result")
QUICK_SECONDS = 0.01


async def unless_gone(request: Request, work: Awaitable[Result]) -> Result:
    """Return what `work` returns, or cancel it when the client of `request` goes away.

    The body of the request must have been read.

    Raises:
        ClientDisconnect: the client has gone.
    """
    waiting = asyncio.current_task()
    assert waiting is not None, "a request is answered in a task"
    gone = False

    async def watch() -> None:
        nonlocal gone
        while (await request.receive())["type"] != "http.disconnect":
            pass
        gone = True
        waiting.cancel()

    watcher: asyncio.Task[None] | None = None

    def begin() -> None:
        nonlocal watcher
        watcher = asyncio.create_task(watch())

    # Most work is done before it is worth a look.
    beginning = asyncio.get_running_loop().call_later(QUICK_SECONDS, begin)
    try:
        return await work
    except asyncio.CancelledError:
        if not gone:
            raise
        waiting.uncancel()
        raise ClientDisconnect from None
    finally:
        beginning.cancel()
        if watcher:
            watcher.cancel()
