"""Runs the migrations on the connection that `server.foundation.schema` hands over."""

from alembic import context
from sqlalchemy import text

connection = context.config.attributes["connection"]
metadata = context.config.attributes.get("metadata")

if connection.dialect.name == "postgresql":
    connection.execute(text("SET lock_timeout = '5s'"))

context.configure(
    connection=connection,
    target_metadata=metadata,
    render_as_batch=connection.dialect.name == "sqlite",
    compare_type=True,
)
with context.begin_transaction():
    context.run_migrations()
