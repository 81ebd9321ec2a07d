"""What Alembic runs: the steps, over the connection that ``schema.bring_up`` hands it."""

from alembic import context

context.configure(connection=context.config.attributes["connection"], transactional_ddl=False)
context.run_migrations()
