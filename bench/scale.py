"""How the cost of comparing grows with a story: invented coverage of 10 to 1000 articles, phase by phase.

Every article has 25 sentences: facts that many tell, in other words or another language; passages that
several copy; and what it has for itself. What is read of single articles is not counted. Processor time,
which other work on the machine hardly changes; the peak is of the process at the end of each size.
"""

import math
import resource
import time
import tomllib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from random import Random
from typing import ParamSpec, TypeVar

from bench.cost import MEGABYTE
from rashomon.brief.compose import compose
from rashomon.brief.verify import gate
from rashomon.compare.claims import group_claims, with_conflicts
from rashomon.compare.conflicts.find import find_conflicts
from rashomon.compare.echoes.find import find_echoes
from rashomon.compare.entities import link_entities
from rashomon.compare.figures import find_figures
from rashomon.compare.framing import find_framing
from rashomon.compare.ground import Ground
from rashomon.compare.texts import Texts
from rashomon.compare.timeline import find_timeline
from rashomon.compare.utterances import find_utterances
from rashomon.encoders.tiny import TinyEncoder
from rashomon.engine import Report, analyze, document, gather, render
from rashomon.model.annotation import Analysis
from rashomon.model.article import Article, Source
from rashomon.model.comparison import Comparison
from rashomon.model.text import Text

SIZES = (10, 30, 100, 300, 1000)
SENTENCES = 25
LANGUAGES = ("en", "en", "de", "es")
"""Languages of the articles in turn."""
SHARED, COPIED, SPOKEN = 0.35, 0.25, 0.1
"""Shares of an article's sentences: facts that others tell, copied sentences, and things said."""
SYLLABLES = ("bar", "del", "fen", "gor", "hal", "kem", "lor", "mar", "nev", "ros", "sul", "tam", "ver", "wic")
Parameters = ParamSpec("Parameters")
Found = TypeVar("Found")
Words = Mapping[str, Sequence[str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """One thing that happened, told alike in every language; the numbers are places in the word lists."""

    subject: int
    action: int
    object: int
    tail: int
    number: int
    place: str
    name: str


class Newsroom:
    """Invents the coverage of one event, the same for the same seed."""

    def __init__(self, size: int, seed: int = 0) -> None:
        self._random = Random(seed)  # noqa: S311 - invented news, no secret
        self._words: Mapping[str, Words] = tomllib.loads(
            Path(__file__).with_suffix(".toml").read_text("utf-8")
        )
        # A larger story has more to tell, but far from as much more as it has articles.
        self._facts = [self._fact() for _ in range(30 + 4 * math.isqrt(size))]
        self._wire = {code: [self._told(f, code) for f in self._facts] for code in self._words}

    def articles(self, count: int) -> Iterator[Article]:
        """Yield so many articles, each with its own source."""
        for at in range(count):
            language = LANGUAGES[at % len(LANGUAGES)]
            text = "\n\n".join(self._paragraphs([self._sentence(language) for _ in range(SENTENCES)]))
            yield Article(
                id=f"a{at}",
                locator=f"a{at}",
                source=Source(id=f"s{at}", name=f"Outlet {at}"),
                text=Text(text),
                language=language,
                published=f"2024-05-{14 + at % 5}",
            )

    def _paragraphs(self, sentences: Sequence[str]) -> Iterator[str]:
        for start in range(0, len(sentences), 3):
            yield " ".join(sentences[start : start + 3])

    def _sentence(self, language: str) -> str:
        kind = self._random.random()
        known = int(len(self._facts) * self._random.random() ** 2)  # some things are told by nearly all
        if kind < SHARED:
            return self._told(self._facts[known], language)
        if kind < SHARED + COPIED:
            return self._wire[language][known]
        if kind < SHARED + COPIED + SPOKEN:
            return self._told(self._facts[known], language, "spoken")
        return self._own(language)

    def _own(self, language: str) -> str:
        """Return a sentence that nobody else has, of things that nobody else speaks of."""
        pieces = self._random.choice(self._words[language]["own"]).split("{word}")
        told = pieces[0]
        for piece in pieces[1:]:
            told += self._name().lower() + piece
        named = f"{self._name()} {self._name()}"
        return told.format(number=self._random.randrange(13, 900), place=self._name(), name=named)

    def _fact(self) -> Fact:
        subject, action, thing, tail = (self._random.randrange(12) for _ in range(4))
        return Fact(
            subject=subject,
            action=action,
            object=thing,
            tail=tail,
            number=self._random.randrange(13, 900),
            place=self._name(),
            name=f"{self._name()} {self._name()}",
        )

    def _name(self) -> str:
        return "".join(self._random.choice(SYLLABLES) for _ in range(3)).capitalize()

    def _told(self, fact: Fact, language: str, kind: str = "frame") -> str:
        words = self._words[language]
        filled = {"number": str(fact.number), "place": fact.place, "name": fact.name}
        for part in ("subject", "action", "object", "tail"):
            text = words[part][getattr(fact, part)].format(**filled)
            filled |= {part: text, part.capitalize(): text[0].upper() + text[1:]}
        return self._random.choice(words[kind]).format(**filled)


class Watch:
    """Adds up processor time by phase."""

    def __init__(self) -> None:
        self.spent: dict[str, float] = {}

    def of(
        self,
        phase: str,
        work: Callable[Parameters, Found],
        *given: Parameters.args,
        **named: Parameters.kwargs,
    ) -> Found:
        """Do the work and count its time to the phase."""
        began = time.process_time()
        result = work(*given, **named)
        self.spent[phase] = self.spent.get(phase, 0.0) + time.process_time() - began
        return result


def measured(analyses: Sequence[Analysis], encoder: str) -> dict[str, float]:
    """Compare one story and write it in every form; return seconds by phase and megabytes of the results."""
    watch = Watch()
    story = gather(analyses)
    texts = Texts(story)
    entities = watch.of("entities", link_entities, story)
    echoes = watch.of("echoes", find_echoes, texts)
    groups = watch.of("claims", group_claims, texts, entities, echoes)
    ground = watch.of("conflicts", Ground, texts, entities)
    conflicts = watch.of("conflicts", find_conflicts, ground, groups)
    compared = Comparison(
        entities=entities,
        echoes=echoes,
        conflicts=conflicts,
        claims=with_conflicts(groups, conflicts),
        figures=watch.of("figures", find_figures, ground, groups),
        utterances=watch.of("quotes", find_utterances, ground, groups, entities),
        timeline=watch.of("timeline", find_timeline, story),
        framing=watch.of("framing", find_framing, story, entities),
    )
    brief = gate(watch.of("compose", compose, story, compared, "en"), story)
    told = Report(story=story, comparison=compared, brief=brief, encoder=encoder)
    written = watch.of("export", document, told)
    json, html = watch.of("JSON", render, written, "json"), watch.of("HTML", render, written, "html")
    total = {"all": sum(watch.spent.values())}
    sizes = {"JSON MB": len(json) / 1e6, "HTML MB": len(html.encode()) / 1e6}
    return (
        watch.spent
        | total
        | {"peak MB": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / MEGABYTE}
        | sizes
    )


def run(sizes: Sequence[int] = SIZES) -> None:
    """Print the cost of every size and by which power of the size it grows from one to the next."""
    encoder = TinyEncoder()
    coverage = analyze(list(Newsroom(max(sizes)).articles(max(sizes))), encoder)
    found = {size: measured(coverage[:size], encoder.name) for size in sizes}
    print("\n".join(table(found)))


def table(found: Mapping[int, Mapping[str, float]]) -> Iterator[str]:
    """Yield the figures of each size as Markdown, with the growth between neighbouring sizes."""
    sizes = list(found)
    steps = [f"{a} → {b}" for a, b in pairwise(sizes)]
    yield f"| seconds | {' | '.join(map(str, sizes))} | power, {' | '.join(steps)} |"
    yield f"| --- {'| ---: ' * (len(sizes) + len(steps))}|"
    for phase in found[sizes[0]]:
        cells = [f"{found[size][phase]:.2f}" for size in sizes]
        cells += [f"{power((a, found[a][phase]), (b, found[b][phase])):.2f}" for a, b in pairwise(sizes)]
        yield f"| {phase} | {' | '.join(cells)} |"


def power(less: tuple[int, float], more: tuple[int, float]) -> float:
    """Return the exponent by which the second figure of two points grows with the first."""
    return math.log(max(more[1], 1e-3) / max(less[1], 1e-3)) / math.log(more[0] / less[0])
