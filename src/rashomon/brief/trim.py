"""Cut a sentence so that it can stand alone, without changing what it says.

Only openings that tie it to its neighbours are cut, and marks of a quotation that it was taken out of.
"""

import re

from rashomon.lang import terms
from rashomon.lang.brief import BriefWords

OPENING_MARKS = "“„«‘‚\"'"
CLOSING_MARKS = "”“»’‘\"'"
BULLETS = re.compile(r"^[\s\-–—•*·|>]+")
_CLOSES_FIRST = re.compile(r"[^“”„«»\"]*[^\s\d“”„«»\"(\[][”“»\"](?=[\s.,;:!?]|\Z)")
"""A line whose first mark closes: it stands behind a letter or stop and before none."""
TOKEN = re.compile(r"\d+(?:[.,:]\d+)*|\w+|[%‰$€£]")


def words(text: str) -> list[str]:
    """Return the words, numbers and signs of measure that carry a text's meaning, case-folded."""
    return [t.casefold() for t in TOKEN.findall(text)]


def opening(text: str, language: BriefWords) -> int:
    """Return how many characters at the start only tie a sentence to the one before it.

    >>> opening("However, it rained.", BriefWords(discourse=("however",)))
    9
    """
    end = 0
    while True:
        rest = text[end:]
        match = terms.compiled(language.discourse).match(rest)
        tie = re.compile(r"\s*,\s+").match(rest, match.end()) if match else None
        if tie is None:
            match = terms.compiled(language.conjunctions).match(rest)
            tie = re.compile(r",?\s+").match(rest, match.end()) if match else None
        if tie is None or tie.end() == len(rest):
            return end
        end += tie.end()


def trim(text: str, language: BriefWords, *, quoted: bool) -> str:
    """Return the sentence on one line without its ties; in quotation marks if it is someone's words."""
    line = BULLETS.sub("", " ".join(text.split()))
    if quoted or not balanced(line):
        line = _unmarked(line)
    line = line[opening(line, language) :]
    line = line[:1].upper() + line[1:]
    return line.join(language.quotation_marks) if quoted else line


def _unmarked(line: str) -> str:
    """Take off marks at the ends that have no partner inside the sentence."""
    if line[:1] in OPENING_MARKS:
        line = line[1:].lstrip()
    if line[-1:] in CLOSING_MARKS:
        line = line[:-1].rstrip()
    return line


def around(line: str, other: str, most: int = 25) -> str:
    """Return about so many words of a line around those that another line does not have.

    Numbers come first: where one differs, it is what the two are set beside each other for.
    """
    parts = line.split()
    if len(parts) <= most + 3:
        return line
    known = set(words(other))
    fresh = [n for n, part in enumerate(parts) if not known.issuperset(words(part))]
    numbered = [n for n in fresh if any(c.isdigit() for c in parts[n])]
    middle = (numbered or [fresh[len(fresh) // 2] if fresh else 0])[0]
    start = max(0, min(middle - most // 2, len(parts) - most))
    cut = " ".join(parts[start : start + most])
    return ("… " if start else "") + cut + (" …" if start + most < len(parts) else "")


def balanced(line: str) -> bool:
    """Tell whether quotation marks and brackets close what they open."""
    if line.count('"') % 2 or _CLOSES_FIRST.match(line):
        return False
    return all(_even(line, pair) for pair in (("(", ")"), ("«", "»"))) and _curled(line)


def _even(line: str, pair: tuple[str, str]) -> bool:
    return line.count(pair[0]) == line.count(pair[1])


def _curled(line: str) -> bool:
    """Curled marks open in one language and close in another; only their number can be asked for."""
    return sum(line.count(mark) for mark in "“”„") % 2 == 0
