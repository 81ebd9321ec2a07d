"""Put source and content together for a verb, if anybody tells anything by it."""

from collections.abc import Sequence
from typing import NamedTuple

from rashomon.analyze.quotes.contents.beside import marked_before, quotation_left, quotation_right
from rashomon.analyze.quotes.contents.content import bare, content_of
from rashomon.analyze.quotes.contents.counts import is_count
from rashomon.analyze.quotes.contents.pointing import points_back
from rashomon.analyze.quotes.joining.findings import (
    is_clause,
    is_owned,
    lacks_finding,
    tells_feeling,
    tells_where,
)
from rashomon.analyze.quotes.joining.parts import Attribution, is_held, only_names_source
from rashomon.analyze.quotes.joining.phrases import closes_phrase
from rashomon.analyze.quotes.sentence.clause_edges import segment_start
from rashomon.analyze.quotes.sentence.cues import REPORTED, Cue
from rashomon.analyze.quotes.sentence.scenes import Range, Scene, is_dash
from rashomon.analyze.quotes.sources.articles import is_things
from rashomon.analyze.quotes.sources.opening import leads_in, subject
from rashomon.analyze.quotes.sources.phrases import source_of_phrase
from rashomon.analyze.quotes.sources.places import place_before, place_behind
from rashomon.analyze.quotes.sources.subjects import agent_of, inherits, is_passive, only_describes, source_of
from rashomon.analyze.quotes.sources.unlisted import unlisted_subject

DESCRIBING = ("label", "think", "judge", "hedge")
"""Classes of verbs whose participles describe what stands before them."""


class Whose(NamedTuple):
    """The source of a verb; ``cluster`` are the tokens of both where it is the verb's own, else the verb's.

    ``placed`` tells that it is the place where they say it, ``passive`` that the verb's subject is no source.
    """

    source: Range | None
    cluster: Range
    placed: bool
    passive: bool

    @property
    def dropped(self) -> bool:
        """Whether the verb has left out its subject."""
        return self.source is None and not self.passive


class Words(NamedTuple):
    """What may be told by a verb; ``direct`` are tokens that are quotations.

    ``leads`` tells that a quotation stands behind the verb, whatever is between.
    """

    content: Range | None
    direct: tuple[int, ...]
    leads: bool


def by_verb(scene: Scene, cue: Cue, earlier: Sequence[Attribution]) -> Attribution | None:
    """Return what somebody tells by a verb; its subject may be that of an ``earlier`` one."""
    if closes_phrase(scene, cue):
        return None
    whose = _whose(scene, cue, earlier)
    first, last = whose.cluster
    heading = marked_before(scene, first, last)
    told = _told(scene, cue, whose.cluster, earlier, marked=heading is not None)
    if heading is not None and first == cue.first:
        whose, heading = whose._replace(source=Range(heading, first)), None  # "“X” reports that …"
    if _tells_nothing(scene, cue, whose, told) or _lacks_subject(scene, cue, whose, told):
        return None
    opens = scene.tokens[segment_start(scene, first) : cue.first]
    return Attribution(
        cue=cue,
        source=whose.source,
        content=told.content,
        direct=told.direct if heading is None else (heading, *told.direct),
        dropped=whose.dropped,
        clause=_is_begun(scene, told.content) or any(token.has("as_words") for token in opens),
        placed=whose.placed,
    )


def _whose(scene: Scene, cue: Cue, earlier: Sequence[Attribution]) -> Whose:
    """Return the source of a verb: who acts in the passive, a place, its subject, that of an earlier one."""
    passive = is_passive(scene, cue)
    placed = (place_before(scene, cue) or place_behind(scene, cue)) if scene.grammar.locative else None
    source = agent_of(scene, cue) if passive else (placed or source_of(scene, cue))
    first = _over_phrase(scene, cue.first if source is None else min(source.first, cue.first))
    last = cue.last if source is None else max(source.last, cue.last)
    if source is None and not passive:
        source, placed = _shared_source(scene, cue, earlier)
    return Whose(source, Range(first, last), placed is not None, passive)


def _told(scene: Scene, cue: Cue, cluster: Range, earlier: Sequence[Attribution], *, marked: bool) -> Words:
    """Return what may be told by a verb; no words before it where those are ``marked`` as a heading.

    A quotation that ends what an ``earlier`` one tells in a clause is its own ("X said that “…”, Y reports").
    """
    asks = _leads_on(scene, cue) and _asks_for_clause(scene, cluster.last)
    left = None if marked or asks else quotation_left(scene, cluster.first)  # "“…,” adding that …"
    left = None if left is not None and is_held(scene, earlier, left) else left
    right = quotation_right(scene, cue, cluster.last)
    beside = [at for at in (left, right) if at is not None]
    resumed = left is not None
    direct = (at for at in beside if at == left or bare(scene, cluster.last, at, resumed=resumed))
    return Words(content_of(scene, cue, cluster, beside), tuple(direct), right is not None)


def _tells_nothing(scene: Scene, cue: Cue, whose: Whose, told: Words) -> bool:
    """Tell whether what stands beside a verb is nobody's words, or not told by it."""
    content, direct = told.content, told.direct
    if cue.kind == "express" and not (told.leads or _hangs_on_noun(scene, content)):
        return not tells_feeling(scene, cue, content)
    return (
        only_describes(scene, cue, told.direct)
        or (scene.tokens[cue.first].has("shown") and not whose.placed)
        or lacks_finding(scene, cue, whose.source, told.content)
        or not _tells(scene, cue, whose.cluster, told)
        or _describes(scene, cue, whose.source, content)
        or _goes_on(scene, whose, content)
        or _is_only_done(scene, cue, whose, told)
        or points_back(scene, cue, whose.cluster, content, direct)
        or (not direct and (_is_negated(scene, cue, content) or _judges_words(scene, cue, content)))
    )


def _lacks_subject(scene: Scene, cue: Cue, whose: Whose, told: Words) -> bool:
    """Tell whether a verb has left out a subject that nobody can be: it only goes on, or is a thing's."""
    if not whose.dropped:
        return False
    may_drop = scene.grammar.subject_drops or told.direct
    goes_on = not told.direct and _is_begun_before(scene, cue, told.content)
    goes_on |= not (told.direct or _is_begun(scene, told.content)) and is_things(scene, cue)
    return goes_on or not may_drop or (is_owned(scene, cue) and not _is_body(scene, cue, told))


def _is_body(scene: Scene, cue: Cue, told: Words) -> bool:
    """Tell whether a noun that no list knows speaks, with somebody's name behind it ("X's navy said")."""
    subject = unlisted_subject(scene, cue, told.content, told.direct)
    return cue.kind in REPORTED and subject is not None and subject.size > 1


def _over_phrase(scene: Scene, first: int) -> int:
    """Return where a phrase before a verb begins that only names the agency ("… by X's report said Y")."""
    for phrase in scene.cues if scene.grammar.free_order else ():
        source = source_of_phrase(scene, phrase) if phrase.kind == "according" else None
        if source is not None and source.last - 1 == scene.before_skipped(first):
            return phrase.first
    return first


def _shared_source(
    scene: Scene, cue: Cue, earlier: Sequence[Attribution]
) -> tuple[Range | None, Range | None]:
    """Return the source that a cue without its own shares with an earlier one, again if that is a place."""
    before = [a for a in earlier if not _is_subordinate(scene, a) and not leads_in(scene, a.cue, cue)]
    if scene.grammar.names_decline and not inherits(scene, cue):
        before = [a for a in before if a.cue.kind != "according"]  # "in X's words, the vaccines demand cold"
    if scene.tokens[cue.first].has("participle"):  # "As Y said, X left, noting that …"
        before = [a for a in before if not only_names_source(scene, a)]
        main = next((c for c in reversed(scene.cues) if c.is_verb and c.last < cue.first), None)
        if main is not None and not before and scene.grammar.free_order:
            return source_of(scene, main), None  # "X voiced the fears of Y, saying that …"
    if not before or _only_describe(scene, cue, before):
        return (subject(scene, cue.first) if before or inherits(scene, cue) else None), None
    shared = _outermost(before)
    return shared.source, shared.source if shared.placed else None


def _only_describe(scene: Scene, cue: Cue, earlier: Sequence[Attribution]) -> bool:
    """Tell whether those before are participles of nouns, whose sources tell nothing by a later verb.

    "X pushed back on a report claiming …, but acknowledged" is what X acknowledged.
    """
    verb = scene.tokens[cue.first]
    participles = all(scene.tokens[a.cue.first].has("participle") for a in earlier)
    return participles and not scene.grammar.subject_drops and not verb.has("participle")


def _tells(scene: Scene, cue: Cue, cluster: Range, told: Words) -> bool:
    """Tell whether there are words said with a verb, in marks if it goes with such only."""
    content = told.content
    if told.direct or content is None:
        return bool(told.direct)
    verb, free = scene.tokens[cue.first], scene.grammar.free_order
    marked = verb.has("quoting") or (free and verb.has("citing") and content.first >= cluster.last)
    inserted = scene.tokens[segment_start(scene, cue.first)].has("as_words")
    sure = inserted or _is_begun(scene, content) or (free and content.first < cluster.first)
    sure |= is_count(scene, cue, content) or is_clause(scene, cue, content)
    sure |= not free and any(content.holds(at) for at in scene.quotes)
    sure |= free and scene.unit.is_mark(content.first - 1 - is_dash(scene.unit, content.first - 1), ":")
    return sure or not marked


def _goes_on(scene: Scene, whose: Whose, content: Range | None) -> bool:
    """Tell whether what follows a verb is none of the words said.

    It is the verb of the clause around it ("X, who was dismissed by Y, said"), only when somebody was told
    ("informed Congress in February"), or where something was seen ("were reported in three ports").
    """
    last = whose.cluster.last
    if content is None or content.first < last:
        return False
    opens, told = scene.tokens[content.first], scene.tokens[last - 1]
    dated = any(date.first == content.first + 1 for date in scene.dates) and opens.has("preposition")
    bare = scene.grammar.free_order and scene.dated.issuperset(range(*content))
    only_when = (dated and told.has("addressed")) or bare
    only_where = tells_where(scene, last - 1, content, unnamed=whose.passive and whose.source is None)
    return only_when or only_where or (whose.passive and content.first in scene.verbs)


def _is_begun_before(scene: Scene, cue: Cue, content: Range | None) -> bool:
    """Tell whether an infinitive has what is told before it: it only goes on with that ("must seek a …")."""
    infinitive = scene.tokens[cue.first].has("impersonal_verb")
    return infinitive and content is not None and content.first < cue.first


def _is_only_done(scene: Scene, cue: Cue, whose: Whose, told: Words) -> bool:
    """Tell whether an infinitive with an object is what somebody may do, not say ("may refuse the offer")."""
    subject = whose.source is not None and not whose.placed
    infinitive = subject and scene.tokens[cue.first].has("impersonal_verb")
    behind = told.content is not None and told.content.first >= whose.cluster.last
    about = told.content is not None and scene.tokens[told.content.first].has("preposition")
    begun = _is_begun(scene, told.content) and not about
    return infinitive and behind and not (told.direct or told.leads or begun)


def _is_negated(scene: Scene, cue: Cue, content: Range | None) -> bool:
    """Tell whether nobody says or wants what follows a verb ("did not want to go").

    A clause that is not said or denied is somebody's words all the same ("did not say whether …").
    """
    between = scene.tokens[scene.before_skipped(cue.first) + 1 : cue.first]
    told = cue.kind in REPORTED and _is_begun(scene, content)
    return not told and any(token.has("negating") for token in between)


def _judges_words(scene: Scene, cue: Cue, content: Range | None) -> bool:
    """Tell whether somebody only judges what others tell ("defended himself against charges that")."""
    return cue.kind == "judge" and _hangs_on_noun(scene, content)


def _hangs_on_noun(scene: Scene, content: Range | None) -> bool:
    """Tell whether a noun such as "concern" stands before the clause told ("expressed concern that")."""
    begun = content is not None and (scene.grammar.articles_end or _is_begun(scene, content))
    return begun and content is not None and scene.tokens[content.first - 1].has("noun")


def _is_begun(scene: Scene, content: Range | None) -> bool:
    """Tell whether words said begin with "that" or the like."""
    return content is not None and scene.tokens[content.first].has("complement")


def _describes(scene: Scene, cue: Cue, source: Range | None, content: Range | None) -> bool:
    """Tell whether a verb only describes a noun before it ("in a race considered key", "X, who plans …").

    What a relative pronoun resumes, or stands within, has not been told by whom it stands for.
    """
    if source is None or content is None:
        return False
    if scene.tokens[source.first].has("relative"):
        return content.first < source.first and scene.tokens[content.last - 1].kind != "quote"
    names, at = scene.names_in(source), cue.first - 1
    if scene.grammar.verbs_inflect or cue.kind not in DESCRIBING or not names or names[-1].last > at - 2:
        return False
    noun, between = scene.tokens[at], scene.tokens[names[-1].last : at]
    governed_noun = between[-2].has("preposition") and between[-1].has("determiner")
    return governed_noun and not noun.labels and not scene.tokens[content.first].has("complement")


def _leads_on(scene: Scene, cue: Cue) -> bool:
    """Tell whether a verb goes on with a subject before it: a participle, or behind a conjunction.

    "X spoke of “progress”, but added that …" is no quotation before "added".
    """
    opens = scene.tokens[segment_start(scene, cue.first) : cue.first]
    joined = any(token.has_any(("joins", "contrast")) for token in opens)
    return scene.tokens[cue.first].has("participle") or (joined and scene.grammar.commas_by_rule)


def _asks_for_clause(scene: Scene, at: int) -> bool:
    at += scene.unit.is_mark(at, ",") and scene.grammar.commas_by_rule
    return at < len(scene.tokens) and scene.tokens[at].has_any(("complement", "bare_clause"))


def _is_subordinate(scene: Scene, attribution: Attribution) -> bool:
    """Tell whether what is told is told in a clause inside another one's ("asked if X thinks …, she said").

    Where the subject may be left out, the verb of the clause around it does not share its subject.
    """
    opens = scene.tokens[segment_start(scene, attribution.cue.first)]
    return scene.grammar.subject_drops and opens.has("complement")


def _outermost(earlier: Sequence[Attribution]) -> Attribution:
    """Return the latest attribution that is no part of what an earlier one reports."""
    held = [a.content for a in earlier if a.content is not None]
    free = (a for a in reversed(earlier) if not any(content.holds(a.cue.first) for content in held))
    return next(free, earlier[-1])
