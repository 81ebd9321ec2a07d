"""Tell where words of time end that stand before a subject ("A day later the mayor said")."""

from rashomon.analyze.quotes.sentence.scenes import Range, Scene
from rashomon.lang.word_classes import PEOPLE, PRONOUNS, SPEAKING, THIRD_PERSON

LONGEST_TIME = 5
"""Tokens of the longest phrase of time that holds no date."""
FILLERS = ("skip", "joins", "as_words", "contrast")
"""Words that may stand before a phrase of time."""


def behind_times(scene: Scene, run: Range) -> Range:
    """Return a run of words without the phrases of time that open it; a date that is all of it stays.

    A date stands there behind a preposition or is more than one word, since one word alone may belong to
    the noun behind it ("January figures").
    """
    at = run.first
    while at < run.last:
        end = _date_end(scene, at) or _phrase_end(scene, at, run.last)
        if end is None or end >= run.last:
            break
        at = end
    return Range(at, run.last)


def only_time(scene: Scene, segment: Range) -> bool:
    """Tell whether words between marks only tell when ("A day later, the mayor said …")."""
    end = _date_end(scene, segment.first)
    if end is None and any(scene.tokens[k].has("timespan") for k in range(*segment)):
        end = next((k + 1 for k in reversed(range(*segment)) if _ends_time(scene, k)), None)
        end = end if _is_span(scene, segment) else None
    return end == segment.last


def _ends_time(scene: Scene, at: int) -> bool:
    return scene.tokens[at].has_any(("timespan", "elapsed"))


def _is_span(scene: Scene, segment: Range) -> bool:
    short = segment.size <= LONGEST_TIME
    return short and not any(
        scene.tokens[k].has_any(SPEAKING) or any(n.first <= k < n.last for n in scene.names)
        for k in range(*segment)
    )


def _date_end(scene: Scene, at: int) -> int | None:
    """Return where a date ends that begins at a token, with what leads to it ("late on Monday")."""
    first = at
    while scene.tokens[at].has_any(FILLERS) and at not in scene.dated and at + 1 < len(scene.tokens):
        at += 1
    at += at == first and _is_adverb(scene, at)
    led = scene.tokens[at].has("preposition") and at not in scene.dated
    begin = date_at(scene, at + led)
    date = next((date for date in scene.dates if date.first == begin), None)
    if date is None or scene.tokens[date.last - 1].text.endswith(("'s", "’s")):
        return None
    end = date.last
    while end < len(scene.tokens) and scene.tokens[end].has("timespan") and (led or begin > at):
        end += 1  # "on Monday night"
    long = led or date.size > 1 or (first < at < begin) or scene.tokens[first].has("skip")
    return end if long or end == len(scene.tokens) or _subject_at(scene, end) else None


def date_at(scene: Scene, at: int) -> int:
    """Return the token at which a date begins, behind the article that may stand there ("el lunes")."""
    article = at not in scene.dated and at + 1 in scene.dated and scene.tokens[at].has("determiner")
    return at + article


def _subject_at(scene: Scene, at: int) -> bool:
    """Tell whether a subject begins at a token behind a date of one word, or a mark stands there.

    In "January figures" the date only belongs to the noun.
    """
    near = scene.tokens[at : at + 2]
    return near[0].kind != "word" or _opens_noun(scene, at) or any(t.has_any(PEOPLE) for t in near)


def _opens_noun(scene: Scene, at: int) -> bool:
    named = any(name.first == at for name in scene.names)
    return named or scene.tokens[at].has_any(("determiner", *THIRD_PERSON))


def _is_adverb(scene: Scene, at: int) -> bool:
    """Tell whether an unknown word stands before a preposition and its date ("late on Monday")."""
    token, behind = scene.tokens[at], scene.tokens[at + 1 : at + 2]
    known = token.kind != "word" or token.has_any((*SPEAKING, *PRONOUNS, "preposition", "determiner"))
    led = any(word.has("preposition") for word in behind) and at + 2 in {d.first for d in scene.dates}
    return led and not known and not any(name.first <= at < name.last for name in scene.names)


def _phrase_end(scene: Scene, at: int, last: int) -> int | None:
    """Return where a phrase of time ends that is no date ("A day later", "The next day" before "the")."""
    for k in range(at, min(last, at + LONGEST_TIME)):
        token = scene.tokens[k]
        if token.has("timespan"):
            behind = k + 1
            if behind + 1 < last and scene.tokens[behind + 1].has("elapsed"):
                behind += scene.tokens[behind].has("skip")  # "un jour plus tard"
            if behind < last and scene.tokens[behind].has("elapsed"):
                return behind + 1
            opens = k + 1 < last and _opens_subject(scene, Range(at, k + 1))
            return k + 1 if opens else None
        if token.kind != "word" or (token.has_any((*SPEAKING, *PRONOUNS)) and not token.has("determiner")):
            return None
        if any(name.first <= k < name.last for name in scene.names):
            return None
    return None


def _opens_subject(scene: Scene, time: Range) -> bool:
    """Tell whether a subject begins behind words that may be a phrase of time, or only its first noun."""
    long = time.size > 2  # "the next day residents", where "the night nurses" are no time
    return _opens_noun(scene, time.last) or (long and scene.tokens[time.last].has_any(PEOPLE))
