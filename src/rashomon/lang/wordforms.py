"""What the form of a word shows of its place in a sentence, as far as a dictionary of forms knows it."""

from functools import lru_cache

from rashomon.lang.morphology import KEPT, readings

UPRIGHT = frozenset({"nomn", "accs", "voct"})
"""OpenCorpora's cases of subjects, of objects that no preposition needs, and of whom one speaks to."""
TOLD = frozenset({"datv", "loct", "loc2"})
"""Its cases of whom something is told, and those that look like it behind prepositions."""


@lru_cache(maxsize=KEPT)
def is_participle(word: str, language: str) -> bool:
    """Tell whether a word can only be a participle that describes a noun."""
    read = readings(word, language)
    return bool(read) and all(p.tag.POS == "PRTF" for p in read)


@lru_cache(maxsize=KEPT)
def is_upright(word: str, language: str) -> bool:
    """Tell whether a word can be a subject, and by its case else only an object."""
    cases = {p.tag.case for p in readings(word, language)}
    return "nomn" in cases and cases <= UPRIGHT


@lru_cache(maxsize=KEPT)
def is_governed(word: str, language: str) -> bool:
    """Tell whether a noun for one person or thing stands in another case than a subject's."""
    nouns = [p.tag for p in readings(word, language) if p.tag.POS == "NOUN" and p.tag.number == "sing"]
    return bool(nouns) and all(tag.case != "nomn" for tag in nouns)


@lru_cache(maxsize=KEPT)
def are_several(phrase: str, language: str) -> bool:
    """Tell whether the first noun of a phrase that can be a subject can only be so in the plural."""
    for word in phrase.split():
        nouns = [p.tag for p in readings(word, language) if p.tag.POS == "NOUN" and p.tag.case == "nomn"]
        if nouns:
            return all(tag.number == "plur" for tag in nouns)
    return False


@lru_cache(maxsize=KEPT)
def are_acted_on(word: str, language: str) -> bool:
    """Tell whether a word may be of people in the case of an object that no preposition needs."""
    people = (p.tag for p in readings(word, language) if p.tag.POS == "NOUN" and p.tag.animacy == "anim")
    return any(tag.case == "accs" for tag in people)


@lru_cache(maxsize=KEPT)
def is_told(word: str, language: str) -> bool:
    """Tell whether a noun can only be in the case of whom something is told ("the crowd": "толпе")."""
    read = readings(word, language)
    cases = {p.tag.case for p in read}
    return all(p.tag.POS == "NOUN" for p in read) and "datv" in cases and cases <= TOLD


@lru_cache(maxsize=KEPT)
def is_adverb(word: str, language: str) -> bool:
    """Tell whether a word can only be an adverb, as far as a dictionary of forms knows it."""
    read = readings(word, language)
    return bool(read) and all(p.tag.POS == "ADVB" for p in read)


@lru_cache(maxsize=KEPT)
def is_adjective(word: str, language: str) -> bool:
    """Tell whether a word can only describe a noun, and name nobody by itself ("лондонська", "наш")."""
    read = readings(word, language)
    return bool(read) and all(p.tag.POS == "ADJF" for p in read)
