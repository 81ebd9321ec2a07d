"""Know people, organisations and places again over all articles, by the rules by which a story links them.

The rules are those of ``compare/entities.py``, on the safe side of an archive without end: a person's full
name joins the one known person whom it fits; a surname alone is read as a person of the same story, if it
fits just one; organisations and places need the same words or the same territory. Abbreviations and parts
of names are not followed over stories.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from rashomon.analyze.rulings import rule
from rashomon.archive.ruling import standing
from rashomon.lang import bodies, names
from rashomon.lang.names import Word
from rashomon.model.annotation import Analysis, LocalEntity
from rashomon.model.archive import Stored
from rashomon.model.glance import EntityRecord, Mentioned, Name, NamedType, Saying
from rashomon.model.ruling import Placed
from rashomon.store.contract.archive import Archive, Reader, Writer

BATCH = 64
"""Articles whose names are kept in one transaction."""
MOST = 60
"""Entities of one article that are kept, those named most often."""
KINDS: Mapping[str, NamedType] = {"PER": "PER", "ORG": "ORG", "LOC": "LOC"}

Words = tuple[Word, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Local:
    """An article's entity ready for comparing; ``code`` is the territory or body that its name means."""

    entity: LocalEntity
    kind: NamedType
    words: Words
    code: str | None

    @property
    def keys(self) -> frozenset[str]:
        """Keys of which two entities share one if they can be the same."""
        if self.code:
            return frozenset({f"code {self.code}"})
        person = self.kind == "PER"
        telling = self.words[-1:] if person else self.words[:1]
        return frozenset(f"{'PER' if person else 'thing'} {key}" for key in names.keys(telling))


@dataclass(slots=True, kw_only=True)
class Naming:
    """Keeps whom articles name, for those that ``version`` has read and whose names are not kept yet."""

    archive: Archive
    version: str

    def run(self) -> Iterator[int]:
        """Name until nothing is left and yield how many articles; the caller holds ``archive.working()``."""
        while read := self._next():
            with self.archive.writing() as writer:
                linker = Linker(writer=writer)
                found = {stored.article.id: linker.link(stored, analysis) for stored, analysis in read}
                writer.keep_names(found, self.version)
            yield len(read)

    def _next(self) -> list[tuple[Stored, Analysis]]:
        with self.archive.reading() as reader:
            # Earlier articles first: they were there when a later one wrote a surname alone.
            found = reader.unnamed(self.version, BATCH)[::-1]
            ruled = _rulings(reader, found)
            read = ((stored, reader.analysis(stored.article.id, self.version)) for stored in found)
            return [(stored, rule(analysis, ruled)[0]) for stored, analysis in read if analysis]


@dataclass(slots=True, kw_only=True)
class Linker:
    """Finds or makes the archive's entities of articles; what one article brings, the next one finds."""

    writer: Writer
    _people: dict[str, dict[str, EntityRecord]] = field(default_factory=dict)
    _sharing: dict[str, list[EntityRecord]] = field(default_factory=dict)

    def link(self, stored: Stored, analysis: Analysis) -> tuple[Mentioned, ...]:
        """Return whom an article names, no two of one entity."""
        found: dict[str, Mentioned] = {}
        # Full names first: what a surname means is known only then.
        locals_ = sorted(_locals(analysis), key=lambda x: -len(x.words))
        self._look_up(key for local in locals_ for key in local.keys)
        for local in locals_:
            entity = self._known(local, stored.story) or self._new(local, analysis.language)
            one = _mentioned(entity.id, local.entity, analysis)
            before = found.get(entity.id)
            found[entity.id] = _joined(before, one) if before else one
            if local.kind == "PER" and stored.story:
                self._people_of(stored.story)[entity.id] = entity
        return tuple(found.values())

    def _look_up(self, keys: Iterable[str]) -> None:
        """Ask the archive at once for all that an article's names may mean, but for what is known."""
        wanted = set(keys) - self._sharing.keys()
        found = self.writer.entities_sharing(wanted)
        self._sharing |= {key: list(found.get(key, ())) for key in wanted}

    def _near(self, local: _Local) -> list[EntityRecord]:
        found = {entity.id: entity for key in local.keys for entity in self._sharing[key]}
        return sorted(found.values(), key=lambda e: int(e.id))

    def _known(self, local: _Local, story: str | None) -> EntityRecord | None:
        if local.code:
            return next(iter(self._near(local)), None)
        if local.kind == "PER" and len(local.words) == 1 and story:
            people = [x for x in self._people_of(story).values() if _is_person(local.words, _full(x))]
            if len(people) == 1:
                return people[0]
        return _fitting(local, self._near(local))

    def _new(self, local: _Local, language: str) -> EntityRecord:
        name = Name(text=local.entity.name, language=language)
        made = self.writer.add_entity(local.kind, local.keys, name.text, language)
        entity = EntityRecord(id=made, type=local.kind, names=(name,))
        for key in local.keys:
            self._sharing[key].append(entity)
        return entity

    def _people_of(self, story: str) -> dict[str, EntityRecord]:
        if story not in self._people:
            self._people[story] = {x.id: x for x in self.writer.persons_of(story)}
        return self._people[story]


def _rulings(reader: Reader, found: Sequence[Stored]) -> list[Placed]:
    """Return what people ruled on these articles: whose words a quotation is, or that it is none."""
    stories = {stored.story for stored in found if stored.story}
    return [placed for story in sorted(stories) for placed in standing(reader, story, found)]


def _locals(analysis: Analysis) -> Iterator[_Local]:
    """Yield the entities that can be asked for, those named most often."""
    named = [e for e in analysis.entities if e.type in KINDS]
    for entity in sorted(named, key=lambda e: -len(e.mentions))[:MOST]:
        words = names.of(entity.name, analysis.language)
        code = bodies.code_of(entity.name, entity.type, analysis.language)
        if words:
            yield _Local(entity=entity, kind=KINDS[entity.type], words=words, code=code)


def _fitting(local: _Local, near: Sequence[EntityRecord]) -> EntityRecord | None:
    """Return the one entity that has the same words, or else the one person whose name agrees."""
    known = [(entity, _named(entity)) for entity in near]
    if local.kind != "PER":
        return next((e for e, forms in known if any(names.same_words(local.words, f) for f in forms)), None)
    if len(local.words) == 1:
        alone = (e for e, forms in known if all(len(f) == 1 for f in forms))
        return next((e for e in alone if _is_person(local.words, _named(e))), None)
    fitting = [e for e, _ in known if _is_person(local.words, _full(e))]
    same = [e for e in fitting if any(names.same_words(local.words, f) for f in _full(e))]
    return same[0] if same else fitting[0] if len(fitting) == 1 else None


def _is_person(words: Words, forms: Sequence[Words]) -> bool:
    """Tell whether a name agrees with all forms of a person's; with none where there is no form."""
    return bool(forms) and all(names.same_person(words, form) for form in forms)


def _named(entity: EntityRecord) -> list[Words]:
    return [words for name in entity.names if (words := names.of(name.text, name.language))]


def _full(entity: EntityRecord) -> list[Words]:
    return [words for words in _named(entity) if len(words) > 1]


def _mentioned(entity: str, local: LocalEntity, analysis: Analysis) -> Mentioned:
    said = (q for q in analysis.quotes if q.speaker and q.speaker.entity == local.id)
    sayings = tuple(Saying(quote=q.id, span=q.span, kind=q.kind) for q in said)
    return Mentioned(entity=entity, name=local.name, count=len(local.mentions), sayings=sayings)


def _joined(a: Mentioned, b: Mentioned) -> Mentioned:
    """Return two of an article's entities that are one in the archive, by the name that came first."""
    return replace(a, count=a.count + b.count, sayings=a.sayings + b.sayings)


def named(reader: Reader, typed: str, language: str) -> tuple[EntityRecord, ...]:
    """Return who bears a name that somebody typed, those named in most articles first.

    The parts of the name must stand in one of theirs, in order; a territory or an international
    body is found by its name in the language.
    """
    wanted = names.of(typed, language)
    code = bodies.code_of(typed, "ORG", language)
    keys = {f"{kind} {key}" for kind in ("PER", "thing") for key in names.keys(wanted)}
    place = reader.entities_by([f"code {code}"]) if code else ()
    fitting = [e for e in reader.entities_by(keys) if any(names.within(wanted, form) for form in _named(e))]
    found = {entity.id: entity for entity in (*place, *fitting)}
    return tuple(sorted(found.values(), key=lambda e: -sum(name.articles for name in e.names)))
