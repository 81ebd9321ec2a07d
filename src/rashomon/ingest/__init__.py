"""Stage 1: from files to articles with fixed text."""
