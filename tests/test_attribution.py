import pytest

from rashomon.lang.attribution import CUE_CLASSES, attribution, cue_class, word_labels
from rashomon.lang.lexicon import Lexicon
from rashomon.lang.pack import FALLBACK, ROOT

WRITTEN = ("en", "ru", "es", "ar", "uk", "pl", "cs", "sl", "bg")


@pytest.mark.parametrize("language", WRITTEN)
def test_every_language_has_what_attribution_needs(language: str) -> None:
    known = attribution(language)
    for name in ("say", "deny", "promise", "ask", "think", "according", "complement", "role", "collective"):
        assert len(getattr(known, name)) >= 1, name
    for terms in known.lists().values():
        for term in terms:
            assert term == term.casefold()
            assert all("*" not in word[1:-1] for word in term.split()), term


def test_fallback_knows_no_words() -> None:
    assert (ROOT / FALLBACK / "attribution.toml").exists()
    assert not any(attribution("xx").lists().values())


@pytest.mark.parametrize(
    ("language", "cue", "kind"),
    [
        ("en", "has denied", "deny"),
        ("en", "claimed", "hedge"),
        ("en", "vowed", "promise"),
        ("en", "said", "say"),
        ("en", "pointed out", "say"),
        ("en", "according to", "say"),
        ("ru", "опроверг", "deny"),
        ("ru", "утверждает", "hedge"),
        ("ru", "пообещала", "promise"),
        ("uk", "заперечив", "deny"),
        ("pl", "twierdzi", "hedge"),
        ("cs", "slíbil", "promise"),
        ("sl", "zanikal", "deny"),
        ("bg", "твърди", "hedge"),
        ("es", "prometió", "promise"),
        ("ar", "نفى", "deny"),
        ("xx", "whatever", "say"),
    ],
)
def test_cue_class_says_what_a_cue_does(language: str, cue: str, kind: str) -> None:
    assert cue_class(language, cue) == kind
    assert kind in CUE_CLASSES


def test_lexicon_finds_stems_endings_and_phrases() -> None:
    lexicon = Lexicon({"say": ("заяв*", "point* out", "point"), "skip": ("*ly",)})
    assert lexicon.labels("заявил") == {"say"}
    assert lexicon.labels("slowly") == {"skip"}
    assert lexicon.labels("other") == set()
    assert lexicon.phrase(["he", "pointed", "out"], 1) == (2, "say")
    assert lexicon.phrase(["he", "pointed"], 1) is None


def test_word_labels_take_any_tag_of_a_language() -> None:
    assert "say" in word_labels("en-GB", "said")
