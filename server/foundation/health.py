"""For the machines that watch the platform: alive, ready, and the figures."""

import hmac
from collections.abc import Callable

from fastapi import APIRouter, Request
from fastapi.responses import JSONResponse, PlainTextResponse, Response
from prometheus_client import CONTENT_TYPE_LATEST, generate_latest
from starlette.concurrency import run_in_threadpool

from server.foundation.refusals import Unreachable


def routes(public: Callable[[str], object]) -> APIRouter:
    """The three addresses; `public` says in the permission inventory why they ask nobody."""
    router = APIRouter(dependencies=[public("for the machines that watch the platform")])  # type: ignore[list-item]

    @router.get("/healthz")
    async def show_health() -> Response:
        return PlainTextResponse("ok")

    @router.get("/readyz")
    async def show_readiness(request: Request) -> Response:
        state = await run_in_threadpool(_readiness, request)
        return JSONResponse(state, 200 if all(state.values()) else 503)

    @router.get("/metrics")
    async def show_metrics(request: Request) -> Response:
        token = request.app.state.settings.metrics_token
        given = request.headers.get("authorization", "").removeprefix("Bearer ")
        if not request.app.state.settings.local and not hmac.compare_digest(given, token or "-"):
            raise Unreachable
        return Response(generate_latest(), media_type=CONTENT_TYPE_LATEST)

    return router


def _readiness(request: Request) -> dict[str, bool]:
    try:
        request.app.state.database.ping()
    except Exception:  # noqa: BLE001  whatever it is, the answer is "not ready"
        return {"database": False}
    return {"database": True, "serving": not request.app.state.draining}
