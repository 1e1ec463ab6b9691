"""Runs the migrations on the connection it is given, or, for `make migration`, on a file.

SQLite alters tables by building them anew, so its foreign keys rest meanwhile and are checked
at the end. On PostgreSQL several processes may start at once: the first one migrates while
the others wait, and no statement waits long for a lock that readers hold. Constraints are
named by the convention that `foundation/database.py` sets on the metadata.
"""

from importlib import import_module

import sqlalchemy as sa
from alembic import context
from sqlalchemy.engine import Connection
from sqlmodel import SQLModel

ONE_AT_A_TIME = 20270630
"""Key of the advisory lock; any number, as long as it stays."""


def run(connection: Connection) -> None:
    context.configure(
        connection=connection,
        target_metadata=SQLModel.metadata,
        render_as_batch=connection.dialect.name == "sqlite",
        compare_type=True,
    )
    migrate = _on_sqlite if connection.dialect.name == "sqlite" else _on_postgresql
    migrate(connection)


def _on_sqlite(connection: Connection) -> None:
    driver = connection.connection.driver_connection
    assert driver is not None
    # Without effect inside a transaction, so it is said past SQLAlchemy, which would begin one.
    driver.execute("PRAGMA foreign_keys=OFF").close()
    try:
        with context.begin_transaction():
            context.run_migrations()
            if broken := connection.exec_driver_sql("PRAGMA foreign_key_check").fetchall():
                raise ValueError(f"rows that point nowhere: {broken[:5]}")
        connection.commit()
    finally:
        connection.rollback()
        driver.execute("PRAGMA foreign_keys=ON").close()


def _on_postgresql(connection: Connection) -> None:
    with context.begin_transaction():
        connection.execute(sa.text("SET LOCAL lock_timeout = 0"))
        connection.execute(sa.text(f"SELECT pg_advisory_xact_lock({ONE_AT_A_TIME})"))
        connection.execute(sa.text("SET LOCAL lock_timeout = '5s'"))
        context.run_migrations()


def _on_file(url: str) -> None:
    import_module(context.config.get_alembic_option("models", "server.__main__"))
    with sa.create_engine(url, poolclass=sa.NullPool).connect() as connection:
        run(connection)


given = context.config.attributes.get("connection")
if given is not None:
    run(given)
else:
    _on_file(context.get_x_argument(as_dictionary=True)["url"])
