"""Conflicts of yes and no: one claim negates what another says, or says its opposite."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from rashomon.compare.conflict_ground import Found, Ground
from rashomon.compare.wording import Passage, Word, read_words
from rashomon.lang.attribution import word_labels
from rashomon.lang.contrast import Contrast, contrast
from rashomon.lang.terms import compiled, has
from rashomon.model.text import Span

REACH = 4
"""Words in front of a word in which a negation turns it."""
FRAME = 2
"""Words that a negated frame consists of: what is denied and of what."""
SPREAD = 4
"""Words between which the same two words must stand on the other side."""
EXACT, VOICES = 0.1, 0.05
"""What it adds to a denial that the words between agree, and that two voices speak."""
ASIDE = 0.3
"""Cosine below which two claims with one frame must share a name."""
ALIKE = 0.34
"""Cosine at which they need no name in common either."""
TOPIC, PLAIN = 0.08, 0.3
"""Cosine that opposites need, where their topic is named on both sides and where it is not."""
LONGEST = 400
"""Characters of a passage that several claims make up."""
SIDES = 40
"""Claims of one side of a topic that are compared."""


@dataclass(frozen=True, slots=True)
class Pole:
    """A claim that takes a side: its row, its words, and all of its sentence that does so."""

    row: int
    words: str
    span: Span


@dataclass(frozen=True, slots=True)
class Frame:
    """Two content words that are denied or affirmed together, and what stands between them."""

    lemmas: tuple[str, str]
    between: str


def negated(passage: Passage, at: int, grammar: Contrast) -> bool:
    """Tell whether a negation stands shortly before the word, in the same passage."""
    before = passage.words[max(0, at - REACH) : at]
    return any(is_negation(word, grammar) for word in before)


def is_negation(word: Word, grammar: Contrast) -> bool:
    """Tell whether a word negates what follows."""
    return word.form.endswith("n't") or compiled(grammar.negation).fullmatch(word.form) is not None


def _against(ground: Ground, i: int, j: int) -> bool:
    return ground.comparable(i, j) and ground.one_time(i, j)


def denials(ground: Ground) -> Iterator[Found]:
    """Yield pairs of claims of which one denies in the same words what the other says."""
    said = _pairs_of_words(ground)
    for row, passage in enumerate(ground.read):
        grammar = contrast(passage.language)
        if has(grammar.hardly, passage.text) or ground.claims[row].modality != "asserted":
            continue
        for frame, words in _negated_frames(passage, grammar):
            for other, between in said.get(frame.lemmas, ())[:SIDES]:
                if found := _denial(ground, (row, other), frame, words, exact=between == frame.between):
                    yield found


def _denial(ground: Ground, rows: tuple[int, int], frame: Frame, words: str, *, exact: bool) -> Found | None:
    """Return the denial of one claim by another, surer if the words between agree, too ("in", "during")."""
    row, other = rows
    near = ground.near(row, other)
    together = ground.named[row] & ground.named[other]
    if (
        row == other
        or _open(ground, other)
        or not _against(ground, row, other)
        or (near < ASIDE and not together)
    ):
        return None
    score = 0.4 + 0.35 * max(near, 0) + 0.1 * bool(together) + 0.05 * min(ground.shared(row, other), 2)
    score += EXACT * exact + VOICES * (ground.voice(row) != ground.voice(other))
    why = f"One passage says “{words}”, the other says the same without the negation."
    return Found(kind="negation", rows=rows, score=score, why=why, about=" ".join(frame.lemmas))


def _open(ground: Ground, row: int) -> bool:
    """Tell whether a claim does not really affirm: a word before it turns or opens it."""
    passage, sentence = ground.read[row], ground.sentence(row)
    grammar, analysis = contrast(passage.language), ground.story.analyses[passage.article]
    before = read_words(
        analysis,
        Span(max(sentence.start, passage.reference.span.start - 40), passage.reference.span.start + 1),
    )
    return any(is_negation(word, grammar) for word in before[-REACH - 1 : -1]) or has(
        grammar.hardly, passage.text
    )


def _negated_frames(passage: Passage, grammar: Contrast) -> Iterator[tuple[Frame, str]]:
    """Yield the two content words after each negation that stands right before one of them, and the text."""
    for at, word in enumerate(passage.words):
        following = passage.words[at + 1 : at + 2]
        if not is_negation(word, grammar) or not following or not following[0].content:
            continue
        after = [
            w for w in passage.words[at + 1 : at + 2 + SPREAD] if w.content and not is_negation(w, grammar)
        ][:FRAME]
        if len(after) == FRAME and not word_labels(passage.language, after[0].form):
            start = passage.reference.span.start
            words = passage.text[word.span.start - start : after[1].span.end - start]
            yield _frame(passage, after[0], after[1]), words


def _frame(passage: Passage, first: Word, second: Word) -> Frame:
    between = passage.text[
        first.span.end - passage.reference.span.start : second.span.start - passage.reference.span.start
    ]
    return Frame((first.lemma, second.lemma), between.strip().casefold())


def _pairs_of_words(ground: Ground) -> dict[tuple[str, str], list[tuple[int, str]]]:
    """Map two content words that stand close together, not negated, to the claims that hold them."""
    result: dict[tuple[str, str], list[tuple[int, str]]] = defaultdict(list)
    for row, passage in enumerate(ground.read):
        grammar = contrast(passage.language)
        content = [(at, word) for at, word in enumerate(passage.words) if word.content]
        for k, (at, word) in enumerate(content):
            for other, second in content[k + 1 : k + 3]:
                if (
                    other - at <= SPREAD
                    and not negated(passage, at, grammar)
                    and not negated(passage, other, grammar)
                ):
                    frame = _frame(passage, word, second)
                    result[frame.lemmas].append((row, frame.between))
    return result


def opposites(ground: Ground) -> Iterator[Found]:
    """Yield pairs of claims that take opposite sides of one topic."""
    for topic, (plus, minus) in sorted(_poles(ground).items()):
        for a in plus[:SIDES]:
            for b in minus[:SIDES]:
                if found := _opposite(ground, topic, a, b):
                    yield found


def _poles(ground: Ground) -> dict[str, tuple[list[Pole], list[Pole]]]:
    """Return the claims on either side of each topic; neighbours in a sentence that agree are one."""
    result: dict[str, tuple[list[Pole], list[Pole]]] = defaultdict(lambda: ([], []))
    for row, passage in enumerate(ground.read):
        for topic, sides in contrast(passage.language).opposites.items():
            if has(contrast(passage.language).hardly, passage.text):
                continue
            hits = _hits(passage, sides.plus, 1) + _hits(passage, sides.minus, -1)
            signs = {sign for sign, _ in hits}
            if len(signs) == 1 and (not sides.about or has(sides.about, ground.sentence_text(row))):
                side = result[topic][0 if signs == {1} else 1]
                _add(ground, side, Pole(row, hits[0][1], passage.reference.span))
    return result


def _add(ground: Ground, side: list[Pole], pole: Pole) -> None:
    last = side[-1] if side else None
    if (
        last
        and ground.read[last.row].article == ground.read[pole.row].article
        and ground.sentence(last.row).contains(pole.span)
    ):
        over = Span(last.span.start, pole.span.end)
        side[-1] = replace(last, span=over if len(over) <= LONGEST else last.span)
    else:
        side.append(pole)


def _hits(passage: Passage, terms: Sequence[str], sign: int) -> list[tuple[int, str]]:
    """Return the side each term takes where it stands, turned by a negation, with the words as they stand."""
    grammar, hits = contrast(passage.language), []
    starts = [word.span.start - passage.reference.span.start for word in passage.words]
    for match in compiled(tuple(terms)).finditer(passage.text):
        at = sum(start < match.start() for start in starts)
        turned = negated(passage, at, grammar)
        first = next(
            (
                s
                for w, s in zip(
                    passage.words[max(0, at - REACH) : at], starts[max(0, at - REACH) : at], strict=True
                )
                if is_negation(w, grammar)
            ),
            match.start(),
        )
        hits.append(
            (-sign if turned else sign, passage.text[first if turned else match.start() : match.end()])
        )
    return hits


def _opposite(ground: Ground, topic: str, a: Pole, b: Pole) -> Found | None:
    if not _against(ground, a.row, b.row):
        return None
    named = contrast(ground.read[a.row].language).opposites[topic].about
    near = ground.near(a.row, b.row)
    together = len(ground.named[a.row] & ground.named[b.row])
    if near + 0.05 * min(together, 2) < (TOPIC if named else PLAIN) or not (
        named or together or near >= ALIKE
    ):
        return None
    score = 0.36 + 0.45 * near + 0.1 * bool(named) + 0.04 * min(together, 3)
    why = f"The two passages say opposite things of one matter: “{a.words}” and “{b.words}”."
    return Found(
        kind="status", rows=(a.row, b.row), score=score, why=why, about=topic, spans=(a.span, b.span)
    )
