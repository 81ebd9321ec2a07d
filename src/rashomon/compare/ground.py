"""What conflicts, figures and utterances are looked for in: a story's claims and what is read of them."""

from collections.abc import Mapping, Sequence
from datetime import date
from functools import cached_property

from rashomon.compare.alignment import Aligner
from rashomon.compare.bonds import Bonds
from rashomon.compare.namespots import Name, name_spots, one_name
from rashomon.compare.negations import negated_words
from rashomon.compare.places import Places
from rashomon.compare.texts import Texts
from rashomon.compare.topics import Side, sides
from rashomon.compare.wording import READ
from rashomon.lang.attribution import cue_class
from rashomon.lang.claims import has_any
from rashomon.model.annotation import Analysis
from rashomon.model.comparison import ClaimGroup, ClaimMember, Entity
from rashomon.model.text import Span

CONTEXT = 3
"""Sentences within which one voice goes on with one thought."""

Rows = tuple[int, int]
"""Two claims of a story, by their rows in the ground."""


class Ground:
    """All claims of a story, one row each, with their words, names (``Entity.id``) and ``bonds``.

    ``home`` maps an article's id and its local entity's to the ``Entity.id``, ``weight`` a base form to what
    it tells.
    """

    def __init__(self, texts: Texts, entities: Sequence[Entity]) -> None:
        self.texts, self.story = texts, texts.story
        self.read, self.claims, self.weight = texts.passages, texts.claims, texts.weight
        self.home: Mapping[tuple[str, str], str] = {
            member: entity.id for entity in entities for member in entity.members
        }
        self.aligner = Aligner(story=texts.story, read=texts.passages, weight=texts.weight)
        self.bonds = Bonds(texts, self.aligner)
        self._places = tuple(Places(analysis) for analysis in texts.story.analyses)
        self._spots: dict[int, dict[int, Name]] = {}

    def row(self, member: ClaimMember) -> int:
        """Return the row of a claim that stands in a group."""
        return self._rows[member.reference.article, member.claim]

    def rows_of(self, group: ClaimGroup) -> list[int]:
        """Return the rows of a group's claims, in the order of its members."""
        return [self.row(member) for member in group.members]

    @cached_property
    def _rows(self) -> dict[tuple[str, str], int]:
        """The row of each claim by its article and its ``Claim.id``."""
        pairs = zip(self.read, self.claims, strict=True)
        return {(p.reference.article, c.id): row for row, (p, c) in enumerate(pairs)}

    def analysis(self, row: int) -> Analysis:
        """Return what was read in the article that makes a claim."""
        return self.story.analyses[self.read[row].article]

    def places(self, row: int) -> Places:
        """Return what stands where in the article that makes a claim."""
        return self._places[self.read[row].article]

    def in_headline(self, row: int) -> bool:
        """Tell whether a claim stands in its article's headline."""
        headline = self.analysis(row).structure.headline
        return headline is not None and headline.overlap(self.read[row].reference.span) > 0

    def one_article(self, i: int, j: int) -> bool:
        """Tell whether one article makes both claims."""
        return self.read[i].article == self.read[j].article

    def one_language(self, i: int, j: int) -> bool:
        """Tell whether two claims are in one language."""
        return self.read[i].language == self.read[j].language

    def shared(self, i: int, j: int) -> float:
        """Return the weight of the words two claims have in common."""
        return sum(self.weight[w] for w in self.read[i].content() & self.read[j].content())

    def cited(self, row: int, span: Span) -> str:
        """Return words of a claim's article."""
        return self.analysis(row).text_of(span)

    def sentence(self, row: int) -> Span:
        """Return the span of the sentence that a claim stands in."""
        return self.analysis(row).sentences[self.claims[row].sentence].span

    def sentence_text(self, row: int) -> str:
        """Return the beginning of the sentence that a claim stands in: ``READ`` characters."""
        return self.cited(row, self.sentence(row))[:READ]

    @cached_property
    def sentence_values(self) -> tuple[frozenset[float], ...]:
        """The numbers of the sentence that each claim stands in."""
        rows = range(len(self.read))
        held = (self.places(row).quantities.within(self.sentence(row)) for row in rows)
        return tuple(frozenset(quantity.value for quantity in quantities) for quantities in held)

    @cached_property
    def negated(self) -> tuple[frozenset[int], ...]:
        """The places of the words that the negations of each claim turn."""
        return tuple(map(negated_words, self.read))

    @cached_property
    def sides(self) -> tuple[Mapping[str, Side], ...]:
        """The sides of topics that each claim takes."""
        return tuple(sides(passage, at) for passage, at in zip(self.read, self.negated, strict=True))

    @cached_property
    def named(self) -> tuple[frozenset[str], ...]:
        """Who and what is named in each claim, of what other articles may name, too (``Entity.id``)."""
        result = []
        for row, passage in enumerate(self.read):
            local = (entity for entity, _ in self.places(row).named(passage.reference.span))
            known = (self.home.get((passage.reference.article, entity.id)) for entity in local)
            result.append(frozenset(entity for entity in known if entity is not None))
        return tuple(result)

    def names_at(self, row: int) -> dict[int, Name]:
        """Map the places of a claim's words to the names that they belong to."""
        if row not in self._spots:
            passage = self.read[row]
            inside = self.places(row).named(passage.reference.span)
            known = [(m, self.home.get((passage.reference.article, e.id), "")) for e, m in inside]
            self._spots[row] = name_spots(self.analysis(row), passage, known)
        return self._spots[row]

    def linked(self, rows: Rows, a: Span, b: Span) -> bool:
        """Tell whether a word inside one span is linked to a word inside the other."""
        words = [self.read[row].words for row in rows]
        return any(
            a.contains(words[0][k.a].span) and b.contains(words[1][k.b].span)
            for k in self.aligner.links(*rows)
        )

    def comparable(self, i: int, j: int) -> bool:
        """Tell whether two claims may speak against each other: told alike, by two voices or far apart."""
        a, b = self.claims[i], self.claims[j]
        if not self.told(i) or not self.told(j) or (a.modality == "planned") != (b.modality == "planned"):
            return False
        beside = self.one_article(i, j) and abs(a.sentence - b.sentence) <= CONTEXT
        return not beside or self.voice(i) != self.voice(j) or self.denied(i) != self.denied(j)

    def elsewhere(self, i: int, j: int) -> bool:
        """Tell whether two claims name places and none in common: then they may tell of two things.

        A name in common may be known for a place's on one side only.
        """
        a, b = (list(self.names_at(row).values()) for row in (i, j))
        here, there = ([n for n in named if n.type == "LOC"] for named in (a, b))
        common = (one_name(x, y) for places, named in ((here, b), (there, a)) for x in places for y in named)
        return bool(here and there) and not any(common)

    def days_between(self, i: int, j: int) -> int | None:
        """Return how many days after claim i claim j was published, None where that is not known."""
        days = [self.analysis(r).structure.published.value or "" for r in (i, j)]
        if any(len(day) < len("2000-01-01") for day in days):
            return None
        first, second = (date.fromisoformat(day[:10]) for day in days)
        return (second - first).days

    def voice(self, row: int) -> str:
        """Return who makes a claim, "" for the outlet itself."""
        who = self.claims[row].claimant
        return (who.entity or who.name.casefold()) if who else ""

    def told(self, row: int) -> bool:
        """Tell whether a claim says that something is so; a doubtful source does not make it a guess."""
        return self._told[row]

    @cached_property
    def _told(self) -> tuple[bool, ...]:
        return tuple(map(self._is_told, range(len(self.read))))

    def _is_told(self, row: int) -> bool:
        claim, passage = self.claims[row], self.read[row]
        guessed = claim.modality == "hedged" and has_any("hedges", passage.text, passage.language)
        return claim.modality != "conditional" and not guessed

    def quoted(self, row: int) -> bool:
        """Tell whether a claim holds words in quotation marks: these are said, whatever the verb denies."""
        quotes = self.places(row).quotes.overlapping(self.read[row].reference.span)
        return any(quote.kind == "direct" for quote in quotes)

    def denied(self, row: int) -> bool:
        """Tell whether a claim is what someone denies, in the outlet's words and without the denial.

        What someone "rejected claims of" is doubted by a word and denied by the one around it.
        """
        return self._denied[row]

    @cached_property
    def _denied(self) -> tuple[bool, ...]:
        return tuple(map(self._is_denied, range(len(self.read))))

    def _is_denied(self, row: int) -> bool:
        stance, span = self.claims[row].stance, self.read[row].reference.span
        places, analysis = self.places(row), self.analysis(row)
        if stance not in {"denies", "hedges"} or self.quoted(row) or places.cues.overlapping(span):
            return False
        around = [q.cue for q in places.quotes.overlapping(span) if q.cue and q.span.contains(span)]
        words = (analysis.text_of(cue) for cue in around)
        return stance == "denies" or any(cue_class(analysis.language, word) == "deny" for word in words)
