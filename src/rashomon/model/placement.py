"""What the stream of stories decided, so that it can be written down, read and undone."""

from dataclasses import dataclass

from rashomon.model.profile import Profile


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """One thing that spoke for (``weight`` > 0) or against putting an article into a story.

    ``value`` is what was measured, ``weight`` what it added to the log-odds; ``shared`` names the keys
    that were found on both sides, the most telling first.
    """

    name: str
    value: float
    weight: float
    shared: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A story that was tried: ``score`` is the probability that the article belongs to it."""

    story: str
    score: float
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Merge:
    """Two stories that are one: ``absorbed`` redirects to ``kept`` from now on."""

    kept: str
    absorbed: str
    score: float
    reasons: tuple[Reason, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Placement:
    """Where one article was put: ``story`` is where it stands after ``merges``.

    ``opened`` tells that the article opened a story. ``tried`` holds the stories that were looked at,
    best first; ``score`` is that of the chosen one, or for a new story one minus that of the best.
    """

    article: str
    story: str
    opened: bool
    score: float
    tried: tuple[Candidate, ...] = ()
    merges: tuple[Merge, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenStory:
    """What the stream needs to know of a story to go on with it: its latest members, the oldest first.

    The machine neither adds to a ``locked`` story nor merges it. ``pinned`` articles were put here by a
    person, so the machine never lets this story be absorbed. ``barred`` stories were parted from it by a
    person, and the machine never merges the two.
    """

    id: str
    members: tuple[Profile, ...]
    size: int
    locked: bool = False
    pinned: frozenset[str] = frozenset()
    barred: frozenset[str] = frozenset()
