"""Whether a sentence is a statement, and whether it can be understood without its neighbours."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice, pairwise

from rashomon.brief.trim import TOKEN, balanced, words
from rashomon.lang import terms
from rashomon.lang.attribution import CUE_CLASSES, attribution, is_cue, lexicon, word_labels
from rashomon.lang.brief import BriefWords, brief_words
from rashomon.lang.claims import claim_words
from rashomon.lang.pack import primary
from rashomon.model.annotation import Analysis, LocalEntity, Mention, Speaker, Timex
from rashomon.model.text import Span

SHORTEST, LONGEST = 4, 70
"""Bounds of a sentence, in words."""
OPENING_WORDS = 8
"""A pronoun so many words into a sentence has most likely its antecedent there."""
PARTED = re.compile(r"[,،，:;–—]")
FIRST_WORDS, DATED = 3, 4
"""Words before one that points outside, and characters beside the date to which it belongs."""
PHRASE = re.compile(r"[,،，]\s+")
MARKS = "“”„«»‘’\"' "
HYPHENS = ("-", "‐", "‑")
NOT_ASSERTED = ("?", "!", ":", ";", "…", "...", "[", "？", "！", "؟")
"""What a text ends with, closing brackets aside, that asks, orders, announces, lists or was cut ("[…]")."""
DENIES = "deny"
SPEAKS = frozenset({"role", "leader", "leader_role", "collective", "document", "resumed", "plural"})
"""Lists of words that say who speaks, if no name does."""

Named = tuple[LocalEntity, Mention]


@dataclass(frozen=True, slots=True, kw_only=True)
class Trimmed:
    """A sentence as a brief would tell it: ``text`` is the end of ``span``, trimmed at its beginning."""

    text: str
    code: str
    span: Span
    names: tuple[Named, ...] = ()
    timexes: tuple[Timex, ...] = ()

    @property
    def language(self) -> BriefWords:
        """What a brief has to know of the sentence's language."""
        return brief_words(self.code)

    @property
    def bare(self) -> str:
        """The text without the marks around it."""
        return self.text.strip(MARKS)

    def names_who(self, before: int) -> bool:
        """Tell whether a person or body is named before a place of the article."""
        return any(e.type in {"PER", "ORG"} and m.span.start < before for e, m in self.names)


def assertive(text: str, language: BriefWords) -> bool:
    """Tell whether a text reads as a statement to the reader, not a question, an order or a service line."""
    bare = text.strip(MARKS)
    if not SHORTEST <= len(words(bare)) <= LONGEST or not balanced(text) or not _has_predicate(bare):
        return False
    if bare.rstrip(")] ").endswith(NOT_ASSERTED) or not bare[:1].isalnum() or not _ends(text):
        return False
    if terms.compiled(language.instructions).match(bare):
        return False
    return not terms.has(language.service, bare)


def stands(text: str, span: Span, analysis: Analysis) -> bool:
    """Tell whether a trimmed clause (from ``span``) is a statement that needs nothing around it."""
    language, bare = brief_words(analysis.language), text.strip(MARKS)
    if not SHORTEST < len(words(bare)) <= LONGEST or not balanced(text) or not _has_predicate(bare):
        return False
    known = claim_words(analysis.language)
    # A clause that opens with its verb has lost its subject, but where the language may leave it out.
    verbs = () if attribution(analysis.language).subject_drops else known.verbs
    leans = (*known.pronouns, *verbs, *language.instructions, *known.complementizers)
    if not bare[:1].isalnum() or terms.compiled(leans).match(bare) or terms.has(language.service, bare):
        return False
    told = Trimmed(
        text=text,
        code=analysis.language,
        span=span,
        names=tuple((e, m) for e in analysis.entities for m in e.mentions if span.contains(m.span)),
        timexes=tuple(t for t in analysis.timexes if span.contains(t.span)),
    )
    return not dependent(told)


def _has_predicate(bare: str) -> bool:
    """Tell whether there are words that are neither names nor numbers (a dateline has none)."""
    return len([w for w in map(str, TOKEN.findall(bare)) if w.isalpha() and w == w.lower()]) >= 2


def _ends(text: str) -> bool:
    """Tell whether a text closes as sentences do, in whatever script; a headline mostly does not.

    Nor does one that ends with a name in quotation marks: these close a sentence only behind its stop.
    """
    return unicodedata.category((text.rstrip(MARKS) or text)[-1]).startswith("P")


def points_outside(text: str, language: BriefWords) -> bool:
    """Tell whether a sentence opens with a word for something named before it."""
    bare = text.strip(MARKS)
    found = terms.compiled(language.anaphora).match(bare)
    return found is not None and bare[found.end() : found.end() + 1] not in HYPHENS  # "the two-day strike"


def _points_later(text: str, language: BriefWords, dates: Sequence[int]) -> bool:
    """Tell whether the subject behind an opening word or phrase points outside.

    So does "After the talks, this issue …" and "Now these assets …", but no date ("Now this week …"):
    ``dates`` are the places where they begin, up to the mark that a quotation was given.
    """
    ends = [m.end() for m in PHRASE.finditer(text) if len(words(text[: m.end()])) <= OPENING_WORDS]
    ends += [m.end() for m in islice(re.finditer(r"\s+", text), 1)]
    found = (terms.compiled(language.demonstratives).match(text, end) for end in ends)
    return any(m and all(abs(m.start() - date) > 1 for date in dates) for m in found)


def _points_soon(text: str, language: BriefWords, dates: Sequence[int], known: Sequence[int]) -> bool:
    """Tell whether one of the first words points outside ("Behind such a decision, …", "Of this office …").

    Behind a name it points at that, behind a mark it may belong to an insertion.
    """
    for found in terms.compiled(language.demonstratives).finditer(text):
        lead = text[: found.start()]
        named = any(word[0].isupper() for word in lead.strip(MARKS).split()[1:])  # "Orm Water to projekt …"
        if len(words(lead)) > FIRST_WORDS or PARTED.search(lead) or named:
            return False
        dated = any(-DATED <= found.start() - date <= DATED for date in dates)
        if not dated and all(at > found.start() for at in known):
            return True
    return False


def _turns(text: str, language: BriefWords) -> bool:
    """Tell whether a sentence is set against the one before it behind its first words ("Holm, though, …")."""
    parts = [(m.end(), len(words(text[: m.end()]))) for m in PHRASE.finditer(text)]
    ties = (terms.compiled(language.discourse).match(text, at) for at, n in parts if n <= OPENING_WORDS)
    return any(tie and text[tie.end() : tie.end() + 1] == "," for tie in ties)


def dependent(told: Trimmed) -> bool:
    """Tell whether a sentence needs the one before it to be understood.

    An opening that is a date points at no sentence ("this week"); a pronoun behind a name is harmless.
    """
    text, span, language, bare = told.text, told.span, told.language, told.bare
    opens_with_date = any(t.span.start - span.start < len(MARKS) for t in told.timexes)
    dates = [t.span.start - span.end + len(text) for t in told.timexes]
    known = [m.span.start - span.end + len(text) for e, m in told.names if e.type in {"PER", "ORG"}]
    if (
        (points_outside(text, language) and not opens_with_date)
        or _points_later(text, language, dates)
        or _points_soon(text, language, dates, known)
        or _turns(text, language)
    ):
        return True
    pronoun = terms.compiled(language.pronouns).search(bare)
    if pronoun is None or len(words(bare[: pronoun.start()])) >= OPENING_WORDS:
        return False
    return not told.names_who(before=span.end - len(bare) + pronoun.start())


def subordinate(text: str, code: str) -> bool:
    """Tell whether a text opens as a clause does that a verb before it asks for ("that the bridge …")."""
    return terms.compiled(claim_words(code).complementizers).match(text.strip(MARKS)) is not None


def resumes(text: str, code: str) -> bool:
    """Tell whether a text goes on with a noun of the sentence before ("The last of which …")."""
    clause = PARTED.split(text.strip(MARKS), maxsplit=1)[0]
    opening = [word_labels(code, word) for word in words(clause)[: FIRST_WORDS + 1]]
    return any("preposition" in a and "relative" in b for a, b in pairwise(opening))


def subjectless(told: Trimmed) -> bool:
    """Tell whether a sentence opens by saying that someone spoke, and not who ("Dodał, że …", "Как отметил").

    Only where the language may leave the subject out: who it is then stands in an earlier sentence.
    """
    code, frame = told.code, PHRASE.split(told.bare, maxsplit=1)[0]
    spoken = words(frame)
    spoken = spoken[1:] if spoken and "as_words" in word_labels(code, spoken[0]) else spoken
    if not spoken or not attribution(code).subject_drops or not _says(spoken, code):
        return False
    who = told.names_who(before=told.span.end - len(told.bare) + len(frame))
    return not who and all(SPEAKS.isdisjoint(word_labels(code, word)) for word in spoken)


def _says(spoken: Sequence[str], code: str) -> bool:
    """Tell whether words open with a verb of speech, or with a phrase that is one ("pointed out")."""
    phrase = lexicon(primary(code)).phrase(spoken, 0)
    return is_cue(code, spoken[0]) or (phrase is not None and phrase[1] in CUE_CLASSES)


def answers(told: Trimmed) -> bool:
    """Tell whether a sentence only denies what somebody was accused of before it.

    "Holm denied the allegations on Monday" does, "Holm denied allegations of fraud" tells of what.
    """
    text, before = told.text, told.span.end - len(told.text)
    if not any(DENIES in word_labels(told.code, word) for word in words(text)):
        return False
    dates = [range(t.span.start - before, t.span.end - before) for t in told.timexes]
    for found in terms.compiled(told.language.accusations).finditer(text):
        behind = [w for w in TOKEN.finditer(text, found.end()) if w[0].isalnum()]
        free = (w[0].casefold() for w in behind if not any(w.start() in date for date in dates))
        if all(word_labels(told.code, word) & {DENIES, "preposition"} for word in free):
            return True
    return False


def adds(told: Trimmed) -> bool:
    """Tell whether a sentence adds to what was said before of someone it does not name ("The envoy also …").

    Where the order of words is free, who does it may as well be named behind.
    """
    language, bare = told.language, told.bare
    found = terms.compiled(language.additive).search(bare)
    before = words(bare[: found.start()]) if found else []
    if found is None or len(before) >= OPENING_WORDS:
        return False
    if before and terms.compiled(language.conjunctions).fullmatch(before[-1]):
        return False  # "the mayor and also the council"
    free = attribution(told.code).free_order
    end = told.span.end if free else told.span.end - len(bare) + found.start()
    return not any(m.span.start < end for _, m in told.names)


def conditional(text: str, code: str) -> bool:
    """Tell whether a text opens with a condition, in its first word or behind it ("even if …")."""
    opens = (0, len(text) - len(text.partition(" ")[2]))
    return any(terms.compiled(claim_words(code).conditions).match(text, at) for at in opens)


def opens_with_speaker(told: Trimmed, voice: Speaker | None) -> bool:
    """Tell whether the pronoun that opens a sentence is its speaker, whose name the brief gives beside it.

    Any other pronoun in it could be someone else.
    """
    if voice is None or voice.entity is None or voice.span is None:
        return False
    pronouns = told.language.pronouns
    opening = terms.compiled(pronouns).match(told.bare)
    if opening is None or opening.end() != len(voice.span):
        return False
    others = terms.find(pronouns, told.bare[opening.end() :])
    alone = all(m.group().casefold() == opening.group().casefold() for m in others)
    return alone and told.span.start <= voice.span.start < told.span.start + len(MARKS)
