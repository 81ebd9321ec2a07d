"""One file a step, named by its number and what it brings; each says what came before it."""
