"""Stage 4: a brief in which no sentence stands without support."""
