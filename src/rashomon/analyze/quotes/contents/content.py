"""Find the words that a cue gives as said: where they begin and where they end within the sentence."""

from collections.abc import Sequence

from rashomon.analyze.quotes.contents.addressees import behind_told, over_frame, past_addressee
from rashomon.analyze.quotes.contents.as_clauses import beside_as
from rashomon.analyze.quotes.contents.complements import complement_of, is_no_complement, is_purpose
from rashomon.analyze.quotes.contents.counts import counts_anew, is_figure
from rashomon.analyze.quotes.contents.ends import SOURCE, clause_behind, content_end
from rashomon.analyze.quotes.contents.frames import is_object, object_before, object_between, opens_frame
from rashomon.analyze.quotes.contents.insertions import over_insertions
from rashomon.analyze.quotes.sentence.clause_edges import (
    FEWEST_WORDS,
    clause_start,
    next_mark,
    only_opens,
    over_adverbials,
    resumes,
    segment_start,
    trimmed,
)
from rashomon.analyze.quotes.sentence.clauses import main_verb
from rashomon.analyze.quotes.sentence.cues import REPORTED, Cue
from rashomon.analyze.quotes.sentence.scenes import Range, Scene, is_dash, tells
from rashomon.analyze.quotes.sentence.times import date_at
from rashomon.analyze.quotes.sources.articles import fronted
from rashomon.lang.word_classes import OFFICES

DESCRIBING = (*OFFICES, "relative")
"""Words behind a comma that tell who a subject is."""
REPORTERS = ("participle", "joins", "contrast", "boundary", "complement", "subordinate", "as_words")
"""Words that open a clause of the reporter's behind a comma."""
LEADING = (
    "complement", "joins", "contrast", "as_words", "relative", "impersonal", "boundary", "subordinate",
)  # fmt: skip
"""Words behind a comma that open a clause which tells more than when, where or to whom."""
APPOSITION = 4
"""Words behind a comma among which the subject is named, where first only his role was."""


def content_of(scene: Scene, cue: Cue, cluster: Range, direct: Sequence[int]) -> Range | None:
    """Return what is said with the cue of a cluster (cue and source), None if the sentence has nothing.

    ``direct`` are the quotations beside the cluster. Words before the cue count where nothing follows it.
    """
    left = [at for at in direct if at < cluster.first]
    right = [at for at in direct if at >= cluster.last]
    if left:
        return _with_lead(scene, left[0])
    as_content = beside_as(scene, cue, cluster)
    if as_content is not None:
        return as_content
    if (not right or resumes(scene, cluster.last)) and _ends_clause(scene, cue, cluster):
        return _around(scene, cue, cluster) or _left_clause(scene, cue, cluster)
    return _right_clause(scene, cue, cluster, right)


def frame_start(scene: Scene, cue: Cue, cluster: Range) -> int:
    """Return the first token of a cluster with the auxiliaries before it ("…, [a annoncé X]").

    Where its subject stands behind a verb, all between a comma and the verb only tells when, where or to
    whom ("…, [je po seji odbora povedal X]").
    """
    first, start = over_adverbials(scene, cluster.first - 1) + 1, segment_start(scene, cluster.first)
    inverted = cluster.first == cue.first and cluster.last > cue.last and scene.grammar.free_order
    opens = (token.has_any(LEADING) for token in scene.tokens[start : cluster.first])
    verbs = (tells(scene, at) and not scene.tokens[at].has("skip") for at in range(start, first))
    adverbs = inverted and not any(opens) and not any(verbs)
    return start if adverbs and scene.unit.is_mark(start - 1, ",") else first


def _ends_clause(scene: Scene, cue: Cue, cluster: Range) -> bool:
    """Tell whether nothing that could be content follows: then the words said stand before the cue."""
    first = frame_start(scene, cue, cluster)
    opens = range(segment_start(scene, cluster.first), cluster.first)
    relates = scene.grammar.commas_by_rule and any(scene.tokens[at].has("relative") for at in opens)
    whispers = scene.tokens[cue.first].has("participle") and not scene.grammar.commas_by_rule
    if relates or whispers or counts_anew(scene, first - 1):
        return False  # "…, for which X calls", "X was quiet, at times nearly whispering"
    if first == 0 or not (scene.unit.is_mark(first - 1, ",") or is_dash(scene.unit, first - 1)):
        return False
    at, participle = behind_told(scene, cue, cluster), scene.tokens[cue.first].has("participle")
    if participle and at + 1 < len(scene.tokens) and scene.tokens[at].kind == "word":
        return False  # "published the figures, pointing to losses"
    dated = cluster != (cue.first, cue.last) and date_at(scene, at) in scene.dated
    if at < len(scene.tokens) and (dated or scene.tokens[at].has("source_end")):
        while (
            at < len(scene.tokens)
            and scene.tokens[at].kind == "word"
            and not scene.tokens[at].has("complement")
        ):
            at += 1
    if scene.unit.is_mark(at, ",") and at + 1 < len(scene.tokens) and _asks(scene, cue, cluster, at + 1):
        return False
    if scene.unit.is_mark(at, ":"):
        return False
    goes_on = at < len(scene.tokens) and scene.tokens[at].has("joins") and scene.is_verb(at + 1)
    return goes_on or at >= len(scene.tokens) or scene.tokens[at].kind == "mark"


def _asks(scene: Scene, cue: Cue, cluster: Range, at: int) -> bool:
    """Tell whether a word behind a comma opens the words said, and does not tell who has said them.

    What opens both kinds of clauses opens a relative one behind a verb and its subject.
    """
    token = scene.tokens[at]
    return token.has("complement") and not (token.has("relative") and cluster.last > cue.last)


def _with_lead(scene: Scene, quotation: int) -> Range:
    """Return words said that end in a quotation, with those before it that it only goes on from."""
    start = clause_start(scene, quotation)
    lead = scene.tokens[start:quotation]
    told = any(token.kind == "quote" or scene.is_verb(start + at) for at, token in enumerate(lead))
    whole = not lead or told or lead[-1].kind == "mark" or sum(t.kind == "word" for t in lead) < FEWEST_WORDS
    return Range(quotation if whole else start, quotation + 1)


def _around(scene: Scene, cue: Cue, cluster: Range) -> Range | None:
    """Return the clause into which cue and source are only put ("The road, she said, is open")."""
    at = cluster.last
    while at < len(scene.tokens) and scene.tokens[at].kind == "word":
        at += 1
    left = trimmed(scene, Range(clause_start(scene, cluster.first), cluster.first), 1)
    opened = left is not None and only_opens(scene, left)
    behind = cluster.last > cue.last and not (resumes(scene, at) or opened or _goes_on_behind(scene, at))
    describes = behind or (
        at + 1 < len(scene.tokens) and scene.tokens[at + 1].has_any(("relative", "participle"))
    )
    rest = content_end(scene, at + 1) if at + 1 < len(scene.tokens) else at
    if left is None or describes or not scene.unit.is_mark(at, ",") or rest - at <= FEWEST_WORDS:
        return None
    return trimmed(scene, Range(left.first, rest))


def _goes_on_behind(scene: Scene, at: int) -> bool:
    """Tell whether words said go on behind verb and subject, where these can stand together ("…, said X, …").

    They do unless something behind the comma describes the subject or opens a clause of the reporter's.
    """
    if not scene.grammar.free_order or at + 2 >= len(scene.tokens):
        return False
    behind = scene.tokens[at + 1]
    named = any(
        at < name.first <= at + APPOSITION and name.type == "PER" and name.base for name in scene.names
    )
    cue = scene.cue_from(at + 1)
    phrase = cue is not None and cue.first == at + 1 and cue.kind == "according"
    describing = ("relative",) if _ends_with_body(scene, at) else DESCRIBING
    described = any(token.has_any(describing) for token in scene.tokens[at + 1 : at + 3])
    frame = opens_frame(scene, at + 1)
    if behind.kind != "word" or behind.has_any(REPORTERS) or named or phrase or described or frame:
        return False
    described = (
        scene.grammar.articles_relate and main_verb(scene, Range(at + 1, next_mark(scene, at + 1))) is None
    )
    return not described and any(tells(scene, k) for k in range(at + 1, len(scene.tokens)))


def _ends_with_body(scene: Scene, at: int) -> bool:
    """Tell whether the name of a body ends at a token, which a role behind it does not describe."""
    return any(name.last == at and name.type == "ORG" for name in scene.names)


def _left_clause(scene: Scene, cue: Cue, cluster: Range) -> Range | None:
    first = frame_start(scene, cue, cluster)
    return trimmed(scene, Range(_before_list(scene, clause_start(scene, first), first), first))


def _before_list(scene: Scene, start: int, end: int) -> int:
    """Return where a clause begins that ends in a list behind a colon ("three ports: X, Y and Z, …")."""
    listed = scene.unit.is_mark(start - 1, ":") and not any(tells(scene, at) for at in range(start, end))
    before = clause_start(scene, start - 1) if listed else start
    return before if any(tells(scene, at) for at in range(before, start)) else start


def _right_clause(scene: Scene, cue: Cue, cluster: Range, direct: Sequence[int]) -> Range | None:
    complement = complement_of(scene, cue, cluster.last)
    if complement is not None and cue.kind == "say" and is_purpose(scene, cluster.last, complement):
        complement = None
    if complement is not None:
        start = fronted(scene, cue, cluster.last, complement)
    elif direct and bare(scene, cluster.last, direct[0]):
        return _from_quotation(scene, direct[0])
    else:
        start = _behind_relative(scene, cluster) or past_addressee(scene, cue, cluster.last)
        if cluster.last > cue.last:
            start = over_insertions(scene, Range(cue.last, cluster.last), start)
        if (praised := object_between(scene, cue, cluster)) is not None:
            return praised
        if not scene.tokens[cue.first].has("counts"):
            start = over_frame(scene, start)
        if start >= len(scene.tokens) or (scene.unit.is_mark(start, ",") and opens_frame(scene, start + 1)):
            return object_before(scene, cue, cluster)
        if _adds_subject(scene, cue, cluster):
            return None
        if _only_goes_on(scene, start):
            return None
    end = min(content_end(scene, start), _aside(scene, cue, start))
    counted = cluster != (cue.first, cue.last) and is_figure(scene, start)
    least = 1 if counted or (cue.kind == "deny" and is_object(scene, start)) else FEWEST_WORDS
    return trimmed(scene, Range(start, min(end, _main_clause(scene, cluster, start))), least)


def _only_goes_on(scene: Scene, at: int) -> bool:
    """Tell whether what follows a verb is but what its subject does next ("agreed, but left the hall")."""
    comma = scene.unit.is_mark(at, ",") and scene.grammar.articles_end
    at += comma
    joined = at + 1 < len(scene.tokens) and scene.tokens[at].has("joins")
    return joined and (scene.is_verb(at + 1) or (comma and tells(scene, at + 1)))


def _behind_relative(scene: Scene, cluster: Range) -> int | None:
    """Return where the verb begins whose subject is a pronoun before a cluster ("what X says may fail")."""
    resumed = cluster.first > 0 and scene.tokens[cluster.first - 1].has_any(("relative", "complement"))
    auxiliary = any(token.has("skip") for token in scene.tokens[cluster.last : cluster.last + 1])
    return cluster.last if resumed and auxiliary and not scene.grammar.commas_by_rule else None


def _aside(scene: Scene, cue: Cue, start: int) -> int:
    """Return where what the reporter tells begins behind an attitude or an infinitive, else the end."""
    opens = scene.tokens[start : start + 1]
    clause = any(token.has("complement") for token in opens)
    infinitive = any(token.has("infinitive") for token in opens)
    ends = (cue.kind not in REPORTED and not clause) or infinitive
    return clause_behind(scene, start) if ends and not scene.grammar.free_order else len(scene.tokens)


def _adds_subject(scene: Scene, cue: Cue, cluster: Range) -> bool:
    """Tell whether a comma behind verb and subject leads to another subject or a relative clause."""
    at = cluster.last
    behind = cluster.last > cue.last and scene.unit.is_mark(at, ",") and at + 1 < len(scene.tokens)
    if not behind or not scene.grammar.free_order:
        return False
    behind_subject = scene.tokens[at + 1].has_any(("joins", "relative"))
    return behind_subject or is_no_complement(scene, at + 1)


def _main_clause(scene: Scene, cluster: Range, start: int) -> int:
    """Return where the main clause begins if the cue stands in one before it ("When asked why, he left").

    It stands in the main clause itself behind what only leads in ("As a student, X said …").
    """
    opens = clause_start(scene, cluster.first)
    commas = [at for at in range(opens, cluster.first) if scene.unit.is_mark(at, ",")]
    led_in = commas == [cluster.first - 1] and cluster.first - opens > FEWEST_WORDS
    opening = range(opens, min(opens + 2, cluster.first))
    ends = [at for at in range(start + 1, len(scene.tokens)) if scene.unit.is_mark(at, ",")]
    if cluster.first == opens and scene.tokens[opens].has("addressed"):
        answers = (at for at in range(start + 1, len(scene.tokens)) if _answers(scene, at))
        return next(answers, len(scene.tokens))
    if led_in or not any(scene.tokens[at].has("subordinate") for at in opening):
        leads = cluster.first > opens and scene.tokens[cluster.first - 1].has("subordinate")
        ends = [at for at in ends if leads and _tells_who(scene, at + 1)]
    return next(iter(ends), len(scene.tokens))


def _answers(scene: Scene, at: int) -> bool:
    """Tell whether a comma leads to who answers what was asked ("Asked about the road, X said …")."""
    token, cue = scene.tokens[at], scene.cue_from(at + 1)
    comma = scene.unit.is_mark(at, ",") or (token.kind == "quote" and token.text == ",")
    if not comma or cue is None or not cue.is_verb or next_mark(scene, at + 1) < cue.first:
        return False
    opens = scene.tokens[at + 1]
    inside = opens.has_any(("relative", "complement", "subordinate", "participle", "boundary"))
    return at + 1 < cue.first <= at + 1 + SOURCE and not inside


def _tells_who(scene: Scene, first: int) -> bool:
    """Tell whether a clause opens with a person and a cue of his own ("After records showed …, X said …")."""
    cue = scene.cue_from(first)
    name = next((n for n in scene.names if n.first == first and n.type == "PER"), None)
    return cue is not None and cue.is_verb and name is not None and cue.first == name.last


def _from_quotation(scene: Scene, quotation: int) -> Range:
    """Return words said that open with a quotation, with what goes on behind it without a mark."""
    behind = quotation + 1
    if behind >= len(scene.tokens) or scene.tokens[behind].kind != "word" or scene.tokens[quotation].text:
        return Range(quotation, behind)
    return trimmed(scene, Range(quotation, content_end(scene, quotation))) or Range(quotation, behind)


def bare(scene: Scene, first: int, quotation: int, *, resumed: bool = False) -> bool:
    """Tell whether only an addressee or a time stands between a cue and its quotation.

    ``resumed`` tells that words in marks stand before the cue too, so that a dash leads back to them.
    """
    if quotation == first or (resumed and is_dash(scene.unit, quotation - 1)):
        return True
    if any(scene.tokens[at].has("complement") for at in range(first, quotation)):
        return False
    return scene.unit.is_mark(quotation - 1, ",:") and quotation - first <= 10
