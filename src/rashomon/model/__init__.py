"""Nouns only, no input or output: what Rashomon reads, derives and tells."""
