"""Bars small enough to stand in a line of a list, as one SVG path: no script and nothing to load."""

from collections.abc import Sequence

HEIGHT = 16
"""Units of the tallest bar; a bar is one unit wide."""


def spark(counts: Sequence[int]) -> str:
    """Return the path of bars of these heights, the tallest ``HEIGHT`` high; what is nought has no bar.

    >>> spark([0, 1, 4])
    'M1 16v-4h.8v4zM2 16v-16h.8v16z'
    """
    most = max(counts, default=0)
    heights = ((x, max(1, round(HEIGHT * count / most))) for x, count in enumerate(counts) if count)
    return "".join(f"M{x} {HEIGHT}v-{height}h.8v{height}z" for x, height in heights)
