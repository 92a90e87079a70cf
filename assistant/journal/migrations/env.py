"""Alembic runs this for each upgrade; the journal hands over the connection it has opened."""

from alembic import context

context.configure(connection=context.config.attributes["connection"])
with context.begin_transaction():
    context.run_migrations()
