"""Names of persons and places in the nominative, and what a dictionary tells of their words."""

from functools import lru_cache
from typing import Any

from rashomon.lang.attribution import attribution, word_labels
from rashomon.lang.morphology import KEPT, PYMORPHY, analyzer
from rashomon.lang.pack import primary

NAMES = frozenset({"Name", "Surn", "Patr", "Geox"})
"""OpenCorpora's marks of given names, surnames, patronymics and places."""


@lru_cache(maxsize=KEPT)
def nominative(name: str, language: str) -> str:
    """Return a person's or place's name in the nominative; as it stands where no morphology knows it.

    The gender of the given name decides between a man's and a woman's surname.
    """
    if primary(language) not in PYMORPHY:
        return name
    out: list[str] = []
    given: Any = None
    for part in (parts := name.split()):
        parse = _name_parse(part, primary(language), given, alone=len(parts) == 1)
        given = given or parse
        out.append(part if parse is None else _cased_like(part, parse))
    return " ".join(out)


@lru_cache(maxsize=KEPT)
def given_gender(name: str, language: str) -> str | None:
    """Return "masculine" or "feminine" as a dictionary of given names has it, None where it is open."""
    if primary(language) not in PYMORPHY:
        return None
    parses = analyzer(primary(language)).parse(name.casefold())
    found = {p.tag.gender for p in parses if "Name" in p.tag.grammemes and p.tag.case == "nomn"}
    return {"masc": "masculine", "femn": "feminine"}.get(found.pop()) if len(found) == 1 else None


@lru_cache(maxsize=KEPT)
def may_name(word: str, language: str) -> bool:
    """Tell whether a word may name someone or something: all may that no morphology knows for no noun."""
    code, folded = primary(language), word.casefold()
    if code not in PYMORPHY or not analyzer(code).word_is_known(folded):
        return True
    return any(p.tag.POS == "NOUN" for p in analyzer(code).parse(folded))


def _name_parse(part: str, code: str, given: Any, *, alone: bool) -> Any:
    """Return how a word is read as a part of a name, where others stand beside it a given name first."""
    nouns = (p for p in analyzer(code).parse(part) if p.tag.POS == "NOUN" and p.tag.number != "plur")
    parses = [p for p in nouns if p.tag.case != "voct"]  # nobody is addressed in the news
    known = [p for p in parses if NAMES & p.tag.grammemes]
    if given is None:
        return next(iter(sorted(known, key=lambda p: not alone and "Name" not in p.tag)), None)
    if given.tag.case == "nomn" and "Fixd" not in given.tag.grammemes:  # "Tom Daley", whatever "Daley" may be
        known = [p for p in known if p.tag.case == "nomn"]
        parses = [p for p in parses if p.tag.case == "nomn"]
    agreeing = [p for p in known if p.tag.gender == given.tag.gender]
    guessed = [p for p in parses if (p.tag.gender, p.tag.case) == (given.tag.gender, given.tag.case)]
    return next(iter(agreeing or guessed or (known if given.tag.case != "nomn" else ())), None)


def _cased_like(part: str, parse: Any) -> str:
    inflected = parse if parse.tag.case == "nomn" else parse.inflect({"nomn"})
    if inflected is None:
        return part
    word = str(inflected.word) if "ё" in part.casefold() else str(inflected.word).replace("ё", "е")
    return (
        part
        if word == part.casefold()
        else "-".join(piece[:1].upper() + piece[1:] for piece in word.split("-"))
    )


def name_gender(language: str, name: str) -> str | None:
    """Return "masculine" or "feminine" as a given name tells, None where it does not."""
    known = given_gender(name, language)
    lists, folded = attribution(language), name.casefold()
    named = {"feminine": lists.feminine_given, "masculine": lists.masculine_given}
    whole = next((kind for kind, terms in named.items() if folded in terms), None)
    labels = word_labels(language, folded)
    return known or whole or next((kind for kind in named if f"{kind}_given" in labels), None)
