"""One event, many accounts: read coverage, compare it, and brief on it with every sentence cited."""

__version__ = "0.1.0"
