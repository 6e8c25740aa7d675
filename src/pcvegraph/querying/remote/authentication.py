"""Say who asks, in the way that the store wants it said: Basic or Digest."""

from __future__ import annotations

from base64 import b64encode

from aiohttp import ClientHandlerType, ClientRequest, ClientResponse
from aiohttp.client_middleware_digest_auth import DigestAuthMiddleware
from aiohttp.hdrs import AUTHORIZATION, WWW_AUTHENTICATE

UNAUTHORIZED = 401


class Authentication:
    """Answers a store's 401. A password is sent as it is only to a store that asks for just that."""

    def __init__(self, username: str, password: str) -> None:
        self._digest = DigestAuthMiddleware(username, password)
        self._basic = "Basic " + b64encode(f"{username}:{password}".encode()).decode()
        self._scheme = ""

    async def __call__(self, request: ClientRequest, send: ClientHandlerType) -> ClientResponse:
        """Send `request`, again with who asks where the store wants to know, and return the answer."""
        if self._scheme == "digest":
            return await self._digest(request, send)
        if self._scheme == "basic":
            request.headers[AUTHORIZATION] = self._basic
        response = await send(request)
        if response.status != UNAUTHORIZED or self._scheme:
            return response
        self._scheme = response.headers.get(WWW_AUTHENTICATE, "").partition(" ")[0].lower()
        if self._scheme not in ("basic", "digest"):
            return response
        response.release()
        return await self(request, send)
