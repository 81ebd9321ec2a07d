"""A sample to try Rashomon on: the invented coverage of an accident that never happened."""

from pathlib import Path


def paths() -> tuple[Path, ...]:
    """Return the files of the sample, by name; together they hold the articles of one story."""
    return tuple(sorted((Path(__file__).parent / "articles").iterdir()))
