"""What a brief opens with, and which sentences an editor would strike out of it."""

from dataclasses import replace

import pytest

from rashomon import engine
from rashomon.brief.candidates import candidates
from rashomon.brief.scoring import centred, nearness
from rashomon.brief.select import Selection
from rashomon.brief.standalone import (
    Named,
    Trimmed,
    adds,
    answers,
    assertive,
    conditional,
    dependent,
    points_outside,
    resumes,
    subjectless,
    subordinate,
)
from rashomon.encoders.tiny import TinyEncoder
from rashomon.lang.brief import brief_words
from rashomon.model.annotation import EntityType, LocalEntity, Mention, Speaker, Timex
from rashomon.model.article import Article
from rashomon.model.text import Span
from tests.articles import article_of
from tests.brief_story import comparison, ref, story

POST = (
    "Governor Farn will be charged with fraud\n\n"
    "Governor Tilde Farn is expected to be charged with fraud on Friday, the court of Orvall said. "
    "A clerk paid 10,000 crowns to her campaign in March 2029. "
    "Police searched the campaign's office in Orvall in April 2029. "
    "The treasurer of the campaign resigned in May 2029."
)
LEDGER = (
    "Fraud: Governor Farn will be charged\n\n"
    "Governor Tilde Farn of Orvall is expected to be charged with fraud on Friday. "
    "A clerk paid 10,000 crowns to the campaign of the governor in March 2029. "
    "The treasurer of the campaign resigned in May 2029."
)

NAMED = Mention(span=Span(0, 1), type="ORG", name="Lintvik Ferries")
FERRY = LocalEntity(id="e1", type="ORG", name=NAMED.name, mentions=(NAMED,))


def article(name: str, text: str) -> Article:
    return article_of(text, name, outlet=name)


def named(text: str, name: str, kind: EntityType) -> tuple[Named, ...]:
    """Return one name in a text, as the brief is given it; nothing where there is none."""
    if not name:
        return ()
    mention = Mention(span=Span(text.index(name), text.index(name) + len(name)), type=kind, name=name)
    return ((LocalEntity(id="e1", type=kind, name=name, mentions=(mention,)), mention),)


def trimmed(
    text: str,
    code: str = "en",
    *,
    whole: str = "",
    names: tuple[Named, ...] = (),
    timexes: tuple[Timex, ...] = (),
) -> Trimmed:
    """Return a sentence as it was trimmed from the beginning of an article."""
    span = Span(0, len(whole or text))
    return Trimmed(text=text, code=code, span=span, names=names, timexes=timexes)


def test_what_the_headlines_announce_opens_the_brief() -> None:
    told = engine.report([article("Post", POST), article("Ledger", LEDGER)], "en", TinyEncoder())
    happening = told.brief.sections[0]
    assert "expected to be charged" in happening.sentences[0].text


def test_a_brief_opens_with_the_top_of_an_article_before_its_depth_and_before_speech() -> None:
    read = story()
    first = candidates(read, comparison(), frozenset())[0]
    top, deep, said = (replace(first, row=r, quoted=q) for r, q in ((1, False), (9, False), (2, True)))
    even = {c.key: 1.0 for c in (top, deep, said)}
    selection = Selection(
        worth=even,
        near=nearness([first], centred(read)),
        mains=dict.fromkeys(even),
        figures={key: frozenset[float]() for key in even},
        leads=even,
    )
    worth = {c.row: selection.opens(c, "happening") for c in (top, deep, said)}
    assert worth[1] > worth[2] > worth[9]
    assert len({selection.opens(c, "next") for c in (top, deep, said)}) == 1


def test_nobody_is_quoted_by_a_pronoun_alone() -> None:
    read, words = story(), "He thanked the islanders."
    herald = read.analysis("h")
    who = Speaker(name="He", span=ref("h", "He thanked").span)
    claims = tuple(
        replace(c, claimant=who) if c.span.overlap(ref("h", words).span) else c for c in herald.claims
    )
    changed = replace(read, analyses=(replace(herald, claims=claims), *read.analyses[1:]))
    assert words in {c.text for c in candidates(read, comparison(), frozenset())}
    assert words not in {c.text for c in candidates(changed, comparison(), frozenset())}


def test_who_speaks_without_a_name_and_by_a_pronoun_needs_the_sentence_before() -> None:
    read, words = story(), "The line is crucial for Tarn because it has no other link to the mainland."
    post, at = read.analysis("p"), ref("p", "it has").span.start
    who = Speaker(name="a report", span=Span(at, at + len("it")))
    claims = tuple(
        replace(c, claimant=who) if c.span.overlap(ref("p", words).span) else c for c in post.claims
    )
    changed = replace(
        read, analyses=tuple(replace(a, claims=claims) if a is post else a for a in read.analyses)
    )
    needs = [
        {c.text: c.dependent for c in candidates(told, comparison(), frozenset())} for told in (read, changed)
    ]
    assert [told[words] for told in needs] == [False, True]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("The court restored the arrest of shares of “Gasunion”", False),
        ("The court restored the arrest of shares of “Gasunion”.", True),
        ("“The court restored the arrest of all shares on Monday.”", True),
    ],
)
def test_a_headline_that_ends_with_a_name_in_marks_is_no_sentence(text: str, told: bool) -> None:
    assert assertive(text, brief_words("en")) is told


@pytest.mark.parametrize(
    ("text", "points"),
    [
        ("One, a clerk of Orvall, was charged with fraud.", True),
        ("The other pleaded guilty in May.", True),
        ("One man was charged with fraud.", False),
    ],
)
def test_one_of_several_named_before_needs_the_sentence_before(text: str, points: bool) -> None:
    assert points_outside(text, brief_words("en")) is points


@pytest.mark.parametrize(
    ("text", "code", "subordinate_clause"),
    [
        ("That the bridge would stay closed was clear.", "en", True),
        ("Что мост останется закрытым, стало известно в среду.", "ru", True),
        ("The bridge stays closed.", "en", False),
    ],
)
def test_a_clause_that_a_verb_before_it_asks_for_is_no_sentence(
    text: str, code: str, subordinate_clause: bool
) -> None:
    assert subordinate(text, code) is subordinate_clause


@pytest.mark.parametrize(
    ("text", "code", "condition"),
    [
        ("if the bridge stays closed", "en", True),
        ("even if the bridge stays closed", "en", True),
        ("навіть якщо міст закриють", "uk", True),
        ("The bridge stays closed if it rains", "en", False),
    ],
)
def test_a_condition_is_told_by_how_it_opens(text: str, code: str, condition: bool) -> None:
    assert conditional(text, code) is condition


@pytest.mark.parametrize(
    ("whole", "text", "dated", "needs"),
    [
        ("Now these ferries stay in port.", "Now these ferries stay in port.", "", True),
        ("Only this week were they sold.", "Only this week were they sold.", "this week", False),
        ("However, only this week were they sold.", "Only this week were they sold.", "this week", False),
        ("Only this week were they sold.", "“Only this week were they sold.”", "this week", False),
    ],
)
def test_a_demonstrative_behind_the_first_word_points_outside_unless_it_is_a_date(
    whole: str, text: str, dated: str, needs: bool
) -> None:
    spans = [Span(whole.index(dated), whole.index(dated) + len(dated))] if dated else []
    timexes = tuple(Timex(span=s, clause=s, value="2031-03-03", precision="day") for s in spans)
    # The pronoun has a name before it, so that only the demonstrative can point outside.
    names = ((FERRY, NAMED),)
    assert dependent(trimmed(text, whole=whole, names=names, timexes=timexes)) is needs


@pytest.mark.parametrize(
    ("text", "code", "leans"),
    [
        ("The last of which was sold to the port.", "en", True),
        ("The bridge, of which little is left, was sold.", "en", False),
        ("Остання з яких будує новий порт.", "uk", True),
        ("Most, z którego skoczył pilot, stoi.", "pl", False),
    ],
)
def test_what_resumes_a_noun_needs_the_sentence_before(text: str, code: str, leans: bool) -> None:
    assert resumes(text, code) is leans


@pytest.mark.parametrize(
    ("text", "code", "name", "leans"),
    [
        ("The envoy also praised the port of Orvall.", "en", "Orvall", True),
        ("Holm also praised the port.", "en", "Holm", False),
        ("The mayor and also the council of Orvall refused.", "en", "Orvall", False),
        ("The envoy praised the port and the new pier, which the council had also wanted.", "en", "", False),
        ("Посол также похвалил порт.", "ru", "", True),
        ("В среду бастовали также лоцманы Орвалла.", "ru", "Орвалла", False),
        ("Rzecznik, a także rada chwalili port.", "pl", "", False),
    ],
)
def test_what_adds_to_the_words_of_someone_unnamed_needs_the_sentence_before(
    text: str, code: str, name: str, leans: bool
) -> None:
    assert adds(trimmed(text, code, names=named(text, name, "LOC"))) is leans


@pytest.mark.parametrize(
    ("text", "code", "name", "leans"),
    [
        ("Zwrócił uwagę, że port jest zamknięty.", "pl", "", True),
        ("Ocenił, że port jest zamknięty.", "pl", "", True),
        ("Jak zapewnił, port jest otwarty.", "pl", "", True),
        ("Jak zapewnił Nowak, port jest otwarty.", "pl", "Nowak", False),
        ("Uvedl, že přístav je zavřený.", "cs", "", True),
        ("Отметил, что порт закрыт.", "ru", "", True),
        ("Заявил об этом министр, покидая порт.", "ru", "", False),
        ("Said that the port was closed.", "fr", "", False),
    ],
)
def test_a_verb_of_speech_without_its_subject_needs_the_sentence_before(
    text: str, code: str, name: str, leans: bool
) -> None:
    assert subjectless(trimmed(text, code, names=named(text, name, "PER"))) is leans


@pytest.mark.parametrize(
    ("text", "code", "dated", "leans"),
    [
        ("Holm denied the allegations.", "en", "", True),
        ("Holm denied the allegations on Monday.", "en", "Monday", True),
        ("Holm denied allegations of fraud.", "en", "", False),
        ("The allegations alarmed the port.", "en", "", False),
        ("Компания «Пирс» обвинения отвергает.", "ru", "", True),
        ("Компания «Пирс» отвергает обвинения в подлоге.", "ru", "", False),
        ("Rzecznik portu odpiera zarzuty.", "pl", "", True),
    ],
)
def test_a_denial_that_does_not_say_of_what_needs_the_sentence_before(
    text: str, code: str, dated: str, leans: bool
) -> None:
    spans = [Span(text.index(dated), text.index(dated) + len(dated))] if dated else []
    timexes = tuple(Timex(span=s, clause=s, value="2031-03-03", precision="day") for s in spans)
    assert answers(trimmed(text, code, timexes=timexes)) is leans


@pytest.mark.parametrize("end", ["[]", "[…]", "[...]", "[ ]", "the pier;"])
def test_a_sentence_that_was_cut_is_none(end: str) -> None:
    assert not assertive(f"The mayor of Orvall ties the ferry to {end}", brief_words("en"))


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("В таких случаях порт закрывают на сутки.", "ru"),
        ("У таких випадках порт закривають на добу.", "uk"),
        ("W tym czasie port będzie zamknięty.", "pl"),
        ("V takovém případě bude přístav zavřený.", "cs"),
        ("V takšnih primerih zaprejo pristanišče.", "sl"),
    ],
)
def test_a_demonstrative_points_outside_in_every_case_form(text: str, code: str) -> None:
    assert dependent(trimmed(text, code))


def test_who_asked_the_question_before_and_words_without_a_verb_are_not_told() -> None:
    text = (
        "The ferry of Tarn ran aground in the fog on Monday, and all islanders came to the pier.\n\n"
        "“Have you seen the ferry?” Ida Holm asked the islanders on what was to be a feast day of the town. "
        "“To pay for pilots.” So said a banner on the pier. "
        "“The ferry is ours and it will stay ours,” Ida Holm said."
    )
    told = engine.report([article("Post", text)], "en", TinyEncoder())
    found = candidates(told.story, told.comparison, frozenset())
    texts = [c.text for c in found]
    assert not any("feast day" in t or "To pay" in t for t in texts)
    assert any("will stay ours" in t for t in texts)


@pytest.mark.parametrize(
    ("headline", "told"), [("Storm over the pier of Tarn.", False), ("The pier of Tarn is shut.", True)]
)
def test_a_headline_that_only_names_its_matter_is_not_told(headline: str, *, told: bool) -> None:
    body = "The pier of Tarn was shut on Monday because of the fog, and all boats stayed in port."
    text = f"{headline} Ida Holm: fog is no joke\n\n{body}"
    report = engine.report([article("Post", text)], "en", TinyEncoder())
    found = candidates(report.story, report.comparison, frozenset())
    assert any(c.text == headline for c in found) is told
