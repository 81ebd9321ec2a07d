"""Say what a language pack lacks and which of its terms look wrong, before an article shows it.

A list is lacking if English has it and this pack does not, unless ``language.toml`` says that the language
has no use for it (``without``). Lists that only other languages have are named.
"""

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import combinations

from rashomon.errors import UnsupportedLanguage
from rashomon.lang import entities
from rashomon.lang.attribution import Attribution
from rashomon.lang.brief import BriefWords
from rashomon.lang.claims import ClaimWords
from rashomon.lang.contrast import Contrast, contrast
from rashomon.lang.dates import Dates
from rashomon.lang.entities import Entities
from rashomon.lang.framing import FramingWords
from rashomon.lang.interface import Interface
from rashomon.lang.language import Language, language_of
from rashomon.lang.messages import Messages
from rashomon.lang.morphology import Morphology
from rashomon.lang.numbers import Numbers
from rashomon.lang.pack import ROOT, Section, codes, section
from rashomon.lang.report import ReportWords
from rashomon.lang.structure import StructureWords
from rashomon.lang.web import WebWords

SECTIONS: dict[str, tuple[type[Section], str]] = {
    "language": (Language, "sentences end after titles, and the folder does not count as a pack"),
    "structure": (StructureWords, "links and labels count as text, dates and credits go unseen"),
    "entities": (Entities, "one person in three case forms is three people, titles stay in names"),
    "morphology": (Morphology, "a word that no dictionary knows is its own base form"),
    "dates": (Dates, "days counted from now and dates with words inside are not read"),
    "numbers": (Numbers, "number words are not read, every figure counts as exact"),
    "attribution": (Attribution, "indirect speech is not seen, quotations have no speaker"),
    "claims": (ClaimWords, "clauses part at punctuation only, every claim is a plain assertion"),
    "contrast": (Contrast, "no conflict of yes and no, of causes or of offices is found"),
    "framing": (FramingWords, "only what an article opens with is shown of its framing"),
    "brief": (BriefWords, "nothing is trimmed, sentences that open with a pronoun may be chosen"),
    "interface": (Interface, "the brief's own words are English"),
    "report": (ReportWords, "the labels of the report are English"),
    "web": (WebWords, "the pages of the reading room are English"),
    "messages": (Messages, "errors on these pages and the reasons of cells are English"),
}
"""Each section with what is lost without it."""
REFERENCE = "en"
"""The language whose lists every other pack has too, or says that it does without."""
OPTIONAL = frozenset({"morphology", "web", "messages"})
"""Files that serve only languages whose words no library knows, or that have readers of their own."""

CAPITALS = frozenset(
    {"structure.agencies", "structure.media", "interface", "report", "web", "messages", "language.name"}
)
"""Where a capital letter is no slip: names and phrases that people read."""
OPPOSED = (
    ("numbers.at_least", "numbers.at_most"),
    ("numbers.over", "numbers.under"),
    ("dates.previous", "dates.current", "dates.following"),
    ("dates.ago_before", "dates.ahead_before"),
    ("dates.future", "dates.past"),
    ("attribution.masculine_name", "attribution.feminine_name"),
    ("attribution.masculine_title", "attribution.feminine_title"),
    ("attribution.say", "attribution.deny"),
    ("attribution.promise", "attribution.deny"),
)
"""Lists of which a term cannot mean both."""
EXAMPLES = 3
_SHORT_STEM = re.compile(r"[^\W\d_]{1,2}\*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Lack:
    """A file or list that a pack does not have, and what that costs or what it holds elsewhere."""

    where: str
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """What was found in one pack; ``terms`` counts all its terms, ``spare`` are those of other languages."""

    code: str
    name: str
    terms: int
    lacking: tuple[Lack, ...]
    spare: tuple[str, ...]
    suspicious: tuple[str, ...]

    @property
    def verdict(self) -> str:
        """Return the result in a few words."""
        state = f"lacking {len(self.lacking)}" if self.lacking else "complete"
        return f"{state}, suspicious {len(self.suspicious)}"

    def lines(self) -> Iterator[str]:
        """Yield everything found, the verdict last."""
        yield from (f"lacking     {lack.where}: {lack.why}" for lack in self.lacking)
        yield from (f"suspicious  {told}" for told in self.suspicious)
        if self.spare:
            yield f"absent here and in English: {', '.join(self.spare)}"
        yield f"{self.code} ({self.name}): {self.terms} terms; {self.verdict}"


def check(code: str) -> Check:
    """Hold one pack against the sections and against all other packs.

    Raises:
        UnsupportedLanguage: there is no such pack.
        ConfigError: one of its files does not fit its section.
    """
    if code not in codes():
        raise UnsupportedLanguage(f"there is no pack '{code}'; there are {', '.join(codes())}")
    lists, without = _lists(code), language_of(code).without
    absent = [w for w in sorted(_empty() - set(lists) - set(without)) if _has_file(code, w)]
    elsewhere = {where for other in codes() for where in _lists(other)}
    return Check(
        code=code,
        name=language_of(code).name,
        terms=sum(map(len, lists.values())),
        lacking=(
            *_missing_files(code),
            *_missing_bodies(code),
            *(Lack(where=w, why=_example(w)) for w in absent if w in _lists(REFERENCE)),
        ),
        spare=tuple(w for w in absent if w in elsewhere and w not in _lists(REFERENCE)),
        suspicious=(*_suspicious(lists), *_undecided(code), *_idle(code)),
    )


def _has_file(code: str, where: str) -> bool:
    return (ROOT / code / f"{where.split('.', maxsplit=1)[0]}.toml").exists()


def _missing_files(code: str) -> Iterator[Lack]:
    for name, (_, lost) in SECTIONS.items():
        if name not in OPTIONAL and name not in language_of(code).without and not _has_file(code, name):
            yield Lack(where=f"{name}.toml", why=lost)


def _missing_bodies(code: str) -> Iterator[Lack]:
    """Yield the international bodies that have a name elsewhere, by which they link over languages."""
    listed, wanted = (entities.load(c).bodies for c in (code, REFERENCE))
    absent = sorted(wanted.keys() - listed.keys())
    if listed and absent:
        yield Lack(where="entities.bodies", why=f"{REFERENCE} also names {', '.join(absent)}")


@cache
def _empty() -> frozenset[str]:
    """Return the lists and phrases for which no default serves."""
    kinds = (
        (name, field, kind()) for name, (kind, _) in SECTIONS.items() for field in kind.__struct_fields__
    )
    return frozenset(f"{name}.{field}" for name, field, default in kinds if not getattr(default, field))


@cache
def _lists(code: str) -> dict[str, tuple[str, ...]]:
    """Return every list and phrase that a pack's own files fill, by section and field."""
    found: dict[str, tuple[str, ...]] = {}
    for name, (kind, _) in SECTIONS.items():
        if _has_file(code, name):
            section(code, name, kind)  # says where a file does not fit
            held = tomllib.loads((ROOT / code / f"{name}.toml").read_text(encoding="utf-8"))
            found |= {f"{name}.{field}": tuple(_terms(value)) for field, value in held.items()}
    found.pop("language.without", None)
    return {where: terms for where, terms in found.items() if terms}


def _terms(value: object) -> Iterator[str]:
    """Yield the strings of a field: terms, the keys that are terms of numbers and units, nested lists."""
    if isinstance(value, str) and value:
        yield value
    elif isinstance(value, dict):
        numbers = [key for key, inner in value.items() if isinstance(inner, int | float)]
        yield from numbers
        for inner in value.values():
            yield from _terms(inner) if isinstance(inner, list | dict) else ()
    elif isinstance(value, list | tuple):
        for item in value:
            yield from _terms(item)


def _example(where: str) -> str:
    terms = _lists(REFERENCE)[where]
    return f"{REFERENCE} has {len(terms)}, like {', '.join(terms[:EXAMPLES])}"


def _suspicious(lists: dict[str, tuple[str, ...]]) -> Iterator[str]:
    for where, terms in lists.items():
        if not CAPITALS & {where, where.split(".")[0]}:
            yield from (f"{where}: '{t}' has a capital letter" for t in terms if t != t.lower())
        yield from (f"{where}: '{t}' fits too many words" for t in terms if _SHORT_STEM.fullmatch(t))
    yield from _contradictions(lists)


def _contradictions(lists: dict[str, tuple[str, ...]]) -> Iterator[str]:
    for group in OPPOSED:
        for a, b in combinations(group, 2):
            both = sorted(set(lists.get(a, ())) & set(lists.get(b, ())))
            yield from (f"'{term}' stands in both {a} and {b}" for term in both)


def _undecided(code: str) -> Iterator[str]:
    for topic, sides in contrast(code).opposites.items():
        for term in sorted(set(sides.plus) & set(sides.minus)):
            yield f"'{term}' stands on both sides of contrast.opposites.{topic}"


def _idle(code: str) -> Iterator[str]:
    """Yield what is wrong with the names of lists and files that a pack does without."""
    for where in language_of(code).without:
        name, _, field = where.partition(".")
        if name not in SECTIONS or (field and field not in SECTIONS[name][0].__struct_fields__):
            yield f"language.without: there is no '{where}'"
        elif _has_file(code, name) and (not field or _lists(code).get(where)):
            yield f"language.without: '{where}' is there"
