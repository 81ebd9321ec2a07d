from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from rashomon.compare.framing import MOST, find_framing
from rashomon.model.annotation import Analysis, Quote, Speaker
from rashomon.model.text import Span
from tests.compared_story import analysis, linked, story, text_at


def _features(one: Analysis) -> list[tuple[str, str, str]]:
    given_story = story(one)
    (framing,) = find_framing(given_story, linked(given_story))
    return [(f.kind, text_at(given_story, f.reference), f.note) for f in framing.features]


def test_verbs_that_do_more_than_say() -> None:
    one = analysis("a", ["Veld claimed the wall holds.", "Brann admitted it leaks.", "Roe said it rained."])
    cues = [("claimed", 12), ("admitted", 40), ("said", 60)]
    text = one.article.text.content
    quotes = tuple(
        Quote(
            id=cue,
            kind="indirect",
            span=Span(text.index(cue) + len(cue) + 1, text.index(cue) + len(cue) + 4),
            cue=Span(text.index(cue), text.index(cue) + len(cue)),
            speaker=Speaker(name="Veld"),
        )
        for cue, _ in cues
    )
    found = [
        (text_, note) for kind, text_, note in _features(replace(one, quotes=quotes)) if kind == "attribution"
    ]
    assert [text_ for text_, _ in found] == ["claimed", "admitted"]
    assert "keeps a distance" in found[0][1]
    assert "takes for granted" in found[1][1]


def test_label_before_a_name() -> None:
    found = _features(analysis("a", ["The notorious pilot Oskar Veld came late."], people=["Oskar Veld"]))
    assert ("label", "notorious pilot Oskar Veld", "“notorious” said of Oskar Veld") in found


def test_a_word_in_a_quotation_is_not_the_outlets() -> None:
    assert any(kind == "loaded word" for kind, *_ in _features(analysis("a", ["The regime fell."])))
    assert not any(
        kind == "loaded word" for kind, *_ in _features(analysis("a", ["He said: “The regime fell.”"]))
    )


def test_passive_with_a_doer_is_left_alone() -> None:
    assert [t for k, t, _ in _features(analysis("a", ["The gate was closed."])) if k == "passive"] == [
        "was closed"
    ]
    assert not [
        t for k, t, _ in _features(analysis("a", ["The gate was closed by the guard."])) if k == "passive"
    ]


def test_lead_names_what_the_article_opens_with() -> None:
    found = _features(
        analysis("a", ["Orvel woke to sirens.", "Veld slept."], places=["Orvel"], people=["Veld"])
    )
    assert found[0] == ("lead", "Orvel woke to sirens.", "opens with Orvel")


def test_a_line_that_names_who_wrote_is_no_lead() -> None:
    one = analysis("a", ["By Ana Roe", "Orvel woke to sirens."], places=["Orvel"], people=["Ana Roe"])
    signed = replace(one, structure=replace(one.structure, byline=Span(0, 10)))
    assert _features(signed)[0] == ("lead", "Orvel woke to sirens.", "opens with Orvel")


def test_other_languages_and_unknown_ones() -> None:
    assert ("distance", "якобы", "“якобы” keeps a distance to what is told") in _features(
        analysis("a", ["Он якобы спал."], language="ru")
    )
    assert _features(analysis("a", ["Tämä on lause."], language="fi")) == []


@settings(max_examples=25, deadline=None)
@given(
    st.text(alphabet="regime so-called was closed обвинил “”\n.", min_size=1, max_size=300).filter(str.strip)
)
def test_bounded_and_inside_the_text(text: str) -> None:
    found = _features(analysis("a", [line for line in text.split("\n") if line.strip()]))
    assert len(found) <= sum(MOST.values())
    assert all(piece for _, piece, _ in found)
