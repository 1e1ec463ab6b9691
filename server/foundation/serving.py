"""The one way to serve: uvicorn with our protocol, drained before it stops."""

import gc
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Thread

import uvicorn
from fastapi import FastAPI

from server.foundation.live.protocol import MemberProtocol
from server.settings import Settings


class DrainedServer(uvicorn.Server):
    """Says goodbye to the rooms before uvicorn closes every socket at once."""

    def __init__(self, config: uvicorn.Config, app: FastAPI) -> None:
        super().__init__(config)
        self._app = app

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        self._app.state.draining = True
        await self._app.state.node.drain()
        await super().shutdown(sockets)


def serve(app: FastAPI, settings: Settings) -> None:
    """Serves until it is told to stop."""
    # What the start made lives as long as the process: no collection need look at it again.
    gc.collect()
    gc.freeze()
    DrainedServer(_config(app, settings), app).run()


@contextmanager
def running(app: FastAPI, listening: socket.socket) -> Iterator[uvicorn.Server]:
    """Serves on a bound socket in a thread, for as long as the block lasts."""
    server = DrainedServer(_config(app, app.state.settings), app)
    thread = Thread(target=server.run, args=([listening],), daemon=True)
    thread.start()
    while not server.started and thread.is_alive():
        thread.join(0.01)
    try:
        yield server
    finally:
        server.should_exit = True
        thread.join(15)


def _config(app: FastAPI, settings: Settings) -> uvicorn.Config:
    return uvicorn.Config(
        app,
        host=settings.host,
        port=settings.port,
        loop="uvloop",
        http="httptools",
        ws=MemberProtocol,
        ws_max_size=65_536,
        ws_per_message_deflate=False,
        ws_ping_interval=None,
        timeout_graceful_shutdown=5,
        timeout_keep_alive=15,
        server_header=False,
        access_log=False,
        proxy_headers=settings.proxy is not None,
        forwarded_allow_ips=settings.proxy,
        log_level="warning",
    )
