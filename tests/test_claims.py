"""Claims: what an article asserts, who says it and how it is meant."""

import itertools
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rashomon.analyze.claims.find import find_claims
from rashomon.model.annotation import (
    Analysis,
    Claim,
    NonBody,
    Quantity,
    Quote,
    Sentence,
    Speaker,
    Structure,
    Timex,
)
from rashomon.model.text import Span
from tests.articles import article_of


def at(text: str, part: str) -> Span:
    start = text.index(part)
    return Span(start, start + len(part))


def read(text: str, language: str = "en", **fields: object) -> Analysis:
    article = article_of(text)
    lines = [line for line in text.split("\n") if line.strip()]
    sentences = tuple(Sentence(span=at(text, line), paragraph=i) for i, line in enumerate(lines))
    analysis = Analysis(article=article, language=language, sentences=sentences)
    return replace(analysis, **fields)  # type: ignore[arg-type]


def texts(analysis: Analysis) -> list[str]:
    return [analysis.text_of(c.span) for c in find_claims(analysis)]


def only(analysis: Analysis) -> Claim:
    (claim,) = find_claims(analysis)
    return claim


def test_each_clause_is_a_claim_of_its_sentence() -> None:
    analysis = read(
        "Flood walls will be raised, and the harbour master will be dismissed.\nThe mayor left town."
    )
    assert [c.sentence for c in find_claims(analysis)] == [0, 0, 1]


def test_headline_counts_and_other_text_does_not() -> None:
    text = (
        "Ferry sinks off Ostrova\nRead more on ferries\nWhat happens now?\nTwelve people drowned in the fog."
    )
    heads = [at(text, "Ferry sinks off Ostrova"), at(text, "Read more on ferries")]
    structure = Structure(
        headline=heads[0], non_body=tuple(NonBody(span=s, kind="boilerplate") for s in heads)
    )
    assert texts(read(text, structure=structure)) == [
        "Ferry sinks off Ostrova",
        "Twelve people drowned in the fog.",
    ]


def test_reported_content_is_the_speakers_claim_and_the_frame_tells_nothing() -> None:
    text = "The harbour master said that the ferry had lost its radar."
    quote = Quote(
        id="q",
        kind="indirect",
        span=at(text, "that the ferry had lost its radar"),
        cue=at(text, "said"),
        speaker=Speaker(name="harbour master", span=at(text, "The harbour master")),
    )
    analysis = read(text, quotes=(quote,))
    claim = only(analysis)
    assert analysis.text_of(claim.span) == "the ferry had lost its radar"
    assert claim.claimant is not None
    assert claim.claimant.name == "harbour master"


def test_a_clause_that_only_says_who_spoke_the_words_beside_it_is_no_claim() -> None:
    text = (
        "“The ferry was lost, and the pier with it.”\n"
        "Harbour master Ann Keel said.\nThe crew came ashore at noon."
    )
    words = at(text, "The ferry was lost, and the pier with it.")
    speaker = Speaker(name="Ann Keel", span=at(text, "Harbour master Ann Keel"))
    quote = Quote(id="q", kind="direct", span=words, cue=at(text, "said"), speaker=speaker)
    told = texts(read(text, quotes=(quote,)))
    assert not any("Keel" in claim for claim in told)
    assert "The crew came ashore at noon." in told


def test_a_figure_keeps_its_sign() -> None:
    told = texts(read("The mayor left the town, and $1.1 million was missing from the vault."))
    assert told[-1].startswith("$1.1 million")


def test_a_word_that_opens_a_sentence_belongs_to_its_claim() -> None:
    assert texts(read("That bridge was built of stone in the year of the flood.")) == [
        "That bridge was built of stone in the year of the flood."
    ]


def test_words_in_marks_behind_a_denial_are_asserted() -> None:
    text = "The owner denied it: “The ferry had kept its radar.”"
    quote = Quote(
        id="q",
        kind="direct",
        span=at(text, "The ferry had kept its radar."),
        cue=at(text, "denied"),
        speaker=Speaker(name="owner", span=at(text, "The owner")),
    )
    assert only(read(text, quotes=(quote,))).stance == "asserts"


@pytest.mark.parametrize(
    ("language", "text", "doubt"),
    [
        ("es", "La policía detuvo a dos sospechosos en el puerto.", "La policía sospecha de dos marineros."),
        ("it", "Due sospettati sono stati fermati nel porto.", "La polizia sospetta di due marinai."),
        ("pt", "Dois suspeitos foram detidos no porto.", "Suspeita-se de dois marinheiros do barco."),
        ("ru", "Двое подозреваемых задержаны в порту.", "Полиция подозревает двух матросов."),
        ("uk", "Двоє підозрюваних затримані в порту.", "Поліція підозрює двох матросів."),
    ],
)
def test_a_suspect_is_no_doubt_of_the_writer(language: str, text: str, doubt: str) -> None:
    assert only(read(text, language)).stance == "asserts"
    assert only(read(doubt, language)).stance == "hedges"


def test_denials_and_distance_show_in_the_stance() -> None:
    text = "The owner denied that the ferry had lost its radar."
    quote = Quote(
        id="q",
        kind="indirect",
        span=at(text, "the ferry had lost its radar"),
        cue=at(text, "denied"),
        speaker=Speaker(name="owner", span=at(text, "The owner")),
    )
    assert only(read(text, quotes=(quote,))).stance == "denies"
    assert only(read("The ferry had perhaps lost its radar.")).stance == "hedges"
    assert only(read("The ferry had lost its radar.")).stance == "asserts"


def test_negation_modality_and_comment() -> None:
    assert only(read("The captain did not leave the bridge.")).negated
    assert only(read("Капитан не покидал мостик.", "ru")).negated
    assert only(read("The owner will pay the families.")).modality == "planned"
    assert only(read("Владелец выплатит и будет платить семьям.", "ru")).modality == "planned"
    assert only(read("If the wind drops, divers go down.")).modality == "conditional"
    assert only(read("This was undoubtedly a crucial voyage.")).opinion
    assert not only(read("The ferry left the harbour at noon.")).opinion


def test_a_condition_is_one_claim_with_what_follows_from_it() -> None:
    analysis = read("Якщо вітер ущухне, водолази спустяться на дно.", "uk")
    assert only(analysis).modality == "conditional"


def test_words_of_negation_that_deny_nothing() -> None:
    assert not only(read("Не менее девяти человек погибли в порту.", "ru")).negated
    assert not only(read("Nie żyje siedem osób z załogi promu.", "pl")).negated
    assert only(read("Siedem osób nie opuściło tonącego promu.", "pl")).negated
    assert not only(read("No fewer than nine people were on the pier.")).negated


def test_a_short_quotation_with_its_frame_is_the_speakers_claim() -> None:
    text = "«Мы останемся», — сказал мэр Пётр Зимин."
    quote = Quote(
        id="q",
        kind="direct",
        span=at(text, "Мы останемся"),
        cue=at(text, "сказал"),
        speaker=Speaker(name="Пётр Зимин", span=at(text, "мэр Пётр Зимин")),
    )
    claim = only(read(text, "ru", quotes=(quote,)))
    assert claim.claimant is not None
    assert claim.claimant.name == "Пётр Зимин"


def test_a_byline_claims_nothing() -> None:
    text = "By Mara Lindqvist and Tomas Orel\nTwelve people drowned in the fog."
    structure = Structure(byline=at(text, "By Mara Lindqvist and Tomas Orel"))
    assert texts(read(text, structure=structure)) == ["Twelve people drowned in the fog."]


def test_figures_and_dates_make_a_claim_checkable() -> None:
    text = "The loss of 12 people in May was undoubtedly a disaster."
    figure = Quantity(span=at(text, "12 people"), value=12, unit="people")
    day = Timex(span=at(text, "in May"), clause=at(text, text), value="2031-05", precision="month")
    claim = only(read(text, quantities=(figure,), timexes=(day,)))
    assert (claim.quantities, claim.timexes, claim.opinion) == ((figure,), (day,), False)


def test_words_told_keep_the_stop_of_the_hour_that_ends_them() -> None:
    text = "The lamp fell at 5:10 a.m., the keeper said."
    said, hour = at(text, "The lamp fell at 5:10 a.m"), at(text, "5:10 a.m.")
    quote = Quote(
        id="q",
        kind="indirect",
        span=said,
        cue=at(text, "said"),
        speaker=Speaker(name="keeper", span=at(text, "the keeper")),
    )
    timex = Timex(span=hour, clause=hour, value=None, precision="time")
    (claim,) = find_claims(read(text, quotes=(quote,), timexes=(timex,)))
    assert (claim.span.end, claim.timexes) == (hour.end, (timex,))


@given(st.lists(st.text(alphabet='ab ,.и—;:()«"”\u200f\u0301 that', max_size=80), max_size=6))
def test_spans_never_overlap_and_ids_are_unique(lines: list[str]) -> None:
    text = "".join(f"{i}{line}\n" for i, line in enumerate(lines))
    starts = [0, *(i + 1 for i, c in enumerate(text) if c == "\n")]
    sentences = tuple(
        Sentence(span=Span(a, b - 1), paragraph=i)
        for i, (a, b) in enumerate(itertools.pairwise(starts))
        if b - 1 > a
    )
    claims = find_claims(replace(read(text), sentences=sentences))
    for one, two in itertools.pairwise(claims):
        assert one.span.end <= two.span.start
    assert len({c.id for c in claims}) == len(claims)
    assert all(sentences[c.sentence].span.contains(c.span) for c in claims)


def test_political_will_is_no_plan() -> None:
    assert (
        only(read("The council has shown the political will and rebuilt the bridge.")).modality == "asserted"
    )
    assert only(read("The council will rebuild the bridge over the river.")).modality == "planned"


def test_praise_and_moralising_are_comment() -> None:
    for text in (
        "Every decent person in the valley knows what the council did.",
        "It is no surprise that the council left the old mill to rot.",
        "We must never allow the council to sell the harbour bell.",
    ):
        assert only(read(text)).opinion, text
    assert not only(read("The council sold the harbour bell to a museum.")).opinion


def test_words_handed_on_are_of_whoever_said_them() -> None:
    text = (
        "“I want to see the plans,” said Mara Lindqvist in a talk of an hour on the radio, the Pier reports."
    )
    told = "“I want to see the plans,” said Mara Lindqvist in a talk of an hour on the radio"
    outer = Quote(
        id="o",
        kind="mixed",
        span=at(text, told),
        cue=at(text, "reports"),
        speaker=Speaker(name="the Pier", span=at(text, "the Pier")),
    )
    inner = Quote(
        id="i",
        kind="direct",
        span=at(text, "I want to see the plans,"),
        cue=at(text, "said"),
        speaker=Speaker(name="Mara Lindqvist", span=at(text, "Mara Lindqvist")),
    )
    first = find_claims(read(text, quotes=(outer, inner)))[0]
    assert first.claimant == inner.speaker
    (alone,) = find_claims(read(text, quotes=(replace(outer, span=at(text, told)),)))
    assert alone.claimant == outer.speaker


def test_what_is_said_of_a_sum_keeps_its_sign() -> None:
    text = "The mayor said $1.1 million was missing from the vault of the town."
    said = "1.1 million was missing from the vault of the town"
    quote = Quote(
        id="q",
        kind="indirect",
        span=at(text, said),
        cue=at(text, "said"),
        speaker=Speaker(name="The mayor", span=at(text, "The mayor")),
    )
    assert texts(read(text, quotes=(quote,))) == [f"${said}"]
