"""Gather the names of one article into entities: "Putin" is "President Putin" is "Vladimir Putin"."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from rashomon.analyze.names import mentions
from rashomon.analyze.names.namesakes import Person, meant
from rashomon.analyze.names.ner import Name
from rashomon.analyze.names.persons import title_before
from rashomon.encoders.base import Encoded
from rashomon.lang import bodies, gazetteer, names
from rashomon.lang import entities as rules
from rashomon.lang.morphology import titled
from rashomon.lang.name_cases import nominative
from rashomon.lang.names import Word
from rashomon.lang.terms import compiled
from rashomon.model.annotation import Analysis, EntityType, LocalEntity, Mention
from rashomon.model.text import Span

_MOST_NEAR = 32
"""Groups that share one key with a name and are looked at: bounds the work on hostile input."""
_Index = dict[str, list["_Group"]]


@dataclass(slots=True)
class _Group:
    """Mentions taken for one entity; ``words`` of its fullest form lead."""

    type: EntityType
    language: str
    found: list[tuple[Span, str]] = field(default_factory=list)
    forms: dict[str, tuple[Word, ...]] = field(default_factory=dict)
    codes: set[str] = field(default_factory=set)
    person: Person = field(default_factory=Person)

    def add(self, span: Span, form: str, words: tuple[Word, ...]) -> bool:
        """Take a mention in; tell whether its form is new."""
        self.found.append((span, form))
        if form in self.forms:
            return False
        self.forms[form] = words
        if code := bodies.code_of(form, self.type, self.language):
            self.codes.add(code)
        return True

    @property
    def fullest(self) -> tuple[Word, ...]:
        return max(self.forms.values(), key=len)


def find_entities(analysis: Analysis, encoded: Sequence[Encoded]) -> tuple[LocalEntity, ...]:
    """Return the people, organisations and places of an article, each with all its mentions.

    ``encoded[i]`` is the encoding of ``analysis.sentences[i]``; states the head was not trained for, as
    the tiny encoder's, are left alone and names found by capitals and gazetteer. Entities come in the
    order of their first mention.
    """
    text, language = analysis.article.text.content, analysis.language
    found = mentions.find(analysis, encoded)
    groups: list[_Group] = []
    index: _Index = defaultdict(list)
    # Full names first, so that a surname that stands before its full name still finds it.
    for name in sorted(found, key=lambda n: (-len(names.split(_form(n, text))), n.span)):
        _place(name, text, language, groups, index)
    return tuple(sorted((_entity(g) for g in groups), key=lambda e: e.mentions[0].span))


def _form(name: Name, text: str) -> str:
    return text[name.span.start : name.span.end]


def _place(name: Name, text: str, language: str, groups: list[_Group], index: _Index) -> None:
    form = _form(name, text)
    words = names.of(form, language)
    if not words:
        return
    keys = _keys(form, name.type, words, language)
    near = {id(g): g for key in sorted(keys) for g in index.get(key, ())[:_MOST_NEAR] if g.type == name.type}
    same = [g for g in near.values() if _belongs(form, words, g)]
    if not same and any(g.codes for g in near.values()):
        same = _short_for(words, near.values())
    if len(same) > 1 and name.type == "ORG":  # what several longer names begin with is none of theirs
        same = [g for g in same if any(names.same_words(words, other) for other in g.forms.values())][:1]
    surname, title = words[-1].form, title_before(text, name.span.start) if name.type == "PER" else ""
    if len(same) > 1:
        same = [same[meant([g.person for g in same], name.span, surname, title, language)]]
    if not same:
        same = [_Group(type=name.type, language=language)]
        groups.extend(same)
    same[0].person.called(name.span, surname, title, language, full=len(words) > 1)
    if same[0].add(name.span, form, words):
        for key in keys:
            index[key].append(same[0])


def _keys(form: str, kind: EntityType, words: tuple[Word, ...], language: str) -> frozenset[str]:
    """Return keys of which two forms share one if they can be one entity's."""
    people = [rules.load(language).nicknames.get(w.form, ()) for w in words]
    code = bodies.code_of(form, kind, language)
    capitals = {f"{form[:1].casefold()} acronym"} if len(words) > 1 or form.isupper() else set()
    short = {name for listed in people for name in listed}
    return names.keys(words) | short | capitals | ({f"{code} code"} if code else set())


def _belongs(form: str, words: tuple[Word, ...], group: _Group) -> bool:
    tests: dict[str, Callable[[str, tuple[Word, ...], _Group], bool]] = {
        "PER": _person,
        "LOC": _place_name,
    }
    return tests.get(group.type, _organisation)(form, words, group)


def _person(_form: str, words: tuple[Word, ...], group: _Group) -> bool:
    full = group.fullest
    if names.same_person(words, full):
        return True
    return len(words) == 1 < len(full) and names.same_given(words[0], full[0])


def _place_name(form: str, words: tuple[Word, ...], group: _Group) -> bool:
    mine = gazetteer.place(form, group.language)
    theirs = gazetteer.place(group.found[0][1], group.language)
    if mine or theirs:
        return mine == theirs
    return any(names.same_words(words, other) for other in group.forms.values())


def _organisation(form: str, words: tuple[Word, ...], group: _Group) -> bool:
    if group.codes and (code := bodies.code_of(form, group.type, group.language)):
        return code in group.codes
    if any(names.same_words(words, other) for other in group.forms.values()):
        return True
    if any(names.is_acronym(form, other) for other in group.forms):
        return True
    return (
        len(words) < len(group.fullest)
        and bodies.code_of(form, group.type, group.language) is None
        and _distinctive(form, group.language)
        and names.within(words, group.fullest)
    )


def _short_for(words: tuple[Word, ...], near: Iterable[_Group]) -> list[_Group]:
    """Return the one body with a code that a generic word means ("the Commission"), where no other has it."""
    # A seat of power is never called by what it is: "the House" is no White House.
    bodies_near = (g for g in near if not g.codes & gazetteer.SEATS)
    called = [g for g in bodies_near if len(words) < len(g.fullest) and names.within(words, g.fullest)]
    return called if len(called) == 1 and called[0].codes else []


def _distinctive(form: str, language: str) -> bool:
    """Tell whether a short form names something by itself, as "Court" and "Party" don't."""
    generic = compiled(rules.load(language).generic)
    return not all(generic.fullmatch(part) for part in names.split(form))


def _entity(group: _Group) -> LocalEntity:
    ordered = sorted(group.found)
    listed = tuple(
        Mention(span=span, type=group.type, name=_base_form(form, group)) for span, form in ordered
    )
    first = listed[0].span
    return LocalEntity(
        id=f"entity-{first.start}-{first.end}",
        type=group.type,
        name=_base_name(group, listed),
        mentions=listed,
    )


def _base_form(form: str, group: _Group) -> str:
    form = names.bare_acronym(form, group.language)
    if group.type == "ORG":  # a whole phrase: no word of it can be turned by itself
        return titled(form, group.language)
    known = gazetteer.base_form(form, group.language) if group.type == "LOC" else None
    return known or nominative(form, group.language)


def _base_name(group: _Group, listed: Sequence[Mention]) -> str:
    """Choose the fullest name, of a place none that is cut short; then the shortest, then the commonest."""
    code = gazetteer.place(group.found[0][1], group.language) if group.type != "PER" else None
    if code is not None and code in gazetteer.titles(group.language):
        return gazetteer.titles(group.language)[code]
    longest = max(len(names.split(m.name)) for m in listed)
    counts = Counter(m.name for m in listed if len(names.split(m.name)) == longest)
    counts = names.in_full(counts, group.language) if group.type == "PER" else counts
    name = min(
        counts, key=lambda name: (group.type == "LOC" and name.endswith("."), len(name), -counts[name])
    )
    return _as_told(name, group) if group.type == "PER" else name


def _as_told(name: str, group: _Group) -> str:
    """Return a person's name with the surname that the article has, not one guessed from another case.

    "З Флейком" may be of "Флейко", but not where the article says "Флейк" elsewhere.
    """
    told = {form.split()[-1] for form in group.forms if form.split()}
    surname = name.rsplit(maxsplit=1)[-1]
    return name[:-1] if surname not in told and surname[:-1] in told else name
