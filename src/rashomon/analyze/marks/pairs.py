"""Pair quotation marks: which stretches of a text stand between marks, whatever their style.

Styles of all languages are read in every text, since outlets mix them. Whether a mark opens or closes is
decided by its shape, by what stands beside it and by what is open; a single mark that is an apostrophe is
none. One pass over the marks, with a stack of bounded depth: linear in the length of the text.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from itertools import pairwise

from rashomon.analyze.layout import trimmed
from rashomon.analyze.marks.escaped import unescaped
from rashomon.analyze.marks.names import SHARED, names_within
from rashomon.lang.language import language_of
from rashomon.lang.terms import UNSPACED
from rashomon.model.text import Span

CLOSERS = {
    "«": '»"', "»": "«", "„": '“”"‟', "‟": '”"', "“": '”"“', "”": "”", '"': '"”“»', "＂": "＂",
    "‹": "›", "「": "」", "『": "』", "‘": "’", "‚": "‘’", "'": "'", "’": "’",
}  # fmt: skip
"""Each opening mark with those that may close it, in any language."""
SINGLES = frozenset("'‘’‚")
SINGLE = re.compile(
    rf"[‘‚'](?<![^\W{UNSPACED}][‘‚'])(?=[^\s\d'’])(?:[^‘’'\n]|(?<=[^\W{UNSPACED}])['’](?=[^\W{UNSPACED}])){{1,1500}}['’‘](?![^\W{UNSPACED}])"
)
SET_OFF = re.compile(r'["“„](?<!\S.) (?=\w)[^"“”„\n]{1,1500}["”“](?!\w)')
"""A mark that opens though a space stands behind it: another one closes it in its paragraph."""
CLOSES_SET_OFF = re.compile(r'["”“](?=[.,;:!?)](?:\s|\Z))')
"""A mark that closes whatever stands before it, with what must stand behind it."""
STRAY = re.compile(r'["“](?<=\w.)[.,;:!?)]')
"""A mark that closes what none has opened."""
INCHES = re.compile(r"\d['’]\s?\d{1,2}$|\d$")
CLOSING = frozenset(".,!?…”»)")
BEFORE_OPENING = frozenset("([{<-–—/:;,=>¿¡")
DEEPEST = 8
"""Marks open at a time; more is noise, and the stack is searched for every closing mark."""
LONGEST = 8000
"""Code points that one quotation may hold."""
PARAGRAPHS = 12
"""Paragraphs that one quotation may run over."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Quotation:
    """A stretch between marks: ``inner`` without them, ``outer`` with them, ``depth`` 0 if in no other.

    ``closed`` is false where no closing mark was found: then ``inner`` goes as far as it can. ``title`` tells
    that the words are a long name of something, which nobody says.
    """

    inner: Span
    outer: Span
    depth: int = 0
    closed: bool = True
    title: bool = False


@dataclass(slots=True)
class _Open:
    """A mark that is open: ``shared`` is the first mark within that may close it with a name at its end."""

    mark: str
    start: int
    paragraph: int
    nesting: bool = False
    cut: int | None = None
    shared: int | None = None


@dataclass(slots=True)
class _Pairing:
    """State of the one pass: what is open, what was found."""

    text: str
    starts: Sequence[int]
    closers: Mapping[str, str]
    names: frozenset[int]
    stack: list[_Open] = field(default_factory=list)
    found: list[tuple[int, int, bool]] = field(default_factory=list)

    def paragraph(self, at: int) -> int:
        return bisect_right(self.starts, at) - 1

    def paragraph_end(self, paragraph: int) -> int:
        end = self.starts[paragraph + 1] if paragraph + 1 < len(self.starts) else len(self.text)
        return self._stripped(end)

    def _stripped(self, end: int) -> int:
        while end > 0 and self.text[end - 1].isspace():
            end -= 1
        return end

    def read(self, at: int, mark: str, *, opens: bool | None = None) -> None:
        if self.stack and self._resumes(at, mark):
            return
        target = self._closes(at, mark) if opens is not True else None
        if target is not None and (opens is False or not self._opens(at, mark)):
            self._close(target, at)
        elif opens is not False and mark in self.closers and self._may_open(at, mark):
            self._open(at, mark)

    def _resumes(self, at: int, mark: str) -> bool:
        """Settle what is still open from an earlier paragraph; true if the mark only opens it again."""
        here = self.paragraph(at)
        last = self.stack[-1]
        if last.paragraph == here:
            return False
        first_in_paragraph = here >= 0 and at - self.starts[here] <= 3
        near = here - last.paragraph <= PARAGRAPHS and at - last.start <= LONGEST and last.shared is None
        same = mark == last.mark or (mark in self.closers[last.mark] and mark != '"')
        if near and first_in_paragraph and same and here - last.paragraph == 1 and not self._space_after(at):
            last.paragraph = here
            return True
        closes = mark in self.closers[last.mark] and not self._space_before(at)
        if near and closes and not self._opens(at, mark):
            return False
        while self.stack:
            self._give_up(self.stack.pop())
        return False

    def _space_before(self, at: int) -> bool:
        return at == 0 or (self.text[at - 1].isspace() and not self._closes_set_off(at))

    def _space_after(self, at: int) -> bool:
        return at + 1 >= len(self.text) or (self.text[at + 1].isspace() and not self._opens_set_off(at))

    def _opens_set_off(self, at: int) -> bool:
        """Tell whether a mark opens with a space before the first word, as in French ("« Non »")."""
        if self.text[at] != "«":
            return not self.stack and SET_OFF.match(self.text, at) is not None
        before, after = self.text[max(0, at - 1) : at], self.text[at + 2 : at + 3]
        return not before.isalnum() and before not in CLOSING and not after.isspace()

    def _closes_set_off(self, at: int) -> bool:
        """Tell whether a mark closes behind a space."""
        if self.stack and CLOSES_SET_OFF.match(self.text, at):
            return True
        before, after = self.text[max(0, at - 2) : at - 1], self.text[at + 1 : at + 2]
        return self.text[at] == "»" and not before.isspace() and not after.isalnum()

    def _opens(self, at: int, mark: str) -> bool:
        """Tell whether a mark that could close stands where one opens."""
        if mark not in self.closers or self._space_after(at) or self._closes_set_off(at):
            return False
        before = self.text[at - 1] if at else " "
        doubled = bool(self.stack) and self.stack[-1].start == at - 1
        if before.isspace() or doubled:
            return True
        return before in BEFORE_OPENING and self.text[at + 1].isalnum() and before not in ",;:"

    def _may_open(self, at: int, mark: str) -> bool:
        inches = mark == '"' and INCHES.search(self.text, max(0, at - 6), at)
        if inches or self._space_after(at) or STRAY.match(self.text, at):
            return False
        return mark in "«„‟“「『‹‘‚〝" or self._opens(at, mark) or not self.text[at - 1].isalnum()

    def _closes(self, at: int, mark: str) -> int | None:
        """Return the index of what the mark closes, the innermost first."""
        if self._space_before(at) and not self._space_after(at):
            return None
        for index in range(len(self.stack) - 1, -1, -1):
            if mark in self.closers[self.stack[index].mark]:
                return index
        return None

    def _open(self, at: int, mark: str) -> None:
        doubled = bool(self.stack) and self.stack[-1].start == at - 1
        if self.stack and (doubled or at in self.names):
            self.stack[-1].nesting = True
        same = next((entry for entry in self.stack if entry.mark == mark), None)
        if same is not None and not same.nesting:
            same.cut = same.cut or at
            if mark == '"':
                self._give_up(self.stack.pop(self.stack.index(same)))
        if len(self.stack) >= DEEPEST:
            self.stack.pop(0)
        self.stack.append(_Open(mark, at, self.paragraph(at)))

    def _close(self, index: int, at: int) -> None:
        entry = self.stack[index]
        del self.stack[index:]
        if at - entry.start > 1 and at - entry.start <= LONGEST:
            self.found.append((entry.start, at + 1, True))
        if self.stack and self.stack[-1].mark == entry.mark and SHARED.match(self.text, at + 1):
            self._share(self.stack[-1], at)

    def _share(self, around: _Open, at: int) -> None:
        """Let a mark close what is around the name that it closes: at once if only its place shows that."""
        around.shared = around.shared or at
        if around.mark == '"':
            self._give_up(self.stack.pop())

    def _give_up(self, entry: _Open) -> None:
        if entry.shared is not None:
            self.found.append((entry.start, entry.shared + 1, True))
            return
        end = min(self.paragraph_end(entry.paragraph), entry.start + LONGEST)
        if entry.cut is not None:
            end = min(end, self._stripped(entry.cut))
        if self.text[entry.start + 1].isspace():
            return  # what a link has left of its marks
        if end - entry.start > 1:
            self.found.append((entry.start, end, False))

    def finish(self) -> list[tuple[int, int, bool]]:
        while self.stack:
            self._give_up(self.stack.pop())
        return sorted(self.found, key=lambda pair: (pair[0], -pair[1]))


def find_quotations(
    text: str, paragraph_starts: Sequence[int], language: str = "und"
) -> tuple[Quotation, ...]:
    """Return all stretches between quotation marks in reading order, outer before inner.

    ``paragraph_starts`` are the sorted offsets (code points) at which paragraphs begin. A quotation that is
    opened again at each paragraph, or closed only in a later one, is one quotation. Pairs that only the pack
    of the language has are read besides those that all languages share.
    """
    closers, marks = _closers(language)
    plain = unescaped(text)
    pairing = _Pairing(plain.text, paragraph_starts, closers, names_within(plain.text, paragraph_starts))
    for at, mark, opens in _marks(plain.text, marks):
        pairing.read(at, mark, opens=opens)
    found = _nested(plain.text, pairing.finish())
    return tuple(replace(q, outer=plain.whole(q.outer)) if plain.places else q for q in found)


@cache
def _closers(language: str) -> tuple[Mapping[str, str], re.Pattern[str]]:
    """Return each opening mark with those that may close it in a language, and a pattern for all marks."""
    closers = dict(CLOSERS)
    for opening, closing in language_of(language).quotation_marks:
        closers[opening] = closers.get(opening, "") + closing
    marks = {*closers, *"".join(closers.values())} - SINGLES
    return closers, re.compile(f"[{re.escape(''.join(sorted(marks)))}]")


def _marks(text: str, marks: re.Pattern[str]) -> Iterator[tuple[int, str, bool | None]]:
    singles = [match.span() for match in SINGLE.finditer(text)]
    events: list[tuple[int, str, bool | None]] = [(start, text[start], True) for start, _ in singles]
    events += [(end - 1, "'" if text[start] == "'" else "’", False) for start, end in singles]
    doubles: list[tuple[int, str, bool | None]] = [(m.start(), m.group(), None) for m in marks.finditer(text)]
    yield from sorted(doubles + events, key=lambda event: event[0])


def _nested(text: str, pairs: Sequence[tuple[int, int, bool]]) -> Iterator[Quotation]:
    """Give each pair its depth; a pair that only crosses another one ends where that one begins."""
    around: list[int] = []
    for (start, end, closed), after in pairwise([*pairs, (1 << 62, 0, True)]):
        while around and around[-1] <= start:
            around.pop()
        crossing = not closed and start < after[0] < end < after[1]
        last = after[0] if crossing else end
        inner = trimmed(text, start + 1, last - 1 if closed else last)
        if inner is not None:
            yield Quotation(inner=inner, outer=Span(start, last), depth=len(around), closed=closed)
            around.append(last)
