"""Lists of the archive, in lines for people and as JSON for programs."""

import sys
from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any

import msgspec
from rich.console import Console
from rich.text import Text

from rashomon.cli.common import say

if TYPE_CHECKING:
    from rashomon.model.archive import (
        Assignment,
        Decision,
        Health,
        Page,
        Stored,
        StoryRecord,
        Subscription,
    )
    from rashomon.model.ruling import Ruling

NO_STORY = "there is no story yet; `rashomon add` and `rashomon source add` bring articles"
NOTHING_FOLLOWED = "nothing is followed; `rashomon source add` follows a feed, sitemap, page or folder"


def print_json(found: Any) -> None:
    """Print nouns of the model as JSON; moments in ISO 8601."""
    sys.stdout.write(msgspec.json.format(msgspec.json.encode(found), indent=1).decode() + "\n")


def lines_shown() -> Console:
    """Return a console that shows each line of a list as it is, however long."""
    return Console(highlight=False, soft_wrap=True)


def say_if_empty(found: Sequence[object], why: str) -> None:
    """Say on standard error why a list has no line."""
    if not found:
        say(why)


def print_stories(page: "Page[StoryRecord]", *, held: int, json: bool) -> None:
    """Print a list of stories, of so many that the archive has."""
    if json:
        print_json(page)
        return
    say_if_empty(page.items, f"no story fits, of {held}; ask for less" if held else NO_STORY)
    console = lines_shown()
    for story in page.items:
        last = moment(story.last_published or story.last_seen_at)
        counted = f"articles {story.articles}, outlets {story.outlets}"
        console.print(Text(story.title, style="bold"))
        facts = (story.id, story.state, counted, " ".join(story.languages), last)
        console.print(Text("  " + " · ".join(facts), style="dim"))


def print_sources(places: "tuple[tuple[Subscription, Health], ...]", *, json: bool) -> None:
    """Print what is followed and how it fares: what is broken or silent is said."""
    if json:
        print_json(places)
        return
    say_if_empty(places, NOTHING_FOLLOWED)
    console = lines_shown()
    for place, health in places:
        console.print(Text.assemble((place.name, "bold"), f" · {_state(place, health)}"))
        facts = (place.id, place.kind, f"last new {moment(health.new_at)}")
        console.print(Text("  " + " · ".join(facts), style="dim"))


def print_decisions(found: "tuple[Decision, ...]", *, json: bool) -> None:
    """Print what was decided, by whom and why."""
    if json:
        print_json(found)
        return
    console = lines_shown()
    for one in found:
        what = ": ".join(filter(None, (one.kind, one.title, one.reason)))
        console.print(Text(f"{one.id} · {moment(one.at)} · {one.who} · {what}"))
        undone = f" · undone by {one.undone_by}" if one.undone_at else ""
        console.print(Text(f"  {' → '.join(filter(None, (one.other, one.story)))}{undone}", style="dim"))


def print_rulings(found: "tuple[Ruling, ...]", *, json: bool) -> None:
    """Print what people decided about what was read and compared."""
    if json:
        print_json(found)
        return
    console = lines_shown()
    for one in found:
        said = f"{one.verdict}: {one.was} → {one.value}" if one.was or one.value else one.verdict
        console.print(Text(f"{one.id} · {moment(one.at)} · {one.who} · {said} {one.reason}".rstrip()))
        undone = f" · taken back by {one.undone_by}" if one.undone_at else ""
        exact = " | ".join(passage.exact for passage in one.passages if passage.exact)
        console.print(Text(f"  {exact}{undone}", style="dim"))


def print_articles(found: "Sequence[tuple[Stored, tuple[Assignment, ...]]]", *, json: bool) -> None:
    """Print the articles of a story with why each is there: by whose decision, or by which likeness."""
    if json:
        print_json([{"article": stored, "assignments": put} for stored, put in found])
        return
    console = lines_shown()
    for stored, put in found:
        article = stored.article
        line = (
            article.id,
            moment(stored.published),
            stored.language,
            article.source.name,
            article.title or "",
        )
        console.print(Text(" · ".join(filter(None, line))))
        for one in (a for a in put if a.undone_at is None):
            console.print(Text(f"    {one.decided_by}: {'; '.join(one.reasons)}", style="dim"))


def moment(at: datetime | None) -> str:
    """Return a moment in UTC as lists show it."""
    return f"{at:%Y-%m-%d %H:%M}" if at else "–"


def _state(place: "Subscription", health: "Health") -> str:
    """Say how a place fares: broken, silent, paused or well."""
    from rashomon.archive.faring import condition, quiet_days

    match condition(place, health):
        case "failing":
            # Of a folder it may be that only some files failed.
            times = f"failed {health.failures} times: " if health.failures else ""
            return f"{times}{health.error}"
        case "unseen":
            return "not looked at yet"
        case "silent":
            return f"silent for {quiet_days(health)} days"
        case other:
            return other
