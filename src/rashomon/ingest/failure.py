"""What could not be read, and why, so that one bad file never costs the others."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Failure:
    """One thing set aside; ``notice`` marks what is worth knowing but is no loss, as a file given twice."""

    locator: str
    reason: str
    notice: bool = False


def unforeseen(locator: str, error: Exception) -> Failure:
    """Return what is said of something that broke its reading in a way that nobody foresaw."""
    told = " ".join(f"{type(error).__name__}: {error}".split())[:200]
    return Failure(locator=locator, reason=f"{locator}: cannot be read ({told})")
