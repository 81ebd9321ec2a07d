"""What one outlet quotes and another tells without marks is one utterance; what is only like it is not."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

import pytest

from rashomon.compare.claims import group_claims
from rashomon.compare.ground import Ground
from rashomon.compare.texts import Texts
from rashomon.compare.utterances import find_utterances
from rashomon.model.annotation import Analysis, Quantity, Quote, QuoteKind, Speaker
from rashomon.model.comparison import ClaimGroup, Utterance
from rashomon.model.text import Span
from tests.compared_story import analysis, linked, story, with_vectors

WORDS = "We shall mend the broken sea wall before winter"
OTHERWISE = "the council will repair the damaged dyke by December"
MEANING = {"council": "We", "will": "shall", "repair": "mend", "damaged": "broken", "dyke": "wall"}
ROAD = "We shall close the road over the hill to lorries at night"
SAID, LIKE = [1.0, 0, 0, 0, 0], [0.96, 0.25, 0, 0, 0]
FULLEST, SHORTEST = [0.95, 0, 0, 0, 0.3], [0.6, 0, 0, 0, -0.8]
ELSE, RAIN, FERRY = [0, 1.0, 0, 0, 0], [0, 0, 1.0, 0, 0], [0, 0, 0, 1.0, 0]


def _telling(
    name: str,
    words: str,
    kind: QuoteKind = "direct",
    *,
    speaker: str | None = "Ilda Brann",
    vector: Sequence[float] = SAID,
    language: str = "en",
    meaning: Mapping[str, str] | None = None,
    published: str | None = None,
    number: float | None = None,
) -> Analysis:
    """An article in which somebody says one thing, in marks or not, and two things happen besides."""
    told = f"“{words}”" if kind == "direct" else words
    one = analysis(
        name,
        [f"{speaker or 'They'}: {told}.", "Rain fell on the market.", "No ferry left the harbour."],
        people=[speaker] if speaker else [],
        language=language,
        meaning=meaning,
        published=published,
    )
    start = one.article.text.content.index(words)
    span = Span(start, start + len(words))
    who = Speaker(name=speaker, entity=f"e-{speaker}") if speaker else None
    counted = (Quantity(span=span, value=number, unit=""),) if number else ()
    own = replace(
        one,
        quotes=(Quote(id=f"q{start}", kind=kind, span=span, speaker=who),),
        claims=(replace(one.claims[0], span=span, quantities=counted), *one.claims[1:]),
    )
    return with_vectors(own, [vector, RAIN, FERRY])


def _found(*analyses: Analysis, single: bool = False, parted: bool = False) -> tuple[Utterance, ...]:
    """Return the utterances, perhaps with each claim in a group of its own, or parted from its group."""
    given = story(*analyses)
    entities = linked(given)
    texts = Texts(given)
    found = group_claims(texts, entities)
    groups = _single(found, parted=parted) if single or parted else found
    return find_utterances(Ground(texts, entities), groups, entities)


def _single(groups: Sequence[ClaimGroup], *, parted: bool) -> list[ClaimGroup]:
    return [
        replace(
            group,
            id=f"{group.id}-{at}",
            members=(member,),
            cells=tuple(replace(cell, stance="unknown", members=(), parted=parted) for cell in group.cells),
        )
        for group in groups
        for at, member in enumerate(group.members)
    ]


def _kinds(utterance: Utterance) -> list[tuple[str, str, int]]:
    return [(v.article, v.kind, len(v.edits)) for v in utterance.variants]


def test_what_lost_its_marks_word_for_word_is_one_utterance() -> None:
    (one,) = _found(_telling("a", WORDS), _telling("b", f"that {WORDS}", "indirect"))
    assert _kinds(one) == [("a", "verbatim", 0), ("b", "verbatim", 0)]
    assert one.speaker == "e-Ilda Brann"


def test_what_is_told_in_other_words_stands_beside_without_edits() -> None:
    retold = _telling("a", OTHERWISE, "indirect", vector=LIKE, meaning=MEANING)
    (one,) = _found(retold, _telling("b", WORDS))
    assert _kinds(one) == [("b", "verbatim", 0), ("a", "altered", 0)]


def test_a_few_other_words_without_marks_are_edits() -> None:
    (one,) = _found(
        _telling("a", WORDS), _telling("b", WORDS.replace("We shall", "they will"), "indirect", vector=LIKE)
    )
    assert _kinds(one) == [("a", "verbatim", 0), ("b", "altered", 1)]


def test_two_tellings_without_marks_are_one_utterance() -> None:
    (one,) = _found(
        _telling("a", WORDS, "indirect"),
        _telling("b", OTHERWISE, "indirect", vector=LIKE, meaning=MEANING),
    )
    assert [article for article, _, _ in _kinds(one)] == ["b", "a"]


def test_another_utterance_of_the_speaker_stays_apart() -> None:
    assert _found(_telling("a", WORDS), _telling("b", ROAD, "indirect", vector=ELSE)) == ()


def test_the_same_words_of_another_speaker_stay_apart() -> None:
    assert _found(_telling("a", WORDS), _telling("b", WORDS, "indirect", speaker="Oskar Veld")) == ()


def test_a_source_without_a_name_needs_the_words() -> None:
    said = _telling("a", WORDS)
    assert _found(said, _telling("b", WORDS, "indirect", speaker=None))
    far = _telling("b", OTHERWISE, "indirect", speaker=None, vector=LIKE)
    assert _found(said, far) == ()


@pytest.mark.parametrize(("value", "together"), [(400, True), (450, False)])
def test_a_source_without_a_name_needs_the_numbers(value: float, together: bool) -> None:
    words = "We shall move all families out of the low quarter"
    one = _telling("a", words, number=400)
    other = _telling("b", words, "indirect", speaker=None, number=value)
    assert bool(_found(one, other)) is together


def test_a_telling_in_another_language_is_a_translation() -> None:
    meaning = {"починят": "mend", "сломанную": "broken", "дамбу": "wall", "зимы": "winter", "до": "before"}
    ru = _telling(
        "b",
        "что они починят сломанную морскую дамбу до зимы",
        "indirect",
        vector=LIKE,
        language="ru",
        meaning=meaning,
    )
    (one,) = _found(_telling("a", WORDS), ru)
    assert _kinds(one) == [("a", "verbatim", 0), ("b", "translated", 0)]
    assert _found(_telling("a", WORDS), with_vectors(ru, [ELSE, RAIN, FERRY])) == ()


def test_a_telling_of_two_utterances_does_not_tie_them_together() -> None:
    both = _telling("b", f"{WORDS}, and {ROAD}", "indirect")
    first, second = (both.article.text.content.index(part) for part in (WORDS, ROAD))
    claims = (
        replace(both.claims[0], span=Span(first, first + len(WORDS))),
        replace(both.claims[0], id="c9", span=Span(second, second + len(ROAD))),
        *both.claims[1:],
    )
    tied = replace(with_vectors(both, [SAID, RAIN, FERRY]), claims=claims)
    tied = replace(tied, claim_vectors=tied.claim_vectors[[0, 0, 1, 2]].copy())
    tied.claim_vectors[1] = ELSE
    found = _found(_telling("a", WORDS), tied, _telling("c", ROAD, vector=ELSE))
    assert [{v.article for v in one.variants} for one in found] in ([{"a", "b"}], [{"b", "c"}])


def test_claims_that_a_person_set_apart_are_no_utterance() -> None:
    two = _telling("a", WORDS), _telling("b", WORDS, "indirect")
    assert _found(*two)
    assert _found(*two, parted=True) == ()


def test_words_of_one_speaker_need_no_group_of_claims() -> None:
    assert _found(_telling("a", WORDS), _telling("b", WORDS, "indirect"), single=True)
    assert _found(_telling("a", WORDS), _telling("b", WORDS, "indirect", speaker=None), single=True) == ()


def test_what_shares_most_telling_words_is_told_again() -> None:
    far = [0.6, 0.8, 0, 0, 0]
    again = "that the council will mend the broken sea wall, whatever it may cost"
    assert _found(_telling("a", WORDS), _telling("b", again, "indirect", vector=far))
    other = "that the council will mend the ferry, the road and the school, whatever it may cost"
    assert _found(_telling("a", WORDS), _telling("b", other, "indirect", vector=far)) == ()


FERRIES = "the loss of about 600 crossings on Wednesday and Thursday of next week"


@pytest.mark.parametrize(
    ("again", "speaker", "together"),
    [
        (FERRIES.replace("next", "the coming"), "Ilda Brann", True),
        (FERRIES.replace("600", "150"), "Ilda Brann", False),
        (FERRIES.replace("loss of", "loss not of"), "Ilda Brann", False),
        (FERRIES, "Oskar Veld", False),
        (FERRIES, None, False),
        ("the loss of next week", "Ilda Brann", False),
    ],
)
def test_like_words_without_marks_need_no_claim(again: str, speaker: str | None, together: bool) -> None:
    one, other = _telling("a", FERRIES, "indirect"), _telling("b", again, "indirect", speaker=speaker)
    assert bool(_found(_unclaimed(one), _unclaimed(other))) is together


def test_short_words_are_known_again_where_all_are_the_same() -> None:
    short = "the harbour kneels to nobody"
    one, same = _telling("a", short, "indirect"), _telling("b", short, "indirect")
    more = _telling("b", f"{short} this winter", "indirect")
    assert _found(_unclaimed(one), _unclaimed(same))
    assert _found(_unclaimed(one), _unclaimed(more)) == ()


@pytest.mark.parametrize(
    ("speaker", "vector", "together"),
    [
        ("Ilda Brann", [0.6, 0.8, 0, 0, 0], True),
        ("Ilda Brann", [0.3, 0.95, 0, 0, 0], False),
        (None, LIKE, True),
        (None, [0.6, 0.8, 0, 0, 0], False),
        ("Oskar Veld", LIKE, False),
    ],
)
def test_a_foreign_report_without_a_claim_is_known_by_its_sentence(
    speaker: str | None, vector: Sequence[float], together: bool
) -> None:
    one = _telling("a", "the closing of the old slipway", "indirect")
    ru = _telling("b", "закрытии старого слипа", "indirect", speaker=speaker, vector=vector, language="ru")
    assert bool(_found(_unclaimed(one), _unclaimed(ru))) is together


def test_a_foreign_report_is_known_where_its_sentence_tells_nothing_else() -> None:
    one = _telling("a", "the closing of the old slipway", "indirect")
    ru = _unclaimed(_telling("b", "закрытии старого слипа", "indirect", vector=LIKE, language="ru"))
    (quote,) = one.quotes
    within = replace(quote, id="q8", span=Span(quote.span.start + len("the "), quote.span.end))
    beside = replace(quote, id="q9", span=Span(0, quote.span.start))
    assert _found(_unclaimed(replace(one, quotes=(quote, within))), ru)
    assert _found(_unclaimed(replace(one, quotes=(quote, beside))), ru) == ()


def _unclaimed(one: Analysis) -> Analysis:
    """The same article with nothing claimed in what is said."""
    assert one.claim_vectors is not None
    return replace(one, claims=one.claims[1:], claim_vectors=one.claim_vectors[1:])


def test_renderings_meet_in_one_claim_of_another() -> None:
    """The fullest one and the shortest have few words in common, and both most with a third."""
    full = _telling("a", "Before winter the sea wall, as everybody wishes, stands again", vector=FULLEST)
    middle = _telling("b", WORDS, "indirect")
    short = _telling(
        "c", "the council will repair the broken wall", "indirect", vector=SHORTEST, meaning=MEANING
    )
    assert _found(full, short, single=True) == ()
    assert [len(one.variants) for one in _found(full, middle, short, single=True)] == [3]


def test_a_claim_may_hold_who_says_it() -> None:
    speaker = "Harbour Master Ilda Brann"
    retold = _telling("b", OTHERWISE, "indirect", speaker=speaker, vector=LIKE, meaning=MEANING)
    said = _telling("a", WORDS, speaker=speaker)
    sentence = said.sentences[0].span
    whole = replace(said, claims=(replace(said.claims[0], span=sentence), *said.claims[1:]))
    cue = Span(sentence.start, sentence.start + len(speaker))
    assert _found(replace(whole, quotes=(replace(said.quotes[0], cue=cue),)), retold)
    assert _found(whole, retold) == ()


@pytest.mark.parametrize(
    ("first", "second", "earliest"),
    [("2031-05-02", "2031-05-01", "b"), ("2031-05-02", "2031-05-02", None), ("2031-05-02", None, None)],
)
def test_who_gave_the_words_first_is_told_where_the_days_are_known(
    first: str, second: str | None, earliest: str | None
) -> None:
    (one,) = _found(_telling("a", WORDS, published=first), _telling("b", WORDS, "indirect", published=second))
    assert one.earliest == earliest
