"""Results for people and programs: JSON, terminal, Markdown and HTML."""
