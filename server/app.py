"""Puts the platform together: the only file that knows every part."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from importlib import import_module
from importlib.util import find_spec

from fastapi import FastAPI

from server.foundation import errors, health
from server.foundation.announcements import Announcements
from server.foundation.database import Database
from server.foundation.http import Outgoing
from server.foundation.limiting import Limiter
from server.foundation.live.node import Node
from server.foundation.oidc.flow import Oidc
from server.foundation.pages.assets import assets
from server.foundation.security import Wall
from server.group import permissions
from server.group.delegations.access import public
from server.group.discussion import live
from server.group.discussion import routes as discussion
from server.group.discussion.actions import Remarked
from server.group.entrance.access import visitor_of
from server.group.entrance.routes import account, sign_in, sign_out
from server.group.front import routes as front
from server.group.practices.routes import library, registering, writing
from server.group.sessions.routes import agenda, sessions
from server.settings import Settings

MEBIBYTE = 1024 * 1024
PARTS = (
    discussion.router,  # first: each address is looked for in this order, and rooms are asked most
    front.router,
    account.router,
    sign_in.router,
    sign_out.router,
    writing.router,
    registering.router,
    library.router,
    sessions.router,
    agenda.router,
)


def create_app(settings: Settings, database: Database | None = None) -> FastAPI:
    """The whole platform; `database` lets tests bring their own."""
    app = FastAPI(
        title="Foster Family Working Group",
        docs_url=None,
        redoc_url=None,
        openapi_url=None,
        max_body_size=MEBIBYTE,
        lifespan=_life,
        telemetry={"tracing": False},
    )
    state = app.state
    state.settings = settings
    state.database = database or Database(settings.database, settings.write_wait)
    state.limiter = Limiter(on=settings.limits == "on")
    state.oidc = Oidc(Outgoing(), settings.data_dir)
    state.for_browsers = str
    state.visitor = visitor_of
    state.anonymous = permissions.PUBLIC
    state.draining = False
    state.announcements = Announcements()
    state.database.deliver = state.announcements.deliver
    state.node = Node(
        live.rendering(state.database),
        live.heading(state.database),
        live.present,
        settings.nats_url,
        settings.sockets,
    )
    state.announcements.on(Remarked, live.telling(state.node))

    for router in (health.routes(public), *PARTS):
        app.include_router(router)
    app.mount("/static", assets().respond, name="static")
    errors.install(app)
    app.add_middleware(Wall, settings=settings)
    # The wheel leaves this module out: the first of its interlocks.
    if find_spec("server.development"):
        import_module("server.development.mounting").mount(app)
    return app


@asynccontextmanager
async def _life(app: FastAPI) -> AsyncIterator[None]:
    await app.state.node.start()
    yield
    await app.state.node.stop()
    app.state.database.dispose()
