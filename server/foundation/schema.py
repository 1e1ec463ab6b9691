"""Brings a database to the newest form of its tables, from a checkout or from the wheel."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy.engine import Engine


def migrate(engine: Engine, migrations: Path, target: str = "head") -> None:
    """Runs what is missing; `env.py` takes the connection from here."""
    with engine.connect() as connection:
        config = _config(migrations)
        config.attributes["connection"] = connection
        command.upgrade(config, target)
        connection.commit()


def at_head(engine: Engine, migrations: Path) -> bool:
    """Whether nothing is missing."""
    heads = set(ScriptDirectory.from_config(_config(migrations)).get_heads())
    with engine.connect() as connection:
        return set(MigrationContext.configure(connection).get_current_heads()) == heads


def _config(migrations: Path) -> Config:
    config = Config()
    config.set_main_option("script_location", str(migrations))
    return config
