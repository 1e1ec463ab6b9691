"""Where a person goes after signing in, and what the browser is given to keep."""

from typing import Annotated

from fastapi import Query, Request
from fastapi.responses import Response
from starlette.routing import Match

from server.group.entrance.actions.signing_in import COOKIES
from server.group.entrance.rules import leads_to_no_page, path_of, safe_next

MOST_AT_ONCE = 5
Next = Annotated[str, Query(alias="next")]


def way_back(request: Request, raw: str) -> str:
    """A page of ours that the router knows, or the home page."""
    wanted = safe_next(raw)
    path = path_of(wanted)
    if leads_to_no_page(path):
        return "/"
    scope = {"type": "http", "method": "GET", "path": path, "root_path": "", "headers": []}
    routes = request.app.router.routes
    known = any(route.matches(dict(scope))[0] is Match.FULL for route in routes)
    return wanted if known else "/"


def keep(response: Response, name: str, value: str, seconds: int | None = None) -> None:
    """Lax, because the answer of a provider and links in letters must find it."""
    response.set_cookie(
        name, value, max_age=seconds, path="/", secure=True, httponly=True, samesite="lax"
    )


def forget(response: Response, name: str) -> None:
    response.delete_cookie(name, path="/", secure=True, httponly=True, samesite="lax")


def forget_oldest(request: Request, response: Response) -> None:
    """Leaves room for one more sign-in; a browser names its oldest cookies first."""
    under_way = [name for name in request.cookies if name.startswith(COOKIES)]
    for name in under_way[: max(0, len(under_way) - MOST_AT_ONCE + 1)]:
        forget(response, name)
