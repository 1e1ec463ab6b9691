"""Puts the development providers into an app, if the interlocks allow it."""

import logging

from fastapi import FastAPI

from server.development import pages
from server.development.interlocks import why_not_mount
from server.development.provider import SUFFIX, Providers
from server.foundation.database import Database
from server.foundation.oidc.flow import Oidc
from server.foundation.stamp import stamp_of

log = logging.getLogger(__name__)


def mount(app: FastAPI) -> None:
    database: Database = app.state.database
    oidc: Oidc = app.state.oidc
    with database.read() as db:
        why_not = why_not_mount(app.state.settings, stamp_of(db))
    if why_not:
        log.info("no development providers: %s", why_not)
        return
    app.state.development_providers = Providers(oidc.own_keys)
    oidc.outgoing.answer_here(f"*{SUFFIX}", app.state.development_providers.app)
    app.state.for_browsers = pages.for_browsers
    app.include_router(pages.router)
