"""Stage 3: what the accounts of one story share and where they differ; one question a file."""
