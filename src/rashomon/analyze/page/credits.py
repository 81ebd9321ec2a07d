"""Find whom an article names as where it has its news from: agencies and other outlets."""

import re
from collections.abc import Iterator
from functools import cache
from itertools import islice

from rashomon.analyze.layout import CLOSERS, OPENERS
from rashomon.analyze.page.telling import told_beside
from rashomon.lang.morphology import lemma
from rashomon.lang.scanning import scanner
from rashomon.lang.structure import with_shared, words_of
from rashomon.lang.terms import UNSPACED, compiled

WINDOW = 48  # characters beside the words of attribution in which the name stands
LEAD = 8  # characters before an agency in which words of attribution end
MOST_WORDS = 4
SHORT_FORM = 3  # letters and stop of the longest word whose stop is its own
CASE_ENDING = 3  # letters that a case may add to a name
MOST = 1000  # places looked at in one article, so that no text costs too much
_QUOTED = re.compile(r"\s*[«\"“„]([^«»\"”“„\n]{2,40})[»\"”“]")
_TOKEN = re.compile(r"[^\W_][\w.&’'\-]*")
_ARTICLE = re.compile(r"\s*(?:the|The)\s+")
_JOINED = re.compile(r"[ \u00a0]+(?:of |de |del |di |la |the )?")
_SITE = re.compile(r"(?<![\w.@/-])[^\W\d_][\w-]+\.[a-z]{2,4}\b(?![\w/@]|\.\w)")
_NOT_LATIN = "\u0250"
_NEXT = re.compile(r"[ \u00a0]([^\W\d_])")
_UNSPACED = re.compile(rf"[{UNSPACED}]")
_SIGNED = re.compile(r"[(/]\s*([^()/\n]{2,30}?)\s*(?=[)/])")


def find_credits(text: str, language: str, skip: str = "") -> tuple[str, ...]:
    """Return the base forms of the names of agencies and outlets that the article has its news from.

    ``skip`` is the name of the outlet itself, which may also call itself by its last words. Names are in the
    order in which they are first credited.
    """
    readers = (_signed, _named, _adjoining, _told)
    found = [credit for read in readers for credit in read(text, language)]
    own = skip.casefold()
    others = (name.rstrip(",") for _, name in sorted(found) if not f" {own}".endswith(f" {name.casefold()}"))
    names = list(dict.fromkeys(others))
    return tuple(n for n in names if not any(longer != n and n in _edges(longer) for longer in names))


def _edges(name: str) -> tuple[str, str]:
    return name.split(" ", 1)[-1], name.rsplit(" ", 1)[0]


def _named(text: str, language: str) -> Iterator[tuple[int, str]]:
    for field, any_name in (("source", False), ("credit", True)):
        for match in islice(_places(text, language, f"{field}_before"), MOST):
            noun = _kind(text[match.end() : match.end() + WINDOW], language)
            at, certain = match.end() + noun, any_name or noun > 0
            yield from _kept(at, _name_after(text, at, language), language, any_name=certain)
        for match in islice(_places(text, language, f"{field}_after"), MOST):
            closes = not any_name or text[match.end() :].lstrip(" ")[:1] in {"", ".", "\n", ","}
            if closes:
                yield from _kept(
                    match.start(), _name_before(text, match.start()), language, any_name=any_name
                )


def _places(text: str, language: str, field: str) -> Iterator[re.Match[str]]:
    return scanner(with_shared(language, field)).finditer(text)


def _signed(text: str, language: str) -> Iterator[tuple[int, str]]:
    """Yield the known agencies that stand alone in brackets or between strokes."""
    for match in islice(_SIGNED.finditer(text), MOST):
        known = (_known(name.strip(), language) for name in match[1].split(","))
        yield from ((match.start(), name) for name in known if name)


def _adjoining(text: str, language: str) -> Iterator[tuple[int, str]]:
    """Yield the agencies of a script without spaces that stand right behind words of attribution."""
    names = _unspaced(language)
    if not names:
        return
    before = words_of(language, "source_before")
    for match in islice(compiled(names).finditer(text), MOST):
        lead = text[max(0, match.start() - LEAD) : match.start()].rstrip("《“「")
        line_start = not lead.strip() or lead.endswith("\n")
        if line_start or any(m.end() == len(lead) for m in before.finditer(lead)):
            yield match.start(), match.group()


def _told(text: str, language: str) -> Iterator[tuple[int, str]]:
    """Yield the outlets beside which it is told that something is said: known ones, sites, named by kind."""
    for match in islice(scanner(with_shared(language, "agencies")).finditer(text), MOST):
        name = None if _goes_on(text, match) else _known(match.group(), language)
        if name and told_beside(text, *match.span(), language):
            yield match.start(), name
    for match in islice(_SITE.finditer(text), MOST):
        if _is_site(match.group()) and told_beside(text, *match.span(), language):
            yield match.start(), match.group()
    for match in islice(_places(text, language, "kinds"), MOST):
        name = _name_after(text, match.end(), language)
        end = match.end() + len(name) + 1
        if name and _sure(name, match.group(), language) and told_beside(text, match.start(), end, language):
            yield match.start(), _known(name.strip(OPENERS + CLOSERS), language) or _base(name, language)


def _goes_on(text: str, match: re.Match[str]) -> bool:
    """Tell whether a plain word, which may be a given name, stands before another of the same name."""
    word, behind = match.group(), _NEXT.match(text, match.end())
    if behind is None or not (word.isalpha() and word.istitle() and behind[1].isupper()):
        return False
    return (behind[1] < _NOT_LATIN) == (word < _NOT_LATIN)


def _sure(name: str, kind: str, language: str) -> bool:
    """Tell whether what stands behind the word for an outlet names it: an "agency" may be any authority."""
    bare = name.strip(OPENERS + CLOSERS)
    foreign = (bare[:1] < _NOT_LATIN) != (kind[:1] < _NOT_LATIN)
    return bare != name or foreign or _known(bare, language) is not None or _is_outlet(bare, language)


def _is_site(name: str) -> bool:
    from courlan import extract_domain  # noqa: PLC0415 - few articles name a site

    return extract_domain(f"https://{name.lower()}") is not None


@cache
def _unspaced(language: str) -> tuple[str, ...]:
    return tuple(name for name in with_shared(language, "agencies") if _UNSPACED.match(name))


def _kept(at: int, name: str, language: str, *, any_name: bool) -> Iterator[tuple[int, str]]:
    known = _known(name.strip(OPENERS + CLOSERS), language) if name else None
    if known:
        yield at, known
    elif name and (any_name or _is_outlet(name, language)):
        yield at, _base(name, language)


def _kind(window: str, language: str) -> int:
    """Return the length of a word such as "agency" that leads to the name, 0 if there is none."""
    match = words_of(language, "kinds").match(window.lstrip(" \u00a0"))
    return match.end() + len(window) - len(window.lstrip(" \u00a0")) if match else 0


def _name_after(text: str, at: int, language: str) -> str:
    """Return the quoted name, a known one or the run of capitalised words that follows, "" if none does."""
    quoted = _QUOTED.match(text, at)
    if quoted:
        return quoted[0].strip()
    window = text[at : at + WINDOW]
    article = _ARTICLE.match(window)
    start = article.end() if article else len(window) - len(window.lstrip(" \u00a0"))
    end, words = start, 0
    token, known = _TOKEN.match(window, start), start
    latin = window[start : start + 1] < _NOT_LATIN
    while token and words < MOST_WORDS and token[0][0].isupper() and (token[0] < _NOT_LATIN) == latin:
        end, words = token.end(), words + 1
        if _known(window[start:end].rstrip(".’'"), language):
            known = end
        gap = None if _closes(token[0]) else _JOINED.match(window, end)
        token = _TOKEN.match(window, gap.end()) if gap else None
    return window[start : end if known == start else known].rstrip(".,'’")


def _closes(word: str) -> bool:
    """Tell whether the stop behind a word ends a sentence, and no short form as in "St. Ives Gazette"."""
    bare = word.removesuffix(".")
    long = len(word) > SHORT_FORM or (len(bare) > 1 and bare.isupper())
    return bare != word and "." not in bare and long


def _name_before(text: str, at: int) -> str:
    """Return the quoted name or the run of capitalised words that ends right before, "" if neither does."""
    window = text[max(0, at - WINDOW) : at].rpartition("\n")[2].rstrip(" \u00a0")
    quoted = [m for m in _QUOTED.finditer(window) if m.end() == len(window)]
    if quoted:
        return quoted[-1][0].strip()
    words: list[str] = []
    for word in reversed(window.split(" ")):
        if len(words) == MOST_WORDS or not word[:1].isupper() or word[-1:] in ',.;:!?»”"':
            break
        words.insert(0, word)
    return " ".join(words[1:] if words[:1] == ["The"] else words)


@cache
def _agencies(language: str) -> frozenset[str]:
    return frozenset(with_shared(language, "agencies"))


def _known(name: str, language: str) -> str | None:
    """Return the known name that this is; one listed with a trailing ``*`` may have a case ending."""
    known = _agencies(language)
    if name in known:
        return name
    sizes = (size for size in range(CASE_ENDING + 1) if not size or name[-size:].isalnum())
    bases = (name[: len(name) - size] for size in sizes)
    return next((base for base in bases if f"{base}*" in known), None)


def _is_outlet(name: str, language: str) -> bool:
    return words_of(language, "media").search(name) is not None or _SITE.search(name) is not None


def _base(name: str, language: str) -> str:
    """Return a name without quotation marks; one quoted word in the form that a dictionary has."""
    bare = name.strip(OPENERS + CLOSERS)
    if bare == name or " " in bare or bare.isupper():
        return bare
    base = lemma(bare, language)
    return base[:1].upper() + base[1:] if base[:3] == bare[:3].casefold() else bare
