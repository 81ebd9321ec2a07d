"""Two texts word by word: the later one with what was put in, and what was taken out where it stood."""

from collections.abc import Iterator

from rashomon.model.archive import Change
from rashomon.render.marking import Piece


def told(before: str, after: str, found: tuple[Change, ...]) -> Iterator[Piece]:
    """Yield the later text with what was put in, and what was taken out where it stood."""
    old_at = new_at = 0
    for change in found:
        start = change.after.start if change.after else new_at
        if change.before:
            if not change.after:
                start = _behind(after, new_at, before[old_at : change.before.start])
            old_at = change.before.end
        yield Piece(after[new_at:start], (), (), ())
        if change.before:
            yield Piece(before[change.before.start : change.before.end], ("deleted",), (), ())
        new_at = change.after.end if change.after else start
        yield Piece(after[start:new_at], ("inserted",), (), ())
    yield Piece(after[new_at:], (), (), ())


def _behind(text: str, at: int, same: str) -> int:
    """Return where words end that stand in both versions: between them only spaces may differ."""
    left = sum(not c.isspace() for c in same)
    while left and at < len(text):
        left -= not text[at].isspace()
        at += 1
    return at
