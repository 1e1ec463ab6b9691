"""A room on a real port: our protocol and our server, and a book for the log."""

import socket
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass, field
from uuid import UUID

import uvicorn
from fastapi import FastAPI, WebSocket
from websockets.sync.client import ClientConnection, connect
from websockets.typing import Origin

from server.foundation.live.node import Node
from server.foundation.live.socket import Admission, follow
from server.foundation.serving import running
from server.settings import Settings
from tests.foundation.live.stage import ROOM, Book


class LongBook(Book):
    """Pages as long as those of the platform."""

    PAGE = 50


@dataclass
class Venue:
    """What a test of sockets needs of the other end."""

    book: Book
    app: FastAPI
    origin: str
    limits: dict[str, str] = field(default_factory=dict)
    server: uvicorn.Server | None = None

    @property
    def node(self) -> Node:
        node: Node = self.app.state.node
        return node

    def says(self, words: str) -> None:
        """After the commit, from a thread that is not the server's."""
        self.book.said.append(words)
        self.node.happened(ROOM, len(self.book.said))

    def open(
        self, asked: str = "", origin: str | None = "own", compression: str | None = None
    ) -> ClientConnection:
        """A connection to be entered with `with`; `asked` is the query."""
        said = self.origin if origin == "own" else origin
        address = f"{self.origin.replace('http', 'ws')}/live?{asked}"
        return connect(address, origin=Origin(said) if said else None, compression=compression)


@contextmanager
def a_venue() -> Iterator[Venue]:
    book = LongBook()
    with socket.create_server(("127.0.0.1", 0)) as listening:
        origin = f"http://127.0.0.1:{listening.getsockname()[1]}"
        app = _app(book, Settings(mode="development", public_origin=origin))
        venue = Venue(book, app, origin)
        _route(venue)
        with running(app, listening) as server:
            venue.server = server
            yield venue


def _app(book: Book, settings: Settings) -> FastAPI:
    node = Node(book.render, book.heads, lambda count, _: f"<b>{count}</b>", None, most=1000)

    @asynccontextmanager
    async def life(_: FastAPI) -> AsyncIterator[None]:
        await node.start()
        yield
        await node.stop()

    app = FastAPI(lifespan=life)
    app.state.node, app.state.settings, app.state.draining = node, settings, False
    return app


def _route(venue: Venue) -> None:
    @venue.app.websocket("/live")
    async def live(websocket: WebSocket, after: int | None = None, refuse: int = 0) -> None:
        head = len(venue.book.said)
        cursor = head if after is None else after if 0 <= after <= head else None
        visit = venue.limits.get("visit", "")
        told = refuse or Admission(UUID(int=7), head, cursor, "en", "AZ", visit)
        await follow(websocket, lambda: told)
