"""How English pages give words: what is no speech, whose words clauses tell, where they end."""

import pytest

from rashomon.analyze.quotes.find import find_quotes
from tests.quote_articles import analysis_of


def told(text: str) -> list[tuple[str, str | None]]:
    """Return the words given as said, each with its speaker."""
    quotes = find_quotes(analysis_of(text, "en"))
    return [(text[q.span.start : q.span.end], q.speaker.name if q.speaker else None) for q in quotes]


@pytest.mark.parametrize(
    "text",
    [
        "The ferry was stopped and accused of smuggling.",
        "The storm flooded the pier, adding to the fear that nobody was safe.",
        "The harbour master finds himself on a sinking boat.",
        "The new rules are in the fishermen's favor, though the fleet is small.",
        "The guards were responding to a call from the pier.",
        "The port does not recognize foreign papers.",
        "Oil was reported in three bays, and gulls were found oiled off the pier.",
        "The pilot testified for hours before a full hall.",
        "Pier shooting: Guards arrest suspect Tom Reed in sailor's death",
        "During his opening statement, Holt was very quiet, at times nearly whispering.",
        "The divers found a bag of tools under the ferry.",
        "Guards are investigating claims that a sailor slept on duty.",
        "Guards have yet to confirm reports that two boats are missing.",
        "The storm sparked fears that the pier would fall.",
    ],
)
def test_words_that_tell_of_no_speech(text: str) -> None:
    assert told(text) == []


@pytest.mark.parametrize(
    ("text", "content", "speaker"),
    [
        (
            "The mayor said he was glad that the pier stood.",
            "he was glad that the pier stood",
            "The mayor",
        ),
        (
            "Residents said they were not sure whether the ferry would come.",
            "they were not sure whether the ferry would come",
            "Residents",
        ),
        (
            "The mayor, whose office looks after the pier, said there was no danger.",
            "there was no danger",
            "The mayor",
        ),
    ],
)
def test_clause_that_is_told_whole(text: str, content: str, speaker: str) -> None:
    assert told(text) == [(content, speaker)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Fishers want to keep the ferry, while residents want it gone.",
            [("to keep the ferry", "Fishers"), ("it gone", "residents")],
        ),
        ("The union wants to sell the boats, and they will go to Orm.", [("to sell the boats", "The union")]),
        (
            "With residents vowing to block the port, officers will soon be busy.",
            [("to block the port", "residents")],
        ),
        (
            "Critics believe the dam will hold, but the engineers are watching it.",
            [("the dam will hold", "Critics")],
        ),
        (
            "Asked about the boats, the mayor said they were old.",
            [("the boats", None), ("they were old", "the mayor")],
        ),
        (
            "Asked if there was money that led her to sell, the mayor said they were old.",
            [("if there was money that led her to sell", None), ("they were old", "the mayor")],
        ),
    ],
)
def test_clause_of_somebody_else_ends_what_is_told(text: str, expected: list[tuple[str, str]]) -> None:
    assert told(text) == expected


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        (
            "A spokesman for Orm County Mayor Ada Keel said the pier stood.",
            "A spokesman for Orm County Mayor Ada Keel",
        ),
        ("The ferry stopped as local harbour officials said the pier was shut.", "local harbour officials"),
        ("He sat in the boat even as residents said the pier was shut.", "residents"),
        ("Residents of the town hoping to keep the ferry met on Monday.", "Residents of the town"),
        ("After the guards had left, the mayor came back, sat down and said the pier stood.", "the mayor"),
        ("When the guards asked about the boat, the mayor sat down and said it was his.", "the mayor"),
        ("Near the pier, where the guards stood, residents held signs urging the guards to go.", "residents"),
        ("The minister was caught on camera at the ministry saying the pier was shut.", "The minister"),
    ],
)
def test_subject_of_a_verb_or_participle(text: str, speaker: str) -> None:
    assert told(text)[-1][1] == speaker


@pytest.mark.parametrize(
    "text",
    [
        "The guards did not want to leave the pier.",
        "The union has not accused the mayor of anything.",
        "The mayor's office did not respond to the anglers at once.",
        "The mayor would not rule out selling the pier.",
        "The mayor defended the council against charges that the pier was rotten.",
    ],
)
def test_what_nobody_says_or_wants(text: str) -> None:
    assert told(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The mayor did not say whether the pier stood.", [("whether the pier stood", "The mayor")]),
        (
            "The mayor rejected the claim that the pier was rotten.",
            [("that the pier was rotten", "The mayor")],
        ),
        (
            "The mayor dismissed the minister's comment that the pier was rotten.",
            [("that the pier was rotten", "the minister")],
        ),
        ("The mayor criticized the union's claim that boats sank.", [("that boats sank", "the union")]),
    ],
)
def test_words_that_somebody_denies_are_those_of_who_said_them(
    text: str, expected: list[tuple[str, str]]
) -> None:
    assert told(text) == expected


def test_noun_that_stands_again_for_the_only_body_named_before() -> None:
    text = "Harbour Council paid for the pier. The group said it would stand."
    assert told(text) == [("it would stand", "Harbour Council")]
    text = "Harbour Council met Tide Council. The group said it would stand."
    assert told(text) == [("it would stand", "The group")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "The mayor said that the pier had stood well, a surprising claim from somebody who sells piers.",
            [("that the pier had stood well", "The mayor")],
        ),
        (
            "It was the tide, according to the guards, that shut the pier.",
            [("It was the tide, according to the guards, that shut the pier", "the guards")],
        ),
        (
            "The pier is shut, according to two leaked reports that named nobody.",
            [("The pier is shut", "two leaked reports")],
        ),
    ],
)
def test_words_beside_insertions_and_remarks(text: str, expected: list[tuple[str, str]]) -> None:
    assert told(text) == expected


def test_who_hands_on_a_quotation_says_nothing() -> None:
    text = "“The pier stands,” the mayor said, according to Harbour Post."
    (quote,) = find_quotes(analysis_of(text, "en"))
    assert quote.speaker is not None
    assert (quote.speaker.name, quote.via) == ("the mayor", "Harbour Post")


def test_body_that_is_spoken_to_is_no_agency() -> None:
    text = "“The pier stands,” Mara Lindqvist told the Tide Council."
    (quote,) = find_quotes(analysis_of(text, "en"))
    assert quote.via is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The mayor promised not to sell the pier.", [("not to sell the pier", "The mayor")]),
        ("The guards warned him not to go.", [("not to go", "The guards")]),
        ("Some said that the pier would fall.", [("that the pier would fall", "Some")]),
        (
            "Some residents expressed concern that the pier would fall.",
            [("that the pier would fall", "Some residents")],
        ),
        (
            "The report was long and warned that the pier would fall.",
            [("that the pier would fall", "The report")],
        ),
    ],
)
def test_words_of_those_who_warn_worry_and_promise(text: str, expected: list[tuple[str, str]]) -> None:
    assert told(text) == expected


def test_who_has_learned_of_what_others_say_is_not_meant_by_they() -> None:
    text = "Residents have vowed to block the pier, Harbour Post has learned. “We shall stay,” they wrote."
    assert told(text)[-1] == ("We shall stay,", "Residents")


@pytest.mark.parametrize(
    ("text", "content", "speaker"),
    [
        (
            "Mara Lindqvist spoke first. Sailors, she said, are tired of promises.",
            "Sailors, she said, are tired of promises",
            "Mara Lindqvist",
        ),
        (
            "The pier was sold for nine million, the Harbour Post reports.",
            "The pier was sold for nine million",
            "Harbour Post",
        ),
        (
            "The pier should be rebuilt, says investor and boat builder Mara Lindqvist, who owns two yards.",
            "The pier should be rebuilt",
            "Mara Lindqvist",
        ),
        ("Tom Reed has pleaded not guilty to the six counts.", "not guilty to the six counts", "Tom Reed"),
        (
            "There may be ice, which the harbour office says could delay the ferry.",
            "could delay the ferry",
            "the harbour office",
        ),
        (
            "Tomas Orel, Mara Lindqvist and Jan Wierzba said that the pier was shut.",
            "that the pier was shut",
            "Tomas Orel, Mara Lindqvist and Jan Wierzba",
        ),
        (
            "“We stay,” Mara Lindqvist said. The 54-year-old said the road was open.",
            "the road was open",
            "Mara Lindqvist",
        ),
        (
            "Tomas Orel, the mayor's former aide, came. But the mayor's campaign said the pier was safe.",
            "the pier was safe",
            "the mayor's campaign",
        ),
        (
            "Reed said that the guards had read her texts, calls and contacts on the phone.",
            "that the guards had read her texts, calls and contacts on the phone",
            "Reed",
        ),
    ],
)
def test_who_says_what_in_insertions_lists_and_behind_relative_pronouns(
    text: str, content: str, speaker: str
) -> None:
    assert (content, speaker) in told(text)


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("The family said that the pier was safe.", "The family"),
        ("The assembly said that the pier was closed.", "The assembly"),
        ("Her family claims that the pier gave way.", "Her family"),
        ("Guards hurriedly said that the pier was closed.", "Guards"),
    ],
)
def test_nouns_that_look_like_adverbs_speak(text: str, speaker: str) -> None:
    assert [who for _, who in told(text)] == [speaker]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("The mayor is sorry for his on-camera claim that the pier is safe.", "his"),
        ("The mayor took back his earlier claims that the pier is safe.", "his"),
        ("The report speaks against the council's latest claim that the pier is safe.", "the council"),
        ("Tom Reed left. His deputy claims that the pier is safe.", "His deputy"),
    ],
)
def test_a_word_that_describes_claims_stands_between_them_and_their_owner(text: str, speaker: str) -> None:
    assert [who for _, who in told(text)][-1:] == [speaker]
