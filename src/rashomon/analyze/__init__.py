"""Stage 2: what one article says, by whom, of whom and when."""
