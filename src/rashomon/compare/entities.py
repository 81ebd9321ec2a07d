"""Take the entities of several articles for one where their names say so, over languages and scripts.

Rules only, each on the safe side: places by gazetteer code or by the same words, people by surname and
given names that don't contradict, organisations by the same words, by acronym, or by a distinctive
part. A surname alone that fits two people stays with neither.
"""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from rashomon.lang import bodies, gazetteer, names
from rashomon.lang import entities as rules
from rashomon.lang.names import Word
from rashomon.lang.terms import compiled
from rashomon.model.annotation import Analysis, EntityType, LocalEntity
from rashomon.model.comparison import Entity
from rashomon.model.story import Story
from rashomon.model.text import Reference

_MOST_FORMS = 12
"""Different forms of one local entity that are looked at: bounds the work on hostile input."""
_MOST_NEAR = 32
"""Groups that share one key with an entity and are looked at, for the same reason."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Local:
    """One article's entity, ready for comparing; ``codes`` are the places that it names, else the bodies.

    ``located`` tells that they are places: what has no code is another thing then.
    """

    article: str
    language: str
    entity: LocalEntity
    forms: tuple[str, ...]
    words: tuple[tuple[Word, ...], ...]
    codes: frozenset[str]
    located: bool
    fullest: tuple[Word, ...]


@dataclass(slots=True)
class _Group:
    """Local entities taken for one; ``kinds`` holds one of those that are told by the same names."""

    members: list[_Local] = field(default_factory=list)
    kinds: dict[object, _Local] = field(default_factory=dict)

    @property
    def type(self) -> EntityType:
        return Counter(m.entity.type for m in self.members for _ in m.entity.mentions).most_common(1)[0][0]


def link_entities(story: Story) -> tuple[Entity, ...]:
    """Return the entities of a story in the order of their first mention, each with all its mentions."""
    locals_ = [_local(a, e) for a in story.analyses for e in a.entities]
    order = {a.article.id: i for i, a in enumerate(story.analyses)}
    groups: list[_Group] = []
    index: dict[str, list[_Group]] = defaultdict(list)
    # Full names first: what a surname can mean is known only then.
    for local in sorted((x for x in locals_ if x.words), key=lambda x: -len(x.fullest)):
        group = _fitting(local, index)
        if group is None:
            group = _Group()
            groups.append(group)
        group.members.append(local)
        group.kinds.setdefault((local.entity.type, local.language, local.forms), local)
        for key in _keys(local):
            if not any(g is group for g in index[key][-1:]):
                index[key].append(group)
    linked = [_entity(g, order) for g in groups]
    return tuple(sorted(linked, key=lambda e: (order[e.mentions[0].article], e.mentions[0].span)))


def _local(analysis: Analysis, entity: LocalEntity) -> _Local:
    counted = Counter(analysis.text_of(m.span) for m in entity.mentions)
    forms = tuple(dict.fromkeys([entity.name, *(f for f, _ in counted.most_common(_MOST_FORMS))]))
    words = tuple(w for form in forms if (w := names.of(form, analysis.language)))
    named = () if entity.type == "PER" else forms
    places = {code for form in named if (code := gazetteer.place(form, analysis.language))}
    listed = named if entity.type == "ORG" and not places else ()
    others = {code for form in listed if (code := bodies.body(form, analysis.language))}
    return _Local(
        article=analysis.article.id,
        language=analysis.language,
        entity=entity,
        forms=forms,
        words=words,
        fullest=max(words, key=len, default=()),
        codes=frozenset(places or others),
        located=bool(places),
    )


def _keys(local: _Local) -> set[str]:
    acronyms = {f"{names.initials(form)} acronym" for form in local.forms} | {
        f"{f} acronym" for f in local.forms
    }
    return (
        {k for words in local.words for k in names.keys(words)}
        | {f"{c} code" for c in local.codes}
        | acronyms
    )


def _fitting(local: _Local, index: dict[str, list[_Group]]) -> _Group | None:
    """Return the one group that the entity belongs to; None if there is none or more than one."""
    near = {id(g): g for key in sorted(_keys(local)) for g in index.get(key, ())[:_MOST_NEAR]}
    fitting = [g for g in near.values() if _fits(local, g)]
    sure = [g for g in fitting if any(_surely(local, m) for m in g.kinds.values())]
    sure = sure or [g for g in fitting if any(_plainly(local, m) for m in g.kinds.values())]
    best = sure or fitting
    return best[0] if len(best) == 1 or sure else None


def _surely(a: _Local, b: _Local) -> bool:
    """Tell whether the same words stand on both sides, in full."""
    return bool(a.codes & b.codes) or (len(a.fullest) > 1 and names.same_words(a.fullest, b.fullest))


def _plainly(a: _Local, b: _Local) -> bool:
    """Tell whether what is no person has the same words on both sides, if only one."""
    return a.entity.type != "PER" and names.same_words(a.fullest, b.fullest)


def _fits(local: _Local, group: _Group) -> bool:
    if local.entity.type == "PER":
        return all(_person(local, m) for m in group.kinds.values())
    return any(_thing(local, m) for m in group.kinds.values())


def _person(a: _Local, b: _Local) -> bool:
    return b.entity.type == "PER" and names.same_person(a.fullest, b.fullest)


def _thing(a: _Local, b: _Local) -> bool:
    if b.entity.type == "PER":
        return False
    if (a.codes and b.codes) or a.located or b.located:
        return bool(a.codes & b.codes)
    same = any(names.same_words(x, y) for x in a.words for y in b.words)
    if same or a.entity.type != "ORG" or b.entity.type != "ORG":
        return same
    return _abbreviated(a, b) or _abbreviated(b, a) or _part_of(a, b) or _part_of(b, a)


def _abbreviated(short: _Local, long: _Local) -> bool:
    return any(names.is_acronym(s, form) for s in short.forms for form in long.forms)


def _part_of(short: _Local, long: _Local) -> bool:
    """Tell whether a short name is a distinctive part of a longer one ("Cockpit")."""
    generic = compiled(rules.load(short.language).generic)
    for form, words in zip(short.forms, short.words, strict=False):
        if len(words) < len(long.fullest) and not all(generic.fullmatch(p) for p in names.split(form)):
            return names.within(words, long.fullest)
    return False


def _entity(group: _Group, order: dict[str, int]) -> Entity:
    members = sorted(group.members, key=lambda m: (order[m.article], m.entity.mentions[0].span))
    found = (Reference(m.article, mention.span) for m in members for mention in m.entity.mentions)
    mentions = sorted(found, key=lambda r: (order[r.article], r.span))
    by_language: dict[str, list[_Local]] = defaultdict(list)
    for member in members:
        by_language[member.language].append(member)
    titles = {language: _name(of) for language, of in by_language.items()}
    first = mentions[0]
    return Entity(
        id=f"entity-{first.article}-{first.span.start}",
        type=group.type,
        name=titles[members[0].language],
        names=titles,
        members=tuple((m.article, m.entity.id) for m in members),
        mentions=tuple(mentions),
    )


def _name(members: Sequence[_Local]) -> str:
    """Choose the fullest of the names, then the commonest, then the shortest."""
    counts = Counter(m.entity.name for m in members for _ in m.entity.mentions)
    if members[0].entity.type == "PER":
        counts = names.in_full(counts, members[0].language)
    return max(sorted(counts), key=lambda name: (len(names.split(name)), counts[name], -len(name)))
