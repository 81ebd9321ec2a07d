from dataclasses import replace

import numpy as np
import pytest

from rashomon.analyze.claims.quantities import find_quantities
from rashomon.compare.claims import group_claims
from rashomon.compare.ground import Ground
from rashomon.compare.texts import Texts
from rashomon.compare.utterances import find_utterances
from rashomon.compare.variants import word_edits
from rashomon.compare.wording import read_words
from rashomon.model.annotation import Analysis, Speaker
from rashomon.model.comparison import Utterance
from rashomon.model.story import Story
from rashomon.model.text import Span
from tests.compared_story import analysis, linked, story, text_at, with_vectors

FULL = "We shall mend the sea wall before winter, and no family will pay for it twice."


def _said(name: str, words: str, speaker: str | None = "Ilda Brann", language: str = "en") -> Analysis:
    first = f"“{words}” {speaker or 'Somebody'} told the council."
    return analysis(
        name,
        [first, "Rain fell on the market."],
        speaker=speaker,
        people=[speaker] if speaker else [],
        language=language,
    )


def _utterances(*analyses: Analysis) -> tuple[Story, tuple[Utterance, ...]]:
    given_story = story(*analyses)
    entities = linked(given_story)
    texts = Texts(given_story)
    groups = group_claims(texts, entities)
    return given_story, find_utterances(Ground(texts, entities), groups, entities)


def test_single_quotations_are_not_listed() -> None:
    assert _utterances(_said("a", FULL), _said("b", "The bakery pays its own bills, thank you."))[1] == ()


def test_verbatim_trimmed_and_altered() -> None:
    trimmed = "We shall mend the sea wall, and no family will pay for it twice."
    altered = "We will mend the sea wall before winter, and no family shall pay for it twice."
    given_story, (one,) = _utterances(
        _said("a", FULL), _said("b", FULL), _said("c", trimmed), _said("d", altered)
    )
    kinds = {v.article: v.kind for v in one.variants}
    assert kinds == {"a": "verbatim", "b": "verbatim", "c": "trimmed", "d": "altered"}
    assert one.speaker == "e-Ilda Brann"
    cut = next(v for v in one.variants if v.article == "c").edits
    assert [(e.op, e.a and text_at(given_story, e.a)) for e in cut] == [("delete", "before winter")]
    changed = next(v for v in one.variants if v.article == "d").edits
    assert [(text_at(given_story, e.a), text_at(given_story, e.b)) for e in changed if e.a and e.b] == [
        ("shall", "will"),
        ("will", "shall"),
    ]


def test_fragment_belongs_to_the_whole() -> None:
    _, (one,) = _utterances(_said("a", FULL), _said("b", "the sea wall"))
    assert {v.article: v.kind for v in one.variants} == {"a": "verbatim", "b": "fragment"}


@pytest.mark.parametrize(
    ("whole", "part", "speaker", "together"),
    [
        ("Who are you?", "who are you!", "Ilda Brann", True),
        ("Who are you?", "who are you!", "Oskar Veld", False),
        ("Tell me who you are ... I have to know who you are.", "Tell me who you are", "Ilda Brann", True),
        ("We deeply and sincerely regret what happened here.", "sincerely", "Ilda Brann", True),
        ("We deeply and sincerely regret what happened here.", "sincerely", "Oskar Veld", False),
        ("We regret what happened here today.", "we", "Ilda Brann", False),
    ],
)
def test_words_that_say_little_are_known_again_of_one_speaker(
    whole: str, part: str, speaker: str, together: bool
) -> None:
    assert bool(_utterances(_said("a", whole), _said("b", part, speaker))[1]) is together


def test_a_quotation_inside_a_rendering_is_of_its_utterance_and_no_rendering_itself() -> None:
    one, word = _said("a", FULL), FULL.index("mend")
    start = one.quotes[0].span.start + word
    part = replace(one.quotes[0], id="part", span=Span(start, start + len("mend")))
    other = _said("b", FULL.replace("mend", "repair"))
    _, (found,) = _utterances(replace(one, quotes=(*one.quotes, part)), other)
    assert found.within == (("a", "part"),)
    assert [v.quote for v in found.variants if v.article == "a"] == [one.quotes[0].id]


@pytest.mark.parametrize(("speaker", "together"), [("Ilda Brann", True), ("Oskar Veld", False)])
def test_what_is_told_around_a_rendering_is_of_its_utterance_where_its_speaker_is(
    speaker: str, together: bool
) -> None:
    told = "Rain fell on the market, the ferry lay idle all morning, bakers sold out early and nobody sang"
    sentence = f"Ilda Brann told them that {told}; “{FULL}”"
    one = analysis("a", [sentence, "The fair went on."], speaker="Ilda Brann", people=["Ilda Brann"])
    who = Speaker(name=speaker, entity=f"e-{speaker}")
    around = replace(one.quotes[0], id="whole", kind="mixed", span=one.sentences[0].span, speaker=who)
    _, (found,) = _utterances(replace(one, quotes=(*one.quotes, around)), _said("b", "mend the sea wall"))
    held = {*found.within, *((v.article, v.quote) for v in found.variants)}
    assert (("a", "whole") in held) is together


def test_a_fragment_in_another_case_belongs_to_the_whole() -> None:
    whole = "Мы живём за разрушенной дамбой и ждём зимы, как ждут приговора."
    _, (one,) = _utterances(_said("a", whole, language="ru"), _said("b", "разрушенную дамбу", language="ru"))
    assert {v.article: v.kind for v in one.variants} == {"a": "verbatim", "b": "fragment"}


OVERLAP = "no family will pay for it twice, and the harbour stays open"


@pytest.mark.parametrize(
    ("speaker", "overlap", "together"),
    [
        ("Ilda Brann", OVERLAP, True),
        ("Oskar Veld", OVERLAP, False),
        ("Ilda Brann", "the harbour stays open", False),
    ],
)
def test_two_outlets_each_quote_another_half(speaker: str, overlap: str, together: bool) -> None:
    one = _said("a", f"We shall mend the sea wall before winter, I promised them in the rain, and {overlap}.")
    other = _said("b", f"{overlap}, but ask me about the ferry and the old slipway some other day.", speaker)
    assert bool(_utterances(one, other)[1]) is together


def _twice(first: str, second: str, other: str | None) -> tuple[Utterance, ...]:
    """What one article quotes in its lead and, of another speaker or of nobody linked, in its body."""
    one = analysis(
        "a",
        [f"Ilda Brann spoke of “{first}”.", f"“{second}” was what they heard."],
        speaker="Ilda Brann",
        people=["Ilda Brann"],
        language="uk",
    )
    lead, body = one.quotes
    speaker = Speaker(name=other, entity=None) if other else None
    return _utterances(replace(one, quotes=(lead, replace(body, speaker=speaker))))[1]


@pytest.mark.parametrize(
    ("first", "second", "other", "together"),
    [
        ("мокрими стінами", "мокрі стіни", "Ilda Brann", True),
        ("мокрими стінами", "Нам лишили мокрі стіни і рахунок за зиму", "Ilda Brann", True),
        ("мокрими стінами", "мокрі стіни", "members of the council", True),
        ("мокрими стінами", "Нам лишили мокрі стіни і рахунок за зиму", "members of the council", False),
        ("стінами", "Нам лишили мокрі стіни і рахунок за зиму", "Ilda Brann", False),
    ],
)
def test_an_article_quotes_in_its_body_what_its_lead_has(
    first: str, second: str, other: str, together: bool
) -> None:
    found = _twice(first, second, other)
    assert bool(found) is together
    assert [one.earliest for one in found] == [None] * together


@pytest.mark.parametrize(
    ("headline", "together"),
    [("We shall mend the wall before winter", True), ("We shall sell the old ferry before long", False)],
)
def test_a_headline_tells_without_marks_what_its_body_quotes(headline: str, *, together: bool) -> None:
    one = _said("a", FULL)
    text = f"Ilda Brann: {headline}\n{one.article.text.content}"
    shift = len(text) - len(one.article.text.content)
    told = analysis("a", text.split("\n"), speaker="Ilda Brann", people=["Ilda Brann"])
    span = Span(len("Ilda Brann: "), shift - 1)
    indirect = replace(told.quotes[0], id="headline", kind="indirect", span=span)
    _, found = _utterances(replace(told, quotes=(indirect, *told.quotes)))
    assert [{v.quote for v in one.variants} for one in found] == (
        [{"headline", told.quotes[0].id}] if together else []
    )


def test_a_lone_word_that_two_quotations_of_one_article_hold_belongs_to_neither() -> None:
    """It must be clear which utterance it is taken from."""
    one = analysis(
        "a",
        [
            "“The ferry was a sincere mistake,” Ilda Brann said.",
            "“We made a sincere effort,” Ilda Brann said.",
        ],
        speaker="Ilda Brann",
        people=["Ilda Brann"],
    )
    assert len(one.quotes) == 2
    assert _utterances(one, _said("b", "sincere"))[1] == ()


def test_two_speakers_with_like_words_are_kept_apart() -> None:
    like = "We shall mend the old road before winter, and no driver will pay for that."
    assert _utterances(_said("a", FULL), _said("b", like, "Oskar Veld"))[1] == ()


def test_translation_of_one_speaker_is_found_by_its_sentence() -> None:
    en = with_vectors(_said("a", FULL), [[1, 0, 0, 0], [0, 0, 1, 0]])
    ru = _said("b", "Мы починим дамбу до зимы, и ни одна семья не заплатит за это дважды.", language="ru")
    _, (one,) = _utterances(en, with_vectors(ru, [[0.95, 0.3, 0, 0], [0, 0, 0, 1]]))
    assert sorted(v.kind for v in one.variants) == ["translated", "verbatim"]
    assert _utterances(en, with_vectors(ru, [[0, 1, 0, 0], [0, 0, 0, 1]]))[1] == ()


def test_of_two_foreign_quotations_of_one_speaker_the_nearest_is_the_translation() -> None:
    """An interview quotes one person all along, on one subject."""
    en = _interview(
        "a", FULL, "The old road stays open to lorries.", vectors=[[1, 0.4, 0, 0], [0.4, 1, 0, 0]]
    )
    ru = _interview(
        "b",
        "Мы починим дамбу до зимы.",
        "Старая дорога открыта.",
        language="ru",
        vectors=[[1, 0.4, 0, 0.2], [0.4, 1, 0, 0.2]],
    )
    _, found = _utterances(en, ru)
    assert [len(one.variants) for one in found] == [2, 2]


def test_a_translation_of_another_speaker_has_to_be_very_near() -> None:
    """A name that is spelled in two ways may not have been linked."""
    en = with_vectors(_said("a", FULL), [[1, 0, 0, 0], [0, 0, 1, 0]])
    ru = _said("b", "Мы починим дамбу до зимы.", "Илья Бран", "ru")
    assert _utterances(en, with_vectors(ru, [[0.95, 0.3, 0, 0], [0, 0, 0, 1]]))[1]
    assert _utterances(en, with_vectors(ru, [[0.5, 0.87, 0, 0], [0, 0, 0, 1]]))[1] == ()


@pytest.mark.parametrize(
    ("words", "speaker", "together"),
    [
        ("the end of 190 trips", "Ilda Brann", True),
        ("the end of 190 trips for 60 crews", "Ilda Brann", True),
        ("the end of 190 trips", "Oskar Veld", False),
        ("the end of 180 trips", "Ilda Brann", False),
    ],
)
def test_one_speakers_count_is_known_again(words: str, speaker: str, *, together: bool) -> None:
    one, other = _counting("a", "she calls off 190 flights"), _counting("b", words, speaker)
    assert bool(_utterances(one, other)[1]) == together
    both_count_more = (
        _counting("c", "she calls off 190 flights of 2,400"),
        _counting("d", f"{words} in 37 days"),
    )
    assert _utterances(*both_count_more)[1] == ()


def _counting(name: str, words: str, speaker: str = "Ilda Brann") -> Analysis:
    """An article that reports words without marks, no sentence of it very near to any other's."""
    one = _said(name, words, speaker)
    at = "abcd".index(name)
    rows = [[0.8 - 2 * k, *np.eye(8)[2 * at + k]] for k in range(2)]
    quotes = tuple(replace(quote, kind="indirect") for quote in one.quotes)
    return with_vectors(replace(one, quotes=quotes, quantities=find_quantities(one)), rows)


def _interview(name: str, *said: str, vectors: list[list[float]], language: str = "en") -> Analysis:
    told = [f"“{words}” Ilda Brann told the council." for words in said]
    speaker = "Ilda Brann"
    one = analysis(name, [*told, "Rain fell."], speaker=speaker, people=[speaker], language=language)
    return with_vectors(one, [*vectors, [0, 0, 1, 0]])


def test_edits_point_at_words_of_both_sides() -> None:
    a, b = analysis("a", ["one two three four"]), analysis("b", ["one 2 three four five"])
    edits = word_edits(("a", read_words(a, Span(0, 18))), ("b", read_words(b, Span(0, 21))))
    assert [e.op for e in edits] == ["replace", "insert"]
    assert edits[0].a is not None
    assert edits[0].a.span == Span(4, 7)
    assert edits[1].b is not None
    assert edits[1].b.span == Span(17, 21)


def test_an_endless_quotation_is_bounded() -> None:
    endless = "word " * 40_000
    assert _utterances(_said("a", endless), _said("b", endless))[1][0].variants[0].kind == "verbatim"
