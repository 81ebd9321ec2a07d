"""Stories as a stream: each profile, as it comes, is put into a story or opens one.

One pass, as in topic detection and tracking (Allan 2002): an article is compared with the few open stories
that it may belong to, and a story that has taken it in is compared with the others that could have. Only
what ``place`` is given counts, no clock and no chance: the same profiles give the same stories.
"""

import hashlib
import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta

from rashomon.cluster import judge as judges
from rashomon.cluster.coverage import Coverage
from rashomon.cluster.judge import Judge, Verdict, probability
from rashomon.cluster.known import Known, prepare
from rashomon.cluster.memory import Memory
from rashomon.cluster.shared import Keys
from rashomon.model.placement import Candidate, Merge, OpenStory, Placement
from rashomon.model.profile import Profile

TRIED = 6
"""Stories that are compared in full with each article."""
ASKED = 4
"""Latest members of each of two stories that are asked whether the two are one."""
GROWTH = 1.5
"""How many times as large a story gets until it is held against others again."""
TOLD = 3
"""Stories tried that a placement tells of."""
Tried = list[tuple[Verdict, Coverage]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What an archive can tune.

    ``open_days``: days without coverage after which a story leaves memory; ``most_open``: stories in memory
    at most. ``join`` and ``merge``: log-odds above which an article joins, and above which two stories are
    one.
    """

    open_days: float = 14.0
    most_open: int = 100_000
    join: float = -0.7
    merge: float = 0.5


class Stream:
    """The open stories of an archive and the one writer of what belongs to which; no input or output.

    Begin with the open stories as they were stored, those with the oldest latest coverage first. They carry
    what people decided (``locked``, ``pinned``, ``barred``), which the machine never overrules: after a
    decision, begin anew.
    """

    def __init__(
        self, settings: Settings | None = None, stories: Iterable[OpenStory] = (), judge: Judge | None = None
    ) -> None:
        self._settings = settings or Settings()
        self._judge = judge or judges.load()
        self._memory = Memory()
        for story in stories:
            self._resume(story)

    def __len__(self) -> int:
        return len(self._memory)

    def __iter__(self) -> Iterator[Coverage]:
        return iter(self._memory)

    def story(self, story: str) -> Coverage | None:
        """Return an open story; None where it is unknown or has left memory."""
        return self._memory.get(story)

    def _resume(self, story: OpenStory) -> None:
        coverage = Coverage(id=story.id, locked=story.locked)
        coverage.pinned, coverage.barred = set(story.pinned), set(story.barred)
        self._memory.take(coverage, [prepare(member, self._judge.means) for member in story.members])
        coverage.size = story.size

    def place(self, profile: Profile) -> Placement:
        """Put one article where it belongs; tell why, and which stories became one by it.

        An article that is in an open story already stays there.
        """
        home = self._memory.home(profile.article)
        if home is not None:
            return Placement(article=profile.article, story=home.id, opened=False, score=1.0)
        known = prepare(profile, self._judge.means)
        self._memory.forget(known.seen - timedelta(days=self._settings.open_days), self._settings.most_open)
        tried = self._try(known)
        keys = Keys(profile, self._memory.background)
        told = tuple(self._candidate(*pair, keys) for pair in tried[:TOLD])
        joins = bool(tried) and tried[0][0].log_odds > self._settings.join
        story = tried[0][1] if joins else Coverage(id=story_id([known.article]))
        self._memory.take(story, [known])
        merges = self._second_look(story, tried[1:], keys) if joins and has_grown(story.size) else ()
        best = told[0].score if told else 0.0
        return Placement(
            article=known.article,
            story=merges[-1].kept if merges else story.id,
            opened=not joins,
            score=best if joins else round(1 - best, judges.DIGITS),
            tried=told,
            merges=merges,
        )

    def put(self, profile: Profile, story: str) -> Placement:
        """Put an article that is new into a story on a person's word; the story is opened where it is not."""
        coverage = self._memory.get(story) or Coverage(id=story)
        opened = not coverage.size
        self._memory.take(coverage, [prepare(profile, self._judge.means)])
        coverage.pinned.add(profile.article)
        return Placement(article=profile.article, story=story, opened=opened, score=1.0)

    def _try(self, known: Known) -> Tried:
        """Compare an article with the open stories that it may belong to, the likeliest first."""
        near = self._memory.near(known, TRIED)
        if not near:
            return []
        (verdicts,) = self._judge.verdicts([known], near, self._memory.background)
        tried = zip(verdicts, near, strict=True)
        return sorted(tried, key=lambda pair: (-pair[0].log_odds, pair[1].id))

    def _candidate(self, verdict: Verdict, story: Coverage, keys: Keys) -> Candidate:
        reasons = self._judge.reasons(verdict, keys.shared(story))
        return Candidate(story=story.id, score=verdict.score, reasons=reasons)

    def _second_look(self, story: Coverage, others: Tried, keys: Keys) -> tuple[Merge, ...]:
        """Merge the story that has grown with the first of those, that its article could have joined."""
        for verdict, other in others:
            if verdict.log_odds <= self._settings.join:
                break
            kept, absorbed = sorted((story, other), key=lambda s: (not s.pinned, -s.size, s.id))
            if absorbed.pinned or other.id in story.barred or story.id in other.barred:
                continue
            odds = self._mutual(story, other)
            if odds > self._settings.merge:
                reasons = self._judge.reasons(verdict, keys.shared(other))
                self._unite(kept, absorbed)
                return (Merge(kept=kept.id, absorbed=absorbed.id, score=probability(odds), reasons=reasons),)
        return ()

    def _mutual(self, a: Coverage, b: Coverage) -> float:
        """Return the mean log-odds of each story's latest members' belonging to the other.

        Where the members of the smaller clearly do not belong, those of the larger are not asked.
        """
        means = list[float]()
        smaller, larger = sorted((a, b), key=lambda story: (len(story.members), story.id))
        for one, other in ((smaller, larger), (larger, smaller)):
            if means and means[0] < self._settings.join:
                break
            rows = self._judge.verdicts(one.members[-ASKED:], [other], self._memory.background)
            means.append(sum(verdict.log_odds for (verdict,) in rows) / len(rows))
        return round(sum(means) / len(means), judges.DIGITS)

    def _unite(self, kept: Coverage, absorbed: Coverage) -> None:
        self._memory.unite(kept, absorbed)
        for parted in filter(None, map(self._memory.get, absorbed.barred)):
            parted.barred.add(kept.id)
        kept.barred |= absorbed.barred
        kept.pinned |= absorbed.pinned


def has_grown(size: int) -> bool:
    """Tell whether a story with so many articles has grown by half since the last size of which this is so.

    What has been looked at is worth another look only then; so the looks hardly cost more as stories grow.
    """
    return size > 1 and int(math.log(size, GROWTH)) > int(math.log(size - 1, GROWTH))


def story_id(articles: Sequence[str]) -> str:
    """Return the lasting name of a story that these articles open."""
    digest = hashlib.sha256("\n".join(sorted(articles)).encode("utf-8", "surrogatepass")).hexdigest()
    return f"s{digest[:14]}"
