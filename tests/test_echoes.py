from collections.abc import Iterator, Sequence
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rashomon.compare.echoes import copies
from rashomon.compare.echoes.find import find_echoes
from rashomon.compare.texts import Texts
from rashomon.compare.wording import Passage
from rashomon.model.annotation import Analysis, Quantity, Vectors
from rashomon.model.text import Span
from tests.compared_story import analysis, story, text_at, with_vectors

COPIED = "The lanterns of Orvel were lowered one by one while the ferrymen hummed an old mourning tune."
FILLER = (
    "Officials counted the boats before dawn.",
    "A second bridge will be painted in spring.",
    "Schoolchildren drew maps of the harbour.",
    "The bakery on the quay stayed open all night.",
)


def _english(name: str, *own: str, published: str | None = None) -> Analysis:
    return analysis(name, [*own, *FILLER[:2]] if name == "a" else [*own, *FILLER[2:]], published=published)


def test_a_copied_sentence_is_a_verbatim_echo() -> None:
    given_story = story(_english("a", COPIED), _english("b", COPIED))
    (echo,) = find_echoes(Texts(given_story))
    assert echo.kind == "verbatim"
    assert [text_at(given_story, m) for m in echo.members] == [COPIED, COPIED]


def test_reworded_line_is_a_paraphrase() -> None:
    other = "While ferrymen hummed their old mourning tune, the lanterns of Orvel went down one by one."
    (echo,) = find_echoes(Texts(story(_english("a", COPIED), _english("b", other))))
    assert echo.kind == "paraphrase"


def test_what_both_must_name_is_no_echo() -> None:
    a = analysis(
        "a",
        ["Mayor Ilda Brann met Oskar Veld in Orvel.", *FILLER[:2]],
        people=["Ilda Brann", "Oskar Veld"],
        places=["Orvel"],
    )
    b = analysis(
        "b",
        ["In Orvel there was a handshake of Oskar Veld with Ilda Brann.", *FILLER[2:]],
        people=["Ilda Brann", "Oskar Veld"],
        places=["Orvel"],
    )
    assert find_echoes(Texts(story(a, b))) == ()


def test_one_article_does_not_echo_itself() -> None:
    assert find_echoes(Texts(story(analysis("a", [COPIED, *FILLER, COPIED])))) == ()


def test_copied_neighbours_in_one_paragraph_are_one_echo() -> None:
    second = "Nobody in the crowd would say whose idea the silent procession had been."
    articles = []
    for name in "ab":
        one = analysis(name, [COPIED, second, FILLER[0] if name == "a" else FILLER[2]])
        text = one.article.text.content.replace("\n", " ", 1)
        articles.append(replace(one, article=replace(one.article, text=type(one.article.text)(text))))
    (echo,) = find_echoes(Texts(story(*articles)))
    assert all(len(m.span) > len(COPIED) + len(second) for m in echo.members)


def test_earliest_needs_known_and_different_dates() -> None:
    def earliest(first: str | None, second: str | None) -> str | None:
        return find_echoes(
            Texts(story(_english("a", COPIED, published=first), _english("b", COPIED, published=second)))
        )[0].earliest

    assert earliest("2031-05-02", "2031-05-01") == "b"
    assert earliest("2031-05-02", None) is None
    assert earliest("2031-05-02", "2031-05-02") is None


def test_wire_is_known_by_a_common_credit() -> None:
    a, b = _english("a", COPIED), _english("b", COPIED)
    a, b = (replace(x, structure=replace(x.structure, credits=("Nordwire",))) for x in (a, b))
    assert find_echoes(Texts(story(a, b)))[0].wire
    assert not find_echoes(Texts(story(a, replace(b, structure=_english("b", COPIED).structure))))[0].wire


def _translated(near: float) -> tuple[Analysis, Analysis]:
    """An English and a Russian article whose first sentences are as near as asked, the others apart."""
    en = analysis("a", ["The harbour council raised the toll for barges to 40 crowns.", *FILLER[:2]])
    ru = analysis(
        "b",
        [
            "Совет гавани поднял сбор с барж до 40 крон.",
            "Дети рисовали карты побережья.",
            "Пекарня работала всю ночь.",
        ],
        language="ru",
    )
    rest = (1 - near * near) ** 0.5
    return (
        with_vectors(en, [[1, 0, 0, 0, 0, 0], [0, 0, 1, 0, 0, 0], [0, 0, 0, 1, 0, 0]]),
        with_vectors(ru, [[near, rest, 0, 0, 0, 0], [0, 0, 0, 0, 1, 0], [0, 0, 0, 0, 0, 1]]),
    )


def test_translation_is_found_by_nearness_and_margin() -> None:
    (echo,) = find_echoes(Texts(story(*_translated(0.97))))
    assert echo.kind == "translation"
    assert {m.article for m in echo.members} == {"a", "b"}
    assert find_echoes(Texts(story(*_translated(0.2)))) == ()


def test_quantities_anchor_a_translation() -> None:
    def counted(one: Analysis, *pieces: str) -> Analysis:
        text = one.article.text.content
        spans = [
            (Span(text.index(p), text.index(p) + len(p)), v)
            for p, v in zip(pieces, (40.0, 7.0), strict=False)
        ]
        return replace(one, quantities=tuple(Quantity(span=s, value=v, unit="") for s, v in spans))

    en, ru = _translated(0.55)
    plain = find_echoes(Texts(story(en, ru)))
    anchored = find_echoes(Texts(story(counted(en, "40", "toll"), counted(ru, "40", "сбор"))))
    assert len(anchored) >= len(plain)


@settings(max_examples=25, deadline=None)
@given(
    st.lists(
        st.text(alphabet="ab cd«»\"'-\u200fж.", min_size=1, max_size=60).filter(str.strip),
        min_size=1,
        max_size=5,
    )
)
def test_members_lie_in_their_texts(sentences: list[str]) -> None:
    given_story = story(analysis("a", sentences), analysis("b", sentences[::-1]))
    for echo in find_echoes(Texts(given_story)):
        assert len({m.article for m in echo.members}) > 1
        assert all(text_at(given_story, m) for m in echo.members)
        assert 0 <= echo.score <= 1


def test_passages_without_a_word_are_held_against_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    held: list[str] = []

    def proposals(read: Sequence[Passage], _bag: Vectors) -> Iterator[tuple[int, int]]:
        held.extend(passage.text for passage in read)
        yield from ()

    monkeypatch.setattr(copies, "_proposals", proposals)
    assert find_echoes(Texts(story(_english("a", '"', COPIED), _english("b", '"', COPIED)))) == ()
    assert held.count(COPIED) == 2
    assert '"' not in held
