"""Every article gets a cell with its reason; copies count once; conflicts make claims disputed."""

from dataclasses import replace

import numpy as np
import pytest

from rashomon.compare.claims import group_claims, with_conflicts
from rashomon.compare.origins import Shared, find_origins
from rashomon.compare.texts import Texts
from rashomon.model.annotation import Analysis, LocalEntity, Mention, Published, Speaker, Structure, Timex
from rashomon.model.article import Source
from rashomon.model.comparison import Claimant, ClaimGroup, ClaimMember, Conflict, Echo, Entity
from rashomon.model.phrase import Phrase
from rashomon.model.story import Story
from rashomon.model.text import Reference, Span
from tests.test_grouping import FERRY, OTHER, analysis, story

LATE = ("Snow fell on the high passes of Morvania.", "Skiers welcomed a longer season there.")


def group_of(groups: tuple[ClaimGroup, ...], article: str, claim: str) -> ClaimGroup:
    return next(
        g for g in groups if any((m.reference.article, m.claim) == (article, claim) for m in g.members)
    )


def cell(group: ClaimGroup, article: str) -> tuple[str, str]:
    found = next(c for c in group.cells if c.article == article)
    return found.stance, found.why


def test_there_is_one_cell_for_every_article_with_a_reason() -> None:
    groups = group_claims(Texts(story(analysis("a", FERRY), analysis("b", OTHER), analysis("c", LATE))), ())
    for group in groups:
        assert [c.article for c in group.cells] == ["a", "b", "c"]
        assert all(c.why for c in group.cells)
    ferry = group_of(groups, "a", "c0")
    assert cell(ferry, "b") == ("asserts", "in its own voice")
    assert cell(ferry, "c")[0] == "silent"
    assert ferry.status == "agreed"
    assert {o.name for o in ferry.origins} == {"a", "b"}


def test_a_cut_article_is_never_called_silent() -> None:
    cut = analysis("c", LATE)
    cut = replace(cut, article=replace(cut.article, complete=False))
    groups = group_claims(Texts(story(analysis("a", FERRY), analysis("b", OTHER), cut)), ())
    assert {cell(g, "c")[0] for g in groups if not any(m.reference.article == "c" for m in g.members)} == {
        "unknown"
    }


def test_an_article_from_before_the_event_is_not_silent() -> None:
    told = analysis("a", FERRY)
    day = Timex(span=Span(0, 9), clause=Span(0, 20), value="2031-05-04", precision="day")
    dated = (replace(told.claims[0], timexes=(day,)), *told.claims[1:])
    told = replace(told, claims=dated, structure=_published("2031-05-05"))
    early = replace(analysis("c", LATE), structure=_published("2031-05-01"))
    groups = group_claims(Texts(story(told, analysis("b", OTHER), early)), ())
    assert cell(group_of(groups, "a", "c0"), "c") == ("unknown", "it appeared before 2031-05-04")


def _published(value: str) -> Structure:
    return Structure(published=Published(value=value, basis="stated"))


def test_a_near_passage_is_shown_instead_of_silence() -> None:
    near = ("Nobody saw the fog off Ostrova in which ferry crews sank to their knees.", *LATE)
    groups = group_claims(Texts(story(analysis("a", FERRY), analysis("b", OTHER), analysis("c", near))), ())
    stance, why = cell(group_of(groups, "a", "c0"), "c")
    assert stance != "silent"
    assert why


def test_what_an_article_tells_beside_the_claim_is_not_near_it() -> None:
    sunk, beside, raised, paid = FERRY[0], "A rowing boat came home unharmed.", *FERRY[1:]
    near = {sunk: (1, 0, 0), beside: (0.35, 0.9, 0), raised: (-1, 0, 1), paid: (-1, 0, -1)}
    far = dict.fromkeys(LATE, (0, -1, 0))

    def read(name: str, *lines: str) -> Analysis:
        vectors = np.array([(near | far)[line] for line in lines], np.float32)
        return replace(analysis(name, lines), claim_vectors=vectors)

    def stance(*told: Analysis) -> str:
        return cell(group_of(group_claims(Texts(story(*told)), ()), "a", "c0"), "c")[0]

    late = read("c", beside, *LATE)
    assert stance(read("a", sunk, raised, paid), read("b", beside), late) == "unknown"
    assert stance(read("a", sunk, raised, paid, beside), late) == "silent"


def test_a_sentence_that_may_be_a_translation_is_no_silence() -> None:
    """Clauses may be cut otherwise in another language; the sentences stay near."""
    far = ("The mayor opened a bridge.", *LATE)
    told, late = analysis("a", FERRY), analysis("c", far)
    beside = replace(late, sentence_vectors=np.vstack([told.sentence_vectors[:1], late.sentence_vectors[1:]]))

    def stance(other: Analysis) -> str:
        groups = group_claims(Texts(story(told, analysis("b", OTHER), other)), ())
        return cell(group_of(groups, "a", "c0"), "c")[0]

    assert stance(late) == "silent"
    assert stance(beside) == "unknown"


def test_denial_beside_assertion_is_a_dispute() -> None:
    denying = analysis("b", OTHER)
    claims = (replace(denying.claims[0], stance="denies"), *denying.claims[1:])
    groups = group_claims(Texts(story(analysis("a", FERRY), replace(denying, claims=claims))), ())
    ferry = group_of(groups, "a", "c0")
    assert ferry.status == "disputed"
    assert cell(ferry, "b")[0] == "denies"


def test_one_speaker_is_one_origin_whatever_each_article_calls_them() -> None:
    told = [analysis("a", FERRY), analysis("b", OTHER)]
    named = []
    for one, name in zip(told, ("Ada Morn", "the harbour master"), strict=True):
        person = LocalEntity(
            id="e1", type="PER", name=name, mentions=(Mention(span=Span(0, 3), type="PER", name=name),)
        )
        claims = tuple(replace(c, claimant=Speaker(name=name, entity="e1")) for c in one.claims)
        named.append(replace(one, claims=claims, entities=(person,)))
    morn = Entity(
        id="E1",
        type="PER",
        name="Ada Morn",
        names={},
        members=(("a", "e1"), ("b", "e1")),
        mentions=(),
    )
    ferry = group_of(group_claims(Texts(story(*named)), (morn,)), "a", "c0")
    assert [(o.kind, o.name, o.articles) for o in ferry.origins] == [("statement", "Ada Morn", ("a", "b"))]
    assert ferry.status == "single_source"
    assert ferry.members[1].claimant == Claimant(name="Ada Morn", entity="E1")


def _members(both: Story) -> list[ClaimMember]:
    return [
        ClaimMember(reference=Reference(a.article.id, a.claims[0].span), claim="c0") for a in both.analyses
    ]


@pytest.mark.parametrize(("wire", "kind"), [(False, "echo"), (True, "agency")])
def test_shared_wording_counts_once(wire: bool, kind: str) -> None:
    both = story(analysis("a", FERRY), analysis("b", FERRY))
    members = _members(both)
    echo = Echo(id="x", kind="verbatim", members=tuple(m.reference for m in members), score=1.0, wire=wire)
    (origin,) = find_origins(members, both, Shared((echo,)))
    assert (origin.kind, origin.articles) == (kind, ("a", "b"))
    assert len(find_origins(members, both, Shared(()))) == 2


def test_like_words_from_one_agency_are_one_wire() -> None:
    told = [
        replace(analysis(n, lines), structure=Structure(credits=("Norwire",)))
        for n, lines in (("a", FERRY), ("b", FERRY), ("c", LATE))
    ]
    both = story(*told)
    origins = find_origins(_members(both), both, Shared(()))
    assert [(o.kind, o.name, o.articles) for o in origins] == [
        ("agency", "Norwire", ("a", "b")),
        ("reporting", "c", ("c",)),
    ]


def test_two_articles_of_one_source_are_one_origin() -> None:
    told = [analysis(n, FERRY) for n in "ab"]
    told = [replace(t, article=replace(t.article, source=Source(id="s", name="The Gull"))) for t in told]
    (origin,) = find_origins(_members(story(*told)), story(*told), Shared(()))
    assert (origin.kind, origin.name) == ("reporting", "The Gull")


def test_what_an_article_tells_and_lets_a_speaker_tell_has_one_origin() -> None:
    one = analysis("a", FERRY)
    told = ClaimMember(reference=Reference("a", one.claims[0].span), claim="c0")
    said = replace(told, claimant=Claimant(name="Ada Morn", entity="e1"))
    other = replace(said, claimant=Claimant(name="Berl Oss", entity="e2"))
    (origin,) = find_origins([told, said], story(one), Shared(()))
    assert (origin.kind, origin.name) == ("statement", "Ada Morn")
    both = find_origins([told, said, other], story(one), Shared(()))
    assert [o.name for o in both] == ["Ada Morn", "Berl Oss"]


def test_a_contradicted_passage_makes_its_claim_disputed() -> None:
    groups = group_claims(Texts(story(analysis("a", FERRY), analysis("b", OTHER))), ())
    ferry = group_of(groups, "a", "c0")
    conflict = Conflict(
        id="k",
        kind="number",
        a=Reference("a", Span(0, 20)),
        b=Reference("b", ferry.members[1].reference.span),
        score=0.9,
        why=Phrase(key="differ_denied"),
    )
    changed = with_conflicts(groups, (conflict,))
    assert [g.status for g in changed if g.id == ferry.id] == ["disputed"]
    assert sum(g.status == "disputed" for g in changed) == 1
    assert [g.id for g in changed] == [g.id for g in groups]


def test_who_contradicts_a_claim_is_not_silent_on_it() -> None:
    groups = group_claims(Texts(story(analysis("a", FERRY), analysis("b", OTHER), analysis("c", LATE))), ())
    ferry = group_of(groups, "a", "c0")
    late = group_of(groups, "c", "c0").members[0].reference
    assert cell(ferry, "c")[0] == "silent"
    conflict = Conflict(
        id="k",
        kind="number",
        a=ferry.members[0].reference,
        b=late,
        score=0.9,
        why=Phrase(key="differ_denied"),
    )
    changed = group_of(with_conflicts(groups, (conflict,)), "a", "c0")
    assert cell(changed, "c")[0] == "unknown"
    assert cell(changed, "b") == cell(ferry, "b")
