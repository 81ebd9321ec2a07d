"""Find the subject in words before a verb where their order is free and names have cases."""

from rashomon.analyze.quotes.scenes import PERSONAL, Name, Range, Scene, governed, possessive


def free_subject(scene: Scene, run: Range) -> Range | None:
    """Return the part of a run that can be a subject where word order is free and subjects drop."""
    person = subject_person(scene, run)
    if person is not None and person.base:
        return Range(phrase_start(scene, run, person), person.last)
    free = [at for at in range(*run) if not _after_preposition_word(scene, at)]
    for at in free:
        token = scene.tokens[at]
        if token.has_any(PERSONAL):
            return Range(at, at + 1)
        bodies = (n for n in scene.names_in(run) if n.first == at and n.type == "ORG")
        named = next((n for n in bodies if n.base or (n.short and at == run.first)), None)
        if named is not None:
            return Range(at, named.last)
        if token.has("role") or token.has("collective"):
            near = at - 1 in free and 0 < at - run.first <= 2
            led = near and not scene.unit.is_capital_inside(at - 1)
            return Range(at - led, _genitives(scene, at, run.last))
    names = [n for n in scene.names_in(run) if n.base and not governed(scene, n)]
    names = [n for n in names if n.type != "LOC"] or names
    return names[-1].range if names else None


def _after_preposition_word(scene: Scene, at: int) -> bool:
    """Tell whether a preposition stands before a word, or before the one before it, which may describe it.

    A date, place or pronoun there has the preposition for itself ("w poniedziałek burmistrz", "при этом").
    """
    if at > 0 and scene.tokens[at - 1].has("preposition"):
        return True
    itself = at - 1 in scene.dated or any(n.last == at and n.type == "LOC" for n in scene.names)
    itself |= at > 0 and scene.tokens[at - 1].has("impersonal") and scene.tokens[at - 1].has("skip")
    return at > 1 and scene.tokens[at - 2].has("preposition") and not itself


def _genitives(scene: Scene, at: int, last: int) -> int:
    """Return where the phrase of a role ends: with the words behind it up to a preposition."""
    end, ends = at + 1, ("preposition", "skip", "object")
    while end < last and end - at < 5 and (_hangs_on(scene, end) or not scene.tokens[end].has_any(ends)):
        end += 1
    if not scene.tokens[at].has("collective") or scene.tokens[at].has("role"):
        return end
    return next(
        (k + 1 for k in range(end - 1, at, -1) if scene.tokens[k].capital), _with_noun(scene, at, end)
    )


def _with_noun(scene: Scene, at: int, end: int) -> int:
    """Return where a body ends with the noun that names it ("ministerstwo kultury", "vigili del fuoco")."""
    last = at + 1
    if scene.tokens[at].has("named_behind"):
        last += 1
    elif last < end and _hangs_on(scene, last):
        last += 2 + (last + 1 < end and scene.tokens[last + 1].has("determiner"))
    return min(last, end)


def _hangs_on(scene: Scene, at: int) -> bool:
    """Tell whether an "of" makes a longer name of a role or body where all of them take it."""
    return scene.tokens[at].has("of") and not scene.grammar.named_behind


def subject_person(scene: Scene, run: Range) -> Name | None:
    """Return the last person behind a cue that no preposition governs, in a base form if there is one."""
    people = [
        n
        for n in scene.names_in(run)
        if n.type == "PER" and not governed(scene, n) and not possessive(scene, n)
    ]
    plain = [n for n in people if n.base]
    if not people:
        return None
    return (plain or people)[-1] if scene.grammar.subject_drops else people[0]


def phrase_start(scene: Scene, run: Range, name: Name) -> int:
    """Return where the phrase that ends in a name begins: at its first role or with the name itself."""
    for at in range(run.first, name.first):
        token = scene.tokens[at]
        if token.has("role") or token.has("determiner"):
            return at
    return name.first if name.first - run.first > 3 else run.first
