"""The command line `ffwg`."""

import json
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, NoReturn
from urllib.error import URLError
from urllib.request import urlopen

import typer
from pydantic import ValidationError

from server.app import create_app
from server.demo.scene import OPERATOR, demonstrate
from server.foundation.database import Database, Db
from server.foundation.engines import AlreadyServed
from server.foundation.refusals import Refused
from server.foundation.schema import migrate as bring_to_head
from server.foundation.serving import serve as serve_app
from server.foundation.stamp import WrongMode, hold_to, stamp_of
from server.group.entrance.actions.visits import open_visits
from server.group.indicators.actions import load_indicators
from server.group.practices.actions.registering import load_practices
from server.settings import MIGRATIONS, Settings

main = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    help="The platform of the group.",
)
load = typer.Typer(no_args_is_help=True, help="Takes files of practices or figures, all or none.")
main.add_typer(load, name="load")

DEMO = Path("data/demo")

File = Annotated[Path, typer.Argument(exists=True, dir_okay=False, readable=True)]
Port = Annotated[int, typer.Option(help="Port on 127.0.0.1.")]
Data = Annotated[Path, typer.Option(help="Folder for the database and the keys.")]
Members = Annotated[int, typer.Option(help="Demonstration members beside the cast.")]


@main.command()
def serve() -> None:
    """Serves the platform with the settings of the environment."""
    settings = _settings()
    with _open(settings) as database:
        _migrate(database)
        try:
            with database.write() as db:
                hold_to(db, settings.mode)
        except WrongMode as wrong:
            _stop(f"This database is stamped for {wrong}; it is not opened for {settings.mode}.")
    _serve(settings)


@main.command()
def demo(port: Port = 8000, data: Data = DEMO, members: Members = 0) -> None:
    """Fills a database with the demonstration, once, and serves it."""
    origin = os.environ.get("FFWG_PUBLIC_ORIGIN", f"http://localhost:{port}")
    settings = Settings(mode="development", data_dir=data, port=port, public_origin=origin)
    with _open(settings) as database:
        _migrate(database)
        demonstrate(database, members)
    print(f"Open {settings.public_origin}", flush=True)
    _serve(settings)


@main.command()
def migrate() -> None:
    """Brings the database to the newest form of its tables."""
    with _open(_settings()) as database:
        _migrate(database)


@main.command()
def visits(count: int, data: Annotated[Path | None, typer.Option()] = None) -> None:
    """Opens a visit for COUNT demonstration members; prints a Cookie value a line."""
    with _writing(_settings(data)) as db:
        if stamp_of(db) != "development":
            _stop("Visits are opened this way in a development database only.")
        cookies = open_visits(db, count)
    print("\n".join(cookies))


@load.command("practices")
def load_practices_file(file: File) -> None:
    """Registers the practices of FILE from their public sources."""
    with _writing(_settings()) as db:
        print(load_practices(db, OPERATOR, _json(file)))


@load.command("indicators")
def load_indicators_file(file: File) -> None:
    """Takes the figures of FILE, each with its source."""
    with _writing(_settings()) as db:
        print(load_indicators(db, OPERATOR, _json(file)))


@main.command("check-config")
def check_config() -> None:
    """Says what is in force; secrets are only said to be set."""
    shown = _settings().model_dump(mode="json")
    shown["metrics_token"] = "set" if shown["metrics_token"] else None
    print(json.dumps(shown, indent=2))


@main.command()
def health() -> None:
    """Asks the platform on this machine whether it is ready; exit code 1 if not."""
    settings = _settings()
    try:
        with urlopen(f"http://127.0.0.1:{settings.port}/readyz", timeout=5) as answer:
            print(answer.read().decode())
    except (URLError, TimeoutError) as error:
        _stop(str(error))


def _settings(data: Path | None = None) -> Settings:
    """The environment's; with neither folder nor database named, those of the demonstration."""
    named = "FFWG_DATA_DIR" in os.environ or "FFWG_DATABASE_URL" in os.environ
    if data is None and not named and DEMO.exists():
        data = DEMO
    try:
        return Settings() if data is None else Settings(data_dir=data)
    except ValidationError as error:
        _stop("\n".join(f"{e['loc']}: {e['msg']}" for e in error.errors()))


def _serve(settings: Settings) -> None:
    app = create_app(settings)
    try:
        app.state.database.engines.claim()
    except AlreadyServed as already:
        _stop(f"Another server has {already} open. One SQLite file takes one server.")
    serve_app(app, settings)


@contextmanager
def _open(settings: Settings) -> Iterator[Database]:
    database = Database(settings.database, settings.write_wait)
    try:
        yield database
    finally:
        database.dispose()


@contextmanager
def _writing(settings: Settings) -> Iterator[Db]:
    with _open(settings) as database:
        try:
            with database.write() as db:
                yield db
        except Refused as refused:
            _stop(str(refused.refusal))


def _migrate(database: Database) -> None:
    bring_to_head(database.engines.writer, MIGRATIONS)


def _json(file: Path) -> object:
    try:
        content: object = json.loads(file.read_text(encoding="utf-8"))
    except ValueError as error:
        _stop(f"{file} is not JSON: {error}")
    return content


def _stop(why: str) -> NoReturn:
    print(why, file=sys.stderr)
    raise typer.Exit(1)


if __name__ == "__main__":
    main()
