"""What people want to be told of: watchlists, what happened to them, and messages on their way.

All moments are aware datetimes. An event's id follows from what happened, a message's from its events, so
that doing anything again makes nothing twice.
"""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal, get_args

Trigger = Literal[
    "new_story",
    "new_article",
    "new_contradiction",
    "changed_figure",
    "outlet_joined",
    "outlet_silent",
    "feed_dead",
    "feed_recovered",
]
TRIGGERS: tuple[Trigger, ...] = get_args(Trigger)
COMPARED: frozenset[Trigger] = frozenset({"new_contradiction", "changed_figure"})
"""Those that only a comparison of the story shows."""

EventKind = Trigger | Literal["test"]

TargetKind = Literal["webhook", "email"]
Pace = Literal["at once", "hourly", "daily"]
PACES: tuple[Pace, ...] = get_args(Pace)
MessageState = Literal["waiting", "sent", "given up"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Watchlist:
    """What somebody watches: all conditions that are not empty must hold of one article.

    ``words`` are a search as a person types it, ``outlet`` an outlet's id or name, ``entity`` the name of a
    person, organisation or place, or several between semicolons, ``story`` a story's id. ``targets`` are
    ids of where to tell it.
    """

    id: str
    owner: str
    name: str
    made_at: datetime
    words: str = ""
    language: str = ""
    outlet: str = ""
    entity: str = ""
    story: str = ""
    triggers: tuple[Trigger, ...] = TRIGGERS
    targets: tuple[str, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """The names of all who must be named.

        >>> Watchlist(id="", owner="", name="", made_at=datetime.min, entity="Odd Bakke; Lintvik").names
        ('Odd Bakke', 'Lintvik')
        """
        return tuple(name for part in self.entity.split(";") if (name := part.strip()))

    @property
    def watches_outlets(self) -> bool:
        """Whether silence and feeds concern it: it names an outlet, or it asks for everything."""
        return bool(self.outlet) or not (self.words or self.language or self.entity or self.story)


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """Where a person is told: a webhook's or a mail address, and when it suits.

    ``secret`` signs what a webhook gets. Between ``quiet_from`` and ``quiet_until`` ("22:00", both or none)
    of ``zone`` (IANA) nothing is sent; ``language`` is that of the message.
    """

    id: str
    owner: str
    kind: TargetKind
    address: str
    made_at: datetime
    secret: str = field(default="", repr=False)
    pace: Pace = "at once"
    quiet_from: str = ""
    quiet_until: str = ""
    zone: str = "UTC"
    language: str = "en"


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """Something that happened to what is watched; ``facts`` are what its line says, by kind.

    ``title`` is the story's, the article's or the source's at that time.
    """

    id: str
    kind: EventKind
    at: datetime
    title: str
    story: str | None = None
    article: str | None = None
    facts: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """Events that wait to be put into a message to a target; ``since`` is when the first happened."""

    target: Target
    since: datetime
    events: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """Events on their way to a target; ``attempts`` counts what was tried, ``next_at`` when again."""

    id: str
    target: str
    made_at: datetime
    state: MessageState = "waiting"
    attempts: int = 0
    next_at: datetime | None = None
    sent_at: datetime | None = None
    error: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryLook:
    """A watched story that is compared whenever it changed; what was stored before ``since`` is no news."""

    story: str
    since: datetime
    wanted_at: datetime | None = None
