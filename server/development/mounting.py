"""Puts the development providers into an app, if the interlocks allow it."""

import logging

from fastapi import FastAPI

from server.development import pages
from server.development.interlocks import why_not_mount
from server.development.provider import SUFFIX, Providers
from server.foundation.stamp import stamp_of

log = logging.getLogger(__name__)


def mount(app: FastAPI) -> None:
    state = app.state
    with state.database.read() as db:
        why_not = why_not_mount(state.settings, stamp_of(db))
    if why_not:
        log.info("no development providers: %s", why_not)
        return
    state.development_providers = Providers(state.oidc.key)
    state.oidc.outgoing.answer_here(f"*{SUFFIX}", state.development_providers.app)
    state.for_browsers = pages.for_browsers
    app.include_router(pages.router)
