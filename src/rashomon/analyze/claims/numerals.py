"""Numbers as they are written in figures, and as number words add up."""

import re
from collections.abc import Sequence

LONGEST_NUMBER = 30
"""Digits and words of one number at most; what is longer is no quantity."""
FIGURE = (
    r"\d{1,3}(?:[ \u00a0\u202f]\d{3})+(?:[.,]\d{1,2})?(?!\d)"
    rf"|\d{{1,{LONGEST_NUMBER}}}(?:[.,٫٬]\d{{1,9}}){{0,4}}"
)
"""A number in figures, with spaces or marks between its digits."""


def figure(text: str, decimal: str) -> float | None:
    """Return the value of a number in figures; ``decimal`` is the language's mark for fractions.

    A mark with exactly three digits behind it parts thousands unless it is the decimal mark.
    """
    digits = re.sub(r"[ \u00a0\u202f]", "", text).replace("٫", ".").replace("٬", ",")
    marks = re.findall(r"[.,]", digits)
    if not marks:
        return float(digits)
    whole, fraction = re.split(r"[.,](?=\d*\Z)", digits)
    if len(set(marks)) == 1 and len(fraction) == 3 and (len(marks) > 1 or marks[0] != decimal):
        return float(re.sub(r"[.,]", "", digits))
    fits = len(marks) == 1 or marks[-1] not in marks[:-1]
    return float(f"{re.sub(r'[.,]', '', whole)}.{fraction}") if fits else None


def composed(parts: Sequence[tuple[float, bool]]) -> float:
    """Add up number words: a multiplier takes what stands before it, a thousand closes a group."""
    total = group = 0.0
    for value, multiplies in parts:
        if not multiplies:
            group += value
        elif value < 1000:
            group = (group or 1) * value
        else:
            total = (total + group) * value if 0 < total < value else total + (group or 1) * value
            group = 0.0
    return round(total + group, 6)
