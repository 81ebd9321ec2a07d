"""Names in the Google Reader API: of streams (which stories) and of items (one story).

The API was never specified; what clients send is in FreshRSS's ``p/api/greader.php`` and in the wiki
https://github.com/mihaip/google-reader-api. A story's number is made from its id alone, so it lasts.
"""

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime
from math import isfinite
from typing import Literal

from rashomon.errors import InputError, NotFound
from rashomon.model.mark import Selection

ALL = "feed/all"
LANGUAGE, OUTLET, WATCHLIST = "feed/language/", "feed/outlet/", "feed/watchlist/"
STATE, LABEL = "user/-/state/com.google/", "user/-/label/"
READING_LIST, READ, STARRED = STATE + "reading-list", STATE + "read", STATE + "starred"
ITEM = "tag:google.com,2005:reader/item/"
MOST = 10_000
"""Items that one answer names at most."""
_OURS = 1 << 60
"""Added to every number: 19 decimal and 16 hexadecimal digits can never be taken for each other."""
_USER = re.compile(r"user/[^/]{1,100}/")
_STORY = re.compile(r"s[0-9a-f]{14}")
_DAWN, _DUSK = 0.0, 253_402_300_799.0


def number(story: str) -> int | None:
    """Return a story's number; None for an id that was not made here.

    >>> number("s0000000000000a"), item("s0000000000000a"), number("x")
    (1152921504606846986, 'tag:google.com,2005:reader/item/100000000000000a', None)
    """
    return _OURS + int(story[1:], 16) if _STORY.fullmatch(story) else None


def item(story: str) -> str:
    """Return the long name of a story."""
    return f"{ITEM}{number(story) or 0:016x}"


def story(name: str) -> str | None:
    """Return the story that an item's long or short name means; None where it is the name of none.

    >>> story("tag:google.com,2005:reader/item/100000000000000a"), story("1152921504606846986")
    ('s0000000000000a', 's0000000000000a')
    >>> story("100000000000000a"), story("7")
    ('s0000000000000a', None)
    """
    digits = name.removeprefix(ITEM)
    try:
        found = int(digits, 10 if len(digits) == len(str(_OURS)) else 16) if len(digits) < 20 else 0
    except ValueError:
        return None
    return f"s{found - _OURS:014x}" if 0 <= found - _OURS < 1 << 56 else None


def stream(name: str, who: str) -> Selection:
    """Return which stories a stream holds.

    Raises:
        NotFound: there is no such stream.
    """
    known, all_of_them = _USER.sub("user/-/", name, count=1), Selection(who=who)
    if known in {ALL, READING_LIST} or known.startswith(LABEL):
        return all_of_them
    if known in {READ, STARRED}:
        return _kept(all_of_them, known, wanted=True)
    if known.startswith(LANGUAGE):
        return replace(all_of_them, language=known.removeprefix(LANGUAGE))
    if known.startswith(OUTLET):
        return replace(all_of_them, outlet=known.removeprefix(OUTLET))
    if known.startswith(WATCHLIST):
        return replace(all_of_them, watchlist=known.removeprefix(WATCHLIST))
    raise NotFound(f"there is no stream '{name[:200]}'; see subscription/list")


def label(name: str) -> str | None:
    """Return the label that a stream is named by, if it is.

    >>> label("user/iris/label/Ferries"), label("feed/all")
    ('Ferries', None)
    """
    known = _USER.sub("user/-/", name, count=1)
    return known.removeprefix(LABEL) if known.startswith(LABEL) else None


def narrowed(selection: Selection, asked: Mapping[str, str]) -> Selection:
    """Narrow a stream by what stands in the address: it, xt, ot, nt, r, n, c.

    Raises:
        InputError: a number is none.
    """
    for name, wanted in (("it", True), ("xt", False)):
        selection = _kept(selection, asked.get(name, ""), wanted=wanted)
    return replace(
        selection,
        since=moment(asked.get("ot", "")),
        until=moment(asked.get("nt", "")),
        oldest_first=asked.get("r") == "o",
        limit=min(max(int(_number(asked.get("n", "")) or 20), 1), MOST),
        after=asked.get("c") or None,
    )


def moment(seconds: str, unit: float = 1.0) -> datetime | None:
    """Return the moment so many seconds (or smaller units) after 1970; None where nothing is given."""
    given = _number(seconds)
    return datetime.fromtimestamp(min(max(given * unit, _DAWN), _DUSK), UTC) if given else None


def _number(typed: str) -> float:
    try:
        found = float(typed[:40] or 0)
    except ValueError:
        raise InputError(f"'{typed[:40]}' is no number") from None
    if not isfinite(found):
        raise InputError(f"'{typed[:40]}' is no number")
    return found


def tag(name: str, *, wanted: bool) -> tuple[Literal["read", "starred"], bool] | None:
    """Return the mark that a tag means, and whether it is to be set; None for a tag that is none of ours.

    >>> tag("user/12/state/com.google/kept-unread", wanted=True)
    ('read', False)
    """
    state = _USER.sub("user/-/", name, count=1)
    if state == READ:
        return "read", wanted
    if state in {STATE + "unread", STATE + "kept-unread"}:
        return "read", not wanted
    return ("starred", wanted) if state == STARRED else None


def _kept(selection: Selection, state: str, *, wanted: bool) -> Selection:
    match tag(state, wanted=wanted):
        case "read", is_read:
            return replace(selection, read=is_read)
        case "starred", is_starred:
            return replace(selection, starred=is_starred)
    return selection
