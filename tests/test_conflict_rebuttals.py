"""A charge and the denial that only points at it, in one invented article."""

import pytest

from rashomon import engine
from rashomon.compare.conflicts.rebuttals import rebuttals
from rashomon.compare.entities import link_entities
from rashomon.compare.ground import Ground
from rashomon.compare.texts import Texts
from rashomon.encoders.tiny import TinyEncoder
from tests.articles import article_of

CHARGE = "The fishermen's union says that the harbour office hid the log."


def _pairs(text: str, language: str = "en") -> list[tuple[str, str]]:
    (read,) = engine.annotate([article_of(text, language=language)], TinyEncoder())
    story = engine.gather([read])
    ground = Ground(Texts(story), link_entities(story))
    return [(ground.read[a].text, ground.read[b].text) for a, b in (f.rows for f in rebuttals(ground))]


@pytest.mark.parametrize(
    "denial",
    [
        "The harbour office denied the allegation on Monday.",
        "The harbour office called the accusation baseless.",
        "The harbour office denied this.",
        "“These claims are untrue,” the harbour office said.",
    ],
)
def test_a_denial_is_of_the_charge_that_it_points_at(denial: str) -> None:
    ((charge, denied),) = _pairs(f"{CHARGE} {denial}")
    assert "hid the log" in charge
    assert denied.strip("“”,. ") in denial


@pytest.mark.parametrize(
    "text",
    [
        f"{CHARGE} The harbour office did not deny the allegation.",
        f"{CHARGE} The harbour office denied the allegation that its boats had burned in the storm.",
        f"{CHARGE} The harbour office denied that its boats had burned in the storm.",
        f"{CHARGE} The fishermen's union denied the allegation.",
        "The storm sank a boat. The harbour office denied the allegation.",
        f"{CHARGE} Rain fell.\n\nThe harbour office denied the allegation.",
        f"{CHARGE} Rain fell. Gulls cried. Snow came. Fog rose. Ice broke. The office denied the allegation.",
    ],
)
def test_what_points_at_no_charge_of_another_source_denies_none(text: str) -> None:
    assert _pairs(text) == []


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("ru", "Профсоюз утверждает, что порт скрыл журнал. В порту отвергли эти обвинения."),
        ("uk", "Профспілка стверджує, що порт приховав журнал. У порту це заперечили."),
        ("pl", "Związek twierdzi, że port ukrył dziennik. Rzecznik portu odrzucił te zarzuty."),
        ("cs", "Odbory tvrdí, že přístav deník zatajil. Mluvčí přístavu to popřel."),
        ("bg", "Синдикатът твърди, че пристанището е скрило дневника. Говорителят отхвърли тези обвинения."),
        ("sl", "Sindikat trdi, da je pristanišče skrilo dnevnik. Pristanišče je obtožbe zavrnilo."),
        ("de", "Die Gewerkschaft sagt, der Hafen habe das Logbuch versteckt. Der Hafen bestritt dies."),
    ],
)
def test_charges_are_denied_in_many_languages(language: str, text: str) -> None:
    assert len(_pairs(text, language)) == 1


def test_what_a_source_says_as_it_denies_stands_against_the_charge() -> None:
    text = f"{CHARGE} The harbour office rejected the allegations, saying that the log lay open for all."
    ((charge, answer),) = _pairs(text)
    assert "hid the log" in charge
    assert "lay open" in answer
