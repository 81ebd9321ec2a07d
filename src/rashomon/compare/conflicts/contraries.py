"""Conflicts of yes and no beyond shared wording: one claim negates the word that answers the other's.

Where two claims speak of one thing, a word under a negation that is linked (``alignment``) to a word that
is not tells that one denies what the other says, in other words or another language.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence

from rashomon.compare.alignment import Link
from rashomon.compare.conflicts import scores
from rashomon.compare.conflicts.answers import STEM, TRANSLATED, answered, share_a_word, telling
from rashomon.compare.conflicts.dates import one_time, other_names
from rashomon.compare.conflicts.found import Found
from rashomon.compare.conflicts.objects import other_objects
from rashomon.compare.conflicts.polarity import affirms_openly, overtaken, unsaid
from rashomon.compare.conflicts.relatives import of_another
from rashomon.compare.ground import Ground, Rows
from rashomon.compare.negations import negated, says_no
from rashomon.compare.wording import Word
from rashomon.lang.attribution import cue_class
from rashomon.lang.claims import is_verb
from rashomon.lang.contrast import contrast
from rashomon.lang.morphology import is_verb as known_verb
from rashomon.lang.terms import has
from rashomon.model.phrase import Phrase

BOND, WORDED = 0.3, 0.38
"""Bond that two claims need, or their agreement word by word where they are of one language."""
ONE_WORD = 0.88
"""Cosine of two words of one base form."""
OTHER_WORD, LIKELY = 0.5, 0.37
"""The same where the two may be opposites, unless claims of two languages have this bond."""
TIED = 0.5
"""What the bond of two foreign claims of which one is answered, and the cosine of two words, come to."""
ONE_VERB, VERB, OTHER = 0.42, 0.5, 0.62
"""Agreement word by word of claims of one language: one verb, some verb or another word is negated."""
NAMED, NAME_ABROAD = 2, 0.42
"""Words that name a thing so fully that it is denied with them, and their cosine in two languages."""
WITHIN = 0.2
"""Cosine from which two claims of one article are held against each other."""
CLAUSES = 4
"""Claims before and behind one that may stand in its sentence."""
HELD = 40
"""Claims that hold a word which is still worth looking up."""


def contraries(ground: Ground) -> Iterator[Found]:
    """Yield pairs of claims of which one negates what answers the other's words."""
    heads = ground.negated
    negates = [bool(own) != ground.denied(row) for row, own in enumerate(heads)]
    for rows in sorted({*ground.bonds.counterparts, *_voices(ground), *_worded(ground, heads)}):
        if negates[rows[0]] == negates[rows[1]]:
            continue  # both negate something, in whatever words, or neither does
        likely = ground.comparable(*rows) and one_time(ground, rows) and _close(ground, rows)
        if likely and not other_names(ground, rows) and not _negated_beside(ground, rows, negates):
            turned = _turned(ground, rows)
            if turned and not _overtaken(ground, rows, turned):
                yield _found(ground, rows, turned)


def _negated_beside(ground: Ground, rows: Rows, negates: Sequence[bool]) -> bool:
    """Tell whether the sentence that seems to affirm negates the like in another claim.

    "No reason to panic, but every reason for care" is told in one claim or in two.
    """
    no, yes = rows if negates[rows[0]] else rows[::-1]
    article, sentence = ground.read[yes].article, ground.sentence(yes)
    beside = range(max(0, yes - CLAUSES), min(len(ground.read), yes + CLAUSES + 1))
    return any(
        negates[row]
        and ground.read[row].article == article
        and ground.sentence(row) == sentence
        and ground.bonds.near(no, row) >= ground.bonds.near(no, yes)
        for row in beside
        if row not in rows
    )


def _voices(ground: Ground) -> Iterator[Rows]:
    """Yield near claims of two voices of one article."""
    for i, j in ground.bonds.pairs(WITHIN):
        apart = ground.voice(i) != ground.voice(j) or ground.denied(i) != ground.denied(j)
        if ground.one_article(i, j) and apart:
            yield min(i, j), max(i, j)


def _worded(ground: Ground, heads: Sequence[frozenset[int]]) -> Iterator[Rows]:
    """Yield claims of two voices of one language: one negates a word that the other has beside another."""
    content = [passage.content() for passage in ground.read]
    holders: dict[tuple[str, str], list[int]] = defaultdict(list)
    for row, lemmas in enumerate(content):
        for lemma in lemmas:
            holders[ground.read[row].language, lemma].append(row)
    for i, own in enumerate(heads):
        words, language = ground.read[i].words, ground.read[i].language
        for known in (holders[language, words[at].lemma] for at in own):
            for j in known if len(known) <= HELD else ():
                if len(content[i] & content[j]) > 1 and ground.voice(i) != ground.voice(j):
                    yield min(i, j), max(i, j)


def _close(ground: Ground, rows: Rows) -> bool:
    same = ground.one_language(*rows)
    worded = ground.aligner.agreement(*rows) >= WORDED if same else answered(ground, rows)
    return (worded or ground.bonds.of(*rows) >= BOND) and not ground.elsewhere(*rows)


def _turned(ground: Ground, rows: Rows) -> Link | None:
    """Return the link between a negated word and one that is not; none if both sides negate one word."""
    i, j = rows
    if any(_vague(ground, row) for row in rows):
        return None
    heads = tuple(ground.negated[row] for row in rows)
    denied = [ground.denied(row) for row in rows]
    best = None
    for link in telling(ground, i, j):
        one, other = (link.a in heads[0]) != denied[0], (link.b in heads[1]) != denied[1]
        if one and other and link.a in heads[0] and link.b in heads[1]:
            return None
        if one != other and _tells(ground, rows, link) and not _also_negated(ground, rows, link, heads):
            best = max(best or link, link, key=lambda k: k.near)
    enough = best and len(list(telling(ground, i, j))) > 1 + (denied[0] != denied[1])
    return best if best and enough and not _reversed(ground, rows, best) else None


def _reversed(ground: Ground, rows: Rows, link: Link) -> bool:
    """Tell whether one side says no beside its linked word without a negation, and only one ("scarcely")."""
    sides = zip(rows, (link.a, link.b), strict=True)
    one, other = (says_no(ground.read[row], at) for row, at in sides)
    return one != other


def _tells(ground: Ground, rows: Rows, link: Link) -> bool:
    """Tell whether linked words are no names, numbers or dates, and what follows them is not of two kinds."""
    words = ground.read[rows[0]].words[link.a], ground.read[rows[1]].words[link.b]
    other_words = words[0].lemma != words[1].lemma
    if other_words and link.near < OTHER_WORD and not _likely(ground, rows, link):
        return False
    if other_words and _only_says(ground, rows, words):
        return False
    if other_words and _denies(ground, rows[0], link.a) == _denies(ground, rows[1], link.b):
        return False
    for row, at, other in zip(rows, (link.a, link.b), rows[::-1], strict=True):
        claim, span = ground.claims[row], ground.read[row].words[at].span
        if at in ground.names_at(row) or of_another(ground, row, at, other) or unsaid(ground, row, at):
            return False
        if any(p.span.overlap(span) for p in claim.quantities + claim.timexes):
            return False
    enough = _says_enough(ground, rows, words) or _thing_denied(ground, rows)
    return enough and not other_objects(ground, rows, link)


def _only_says(ground: Ground, rows: Rows, words: tuple[Word, Word]) -> bool:
    """Tell whether one of two words is the cue of a quote and tells no more than that something is said."""
    return any(
        cue_class(ground.read[row].language, word.form) == "say"
        and bool(ground.places(row).cues.overlapping(word.span))
        for row, word in zip(rows, words, strict=True)
    )


def _denies(ground: Ground, row: int, at: int) -> bool:
    """Tell whether a word says no: under a negation, or else by itself ("denied", "unpaid")."""
    passage = ground.read[row]
    form, prefixes = passage.words[at].form, contrast(passage.language).denying_prefix
    prefixed = any(form.startswith(prefix) and len(form) > len(prefix) + STEM for prefix in prefixes)
    if prefixed or cue_class(passage.language, form) == "deny":
        return not negated(passage, at)
    return at in ground.negated[row]


def _likely(ground: Ground, rows: Rows, link: Link) -> bool:
    """Tell whether two words of two languages that are not near answer each other, since the claims do."""
    if ground.one_language(*rows):
        return False
    if not share_a_word(ground, rows, link):
        return False
    if ground.bonds.of(*rows) >= LIKELY and link.near >= TRANSLATED:
        return True
    places = zip(rows, (link.a, link.b), strict=True)
    words = ((ground.read[row].language, ground.read[row].words[at].form) for row, at in places)
    nouns = any(known_verb(form, language) is False for language, form in words)
    return not nouns and answered(ground, rows) and ground.bonds.of(*rows) + link.near >= TIED


def _says_enough(ground: Ground, rows: Rows, words: tuple[Word, Word]) -> bool:
    """Tell whether the negated words carry the statement, in claims of one language that agree so far.

    A negated verb denies what a clause says, if another verb answers it; any other word ("no deal") may be
    denied of another thing. Of two languages one verb is enough: the other may tell the same by another
    part of speech.
    """
    languages = [ground.read[row].language for row in rows]
    verbs = [is_verb(code, word.form) for code, word in zip(languages, words, strict=True)]
    if languages[0] != languages[1]:
        return any(verbs)
    if words[0].lemma != words[1].lemma and any(verbs) != all(verbs):
        return False
    one_verb = all(verbs) and words[0].lemma == words[1].lemma
    least = ONE_VERB if one_verb else VERB if any(verbs) else OTHER
    return ground.aligner.agreement(*rows) >= least


def _thing_denied(ground: Ground, rows: Rows) -> bool:
    """Tell whether one claim denies a thing in two words by which the other names it ("rubber bullets").

    In another language they are linked, and the claims are each other's nearest.
    """
    passages = [ground.read[row] for row in rows]
    heads = [ground.negated[row] for row in rows]
    a, b = (p.words for p in passages)
    links = [k for k in ground.aligner.links(*rows) if a[k.a].content and b[k.b].content]
    if ground.one_language(*rows):
        named = [k for k in links if a[k.a].lemma == b[k.b].lemma]
    else:
        named = [k for k in links if k.near >= NAME_ABROAD] if ground.bonds.mutual(*rows) else []
    verbs = any(is_verb(passages[0].language, a[k.a].form) for k in named)
    return not verbs and sum((k.a in heads[0]) != (k.b in heads[1]) for k in named) >= NAMED


def _vague(ground: Ground, row: int) -> bool:
    """Tell whether a claim leaves open what it negates ("not only", "whether")."""
    passage = ground.read[row]
    if ground.denied(row):
        return False
    return has(contrast(passage.language).hardly, passage.text) or not affirms_openly(ground, row)


def _also_negated(ground: Ground, rows: Rows, link: Link, heads: tuple[frozenset[int], ...]) -> bool:
    """Tell whether the side that seems to affirm stands under a negation, too, a few words before."""
    sides = ((rows[0], link.a, heads[0]), (rows[1], link.b, heads[1]))
    free = [(row, at) for row, at, own in sides if at not in own]
    return any(negated(ground.read[row], at) for row, at in free)


def _overtaken(ground: Ground, rows: Rows, link: Link) -> bool:
    i, j = rows
    negates = link.a in ground.negated[i]
    return overtaken(ground, i, j) if negates else overtaken(ground, j, i)


def _found(ground: Ground, rows: Rows, link: Link) -> Found:
    i, j = rows
    words = ground.read[i].words[link.a], ground.read[j].words[link.b]
    texts = [ground.cited(row, word.span) for row, word in zip(rows, words, strict=True)]
    why = Phrase(key="differ_negated", words=tuple(texts))
    score = scores.CONTRARY.of(
        ground.bonds.of(i, j), one_word=link.near >= ONE_WORD, two_voices=ground.voice(i) != ground.voice(j)
    )
    return Found(kind="negation", rows=rows, score=score, why=why, about=words[0].lemma)
