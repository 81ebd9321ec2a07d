"""Correcting in the reading room: what a person says holds, survives, is shown and can be taken back."""

import html
import re
from typing import Any

import pytest

from rashomon.analyze import pipeline
from rashomon.model.account import Visitor
from rashomon.web import visiting
from tests.web_room import EVIL, HARBOUR, Visit

QUOTE = "We were warned too late"


def document(visit: Visit, story: str) -> dict[str, Any]:
    visit.told(story)
    told: dict[str, Any] = visit.browser.get(f"/api/v1/stories/{story}/document").json()
    return told


def at(*refs: dict[str, Any]) -> list[str]:
    return [f"{r['article']}:{r['start']}:{r['end']}" for r in refs]


def quote(told: dict[str, Any], words: str = QUOTE) -> dict[str, Any]:
    found: dict[str, Any] = next(q for q in told["quotes"] if words in q["span"]["exact"])
    return found


def voices(told: dict[str, Any]) -> set[str]:
    """Return by whose word the brief tells what it tells."""
    return {s["attributed_to"] for part in told["brief"]["sections"] for s in part["sentences"]}


def rule(visit: Visit, story: str, on: str, places: list[str], verdict: str, **more: str) -> Any:
    fields: dict[str, Any] = {"on": on, "at": places, "verdict": verdict, **more}
    return visit.post(f"/stories/{story}/rulings", follow=False, **fields)


def test_a_corrected_speaker_changes_ledger_and_brief_survives_reanalysis_and_is_taken_back(
    visit: Visit, monkeypatch: pytest.MonkeyPatch
) -> None:
    story = visit.one_story()
    before = document(visit, story)
    indirect = quote(before, "harbour would stay closed")
    assert indirect["speaker"]["name"] == "Odd Bakke"
    done = rule(
        visit, story, "quote", at(indirect["span"]), "speaker", speaker="Tilde Farn", reason="her words"
    )
    assert done.headers["location"] == f"/stories/{story}#rulings"

    page = visit.told(story)
    after = document(visit, story)
    assert quote(after, "harbour would stay closed")["speaker"]["name"] == "Tilde Farn"
    assert quote(after)["speaker"]["name"] == "Odd Bakke"
    assert "Odd Bakke" in voices(before)
    assert "Odd Bakke" not in voices(after)
    assert "Tilde Farn" in {(c["a_by"] or {}).get("name") for c in after["conflicts"]}
    assert after["rulings"][0]["applied"] is True
    assert "Corrected by people" in page
    assert "her words" in page

    monkeypatch.setattr(pipeline, "NAMING_VERSION", "later")
    assert "being compared" in visit.browser.get(f"/stories/{story}").text
    assert quote(document(visit, story), "harbour would stay closed")["speaker"]["name"] == "Tilde Farn"

    visit.post(f"/stories/{story}/rulings/1/withdraw")
    monkeypatch.undo()
    again = document(visit, story)
    assert {k: v for k, v in again.items() if k != "generator"} == {
        k: v for k, v in before.items() if k != "generator"
    }
    assert "taken back by iris" in visit.told(story)


def test_a_ruling_follows_its_article_into_a_newer_version(visit: Visit) -> None:
    visit.read(HARBOUR, url="https://lintvik.example/1")
    story = visit.stories()[0]
    speech = quote(document(visit, story))
    rule(visit, story, "quote", at(speech["span"]), "speaker", speaker="Tilde Farn")
    visit.read(HARBOUR.replace("A storm", "On Monday night a storm"), url="https://lintvik.example/1")
    moved = quote(document(visit, story))
    assert moved["span"]["article"] != speech["span"]["article"]
    assert moved["span"]["start"] > speech["span"]["start"]
    assert moved["speaker"]["name"] == "Tilde Farn"


def test_a_ruling_whose_object_is_gone_is_kept_and_shown_as_such(visit: Visit) -> None:
    visit.read(HARBOUR, url="https://lintvik.example/1")
    story = visit.stories()[0]
    rule(visit, story, "quote", at(quote(document(visit, story))["span"]), "no_quote")
    visit.read(HARBOUR.replace(f'"{QUOTE}," Bakke said. ', ""), url="https://lintvik.example/1")
    assert "no longer applies" in visit.told(story)
    assert visit.browser.get(f"/api/v1/stories/{story}/rulings").json()["items"][0]["applied"] is False


def test_conflicts_echoes_claims_and_sentences_are_corrected(visit: Visit) -> None:
    story = visit.one_story()
    told = document(visit, story)
    date, number = told["conflicts"]
    shared = next(c for c in told["claims"] if len(c["cells"][0]["members"] + c["cells"][1]["members"]) > 2)
    sentence = told["brief"]["sections"][0]["sentences"][0]
    given = [
        rule(visit, story, "conflict", at(date["a"], date["b"]), "no_conflict", reason="both were said"),
        rule(visit, story, "conflict", at(number["a"], number["b"]), "conflict_kind", conflict="other"),
        rule(visit, story, "echo", at(*told["echoes"][1]["members"]), "no_echo"),
        rule(
            visit,
            story,
            "echo",
            at(*told["echoes"][0]["members"]),
            "echo_earliest",
            first=at(told["echoes"][0]["members"][1])[0],
        ),
        rule(
            visit,
            story,
            "claim",
            at(*(m["span"] for m in shared["members"])),
            "not_member",
            member=at(shared["members"][1]["span"])[0],
        ),
        rule(
            visit,
            story,
            "claim",
            at(told["claims"][0]["members"][0]["span"]),
            "stance",
            article=told["claims"][0]["cells"][1]["article"],
            stance="hedges",
        ),
        rule(visit, story, "sentence", at(sentence["citations"][0]), "strike"),
    ]
    assert [answer.status_code for answer in given] == [303] * len(given)
    after = document(visit, story)
    assert [c["kind"] for c in after["conflicts"]] == ["other"]
    assert len(after["echoes"]) == len(told["echoes"]) - 1
    assert after["echoes"][0]["earliest"] == told["echoes"][0]["members"][1]["article"]
    assert len(after["claims"]) == len(told["claims"]) + 1
    assert after["claims"][0]["cells"][1]["stance"] == "hedges"
    sentences = [s["text"] for part in after["brief"]["sections"] for s in part["sentences"]]
    assert sentence["text"] not in sentences
    assert {r["applied"] for r in after["rulings"]} == {True}
    corrections = visit.browser.get("/corrections").text
    assert "both were said" in corrections
    assert "iris" not in corrections


def test_two_claims_become_one_and_a_wording_opinion(visit: Visit) -> None:
    story = visit.one_story()
    told = document(visit, story)
    first, second = (c["members"][0]["span"] for c in told["claims"][:2])
    rule(visit, story, "claim", at(first), "same_claim", other=at(second)[0])
    rule(visit, story, "claim", at(second), "opinion", member=at(second)[0])
    after = document(visit, story)
    joined = next(c for c in after["claims"] if first in [m["span"] for m in c["members"]])
    assert second in [m["span"] for m in joined["members"]]
    assert next(m for m in joined["members"] if m["span"] == second)["checkable"] == 0
    assert len(after["claims"]) == len(told["claims"]) - 1


def test_the_words_of_a_quote_are_set_right(visit: Visit) -> None:
    story = visit.one_story()
    speech = quote(document(visit, story))
    assert (
        rule(visit, story, "quote", at(speech["span"]), "quote_words", words="never said").status_code == 422
    )
    rule(visit, story, "quote", at(speech["span"]), "quote_words", words="warned too late")
    assert quote(document(visit, story), "warned too late")["span"]["exact"] == "warned too late"


def test_every_link_opens_a_form_that_works_without_a_script(visit: Visit) -> None:
    story = visit.one_story()
    links = [html.unescape(a) for a in re.findall(r'class="wrong"[^>]* href="([^"]+)"', visit.told(story))]
    assert {re.findall(r"on=(\w+)", link)[0] for link in links} == {
        "sentence",
        "conflict",
        "claim",
        "quote",
        "echo",
    }
    for link in links:
        form = visit.browser.get(link)
        assert form.status_code == 200
        assert f'action="/stories/{story}/rulings"' in form.text
    report = visit.browser.get(f"/stories/{story}/export.html").text
    assert "/rule?" not in report
    assert "wrong?" not in report


@pytest.mark.parametrize(
    "fields",
    [
        {"on": "conflict", "at": ["a1:1:2", "a2:1:2"], "verdict": "no_conflict"},
        {"on": "weather", "at": ["a1:1:2"], "verdict": "strike"},
        {"on": "quote", "at": ["nonsense"], "verdict": "no_quote"},
        {"on": "quote", "verdict": "no_quote"},
    ],
)
def test_a_ruling_on_nothing_is_refused(visit: Visit, fields: Any) -> None:
    story = visit.one_story()
    visit.told(story)
    assert visit.post(f"/stories/{story}/rulings", **fields).status_code == 422
    assert visit.browser.get(f"/api/v1/stories/{story}/rulings").json()["items"] == []


@pytest.mark.parametrize("places", [["nonsense"], ["a1:2:1"], ["a1:x:2"], []])
def test_a_passage_that_is_none_is_said_to_be_none(visit: Visit, places: list[str]) -> None:
    story = visit.one_story()
    visit.told(story)
    answer = send(visit, f"/stories/{story}/rulings", on="quote", at=places, verdict="no_quote")
    said = f"'{''.join(places)}' is no passage; one is named ARTICLE:START:END"
    assert (answer.status_code, answer.json()["detail"]) == (422, said)


def test_a_verdict_that_does_not_fit_or_a_value_that_is_none_is_refused(visit: Visit) -> None:
    story = visit.one_story()
    told = document(visit, story)
    speech, claim = at(quote(told)["span"]), at(told["claims"][0]["members"][0]["span"])
    assert rule(visit, story, "quote", speech, "strike").status_code == 422
    assert rule(visit, story, "claim", claim, "not_member", member=claim[0]).status_code == 422
    assert rule(visit, story, "claim", claim, "stance", article="a1", stance="asserts").status_code == 422
    cell = told["claims"][0]["cells"][0]["article"]
    assert rule(visit, story, "claim", claim, "stance", article=cell, stance="shouts").status_code == 422
    assert visit.post(f"/stories/{story}/rulings/7/withdraw").status_code == 404
    assert visit.post(f"/stories/{story}/rulings/{10**30}/withdraw").status_code == 422


def test_readers_report_but_do_not_correct(visit: Visit, monkeypatch: pytest.MonkeyPatch) -> None:
    story = visit.one_story()
    told = document(visit, story)
    reader = Visitor(name="rolf", role="reader")
    monkeypatch.setattr(visiting, "visitor_of", lambda *_: reader)
    speech = at(quote(told)["span"])
    form = visit.browser.get(f"/stories/{story}/rule", params={"on": "quote", "at": speech}).text
    assert "/rulings" not in form
    assert f"/stories/{story}/feedback" in form
    assert rule(visit, story, "quote", speech, "no_quote").status_code == 403
    assert visit.browser.get("/feedback").status_code == 403
    assert visit.post(f"/stories/{story}/feedback", kind="useful").status_code == 200


def test_feedback_waits_in_a_queue_and_its_answer_is_public(visit: Visit) -> None:
    story = visit.one_story()
    sentence = document(visit, story)["brief"]["sections"][0]["sentences"][0]
    place = at(sentence["citations"][0])
    sent: Any = {"on": "sentence", "at": place, "kind": "unsupported"}
    assert "Thank you" in visit.post(f"/stories/{story}/feedback", words=EVIL, **sent).text
    visit.post(f"/stories/{story}/feedback", kind="useful")
    page = visit.browser.get("/feedback").text
    assert html.escape(sentence["text"]) in page
    assert "<script>alert" not in page
    assert page.count("data-item") == 1
    assert (
        "Nothing waits" in visit.post("/feedback/1", kind="decline", answer="It is in the second line.").text
    )
    public = visit.browser.get("/corrections").text
    assert "It is in the second line." in public
    assert "alert(1)" not in public


def test_feedback_becomes_a_ruling(visit: Visit) -> None:
    story = visit.one_story()
    sentence = document(visit, story)["brief"]["sections"][0]["sentences"][0]
    place = at(sentence["citations"][0])
    visit.post(f"/stories/{story}/feedback", on="sentence", at=place, kind="wrong", words="It was a tree.")
    link = html.unescape(
        re.findall(r'href="(/stories/[^"]+feedback=1)"', visit.browser.get("/feedback").text)[0]
    )
    assert 'name="feedback" value="1"' in visit.browser.get(link).text
    rule(visit, story, "sentence", place, "strike", feedback="1", reason="it was a tree")
    [said] = visit.browser.get("/api/v1/feedback?state=accepted").json()["items"]
    assert (said["ruling"], said["answer"], said["text"]) == (1, "it was a tree", sentence["text"])
    assert visit.browser.get("/api/v1/corrections").json()["answers"][0]["ruling"] == 1


@pytest.mark.parametrize("fields", [{"kind": "boring"}, {"kind": "wrong", "on": "quote", "at": "x"}])
def test_feedback_that_says_nothing_is_refused(visit: Visit, fields: Any) -> None:
    story = visit.one_story()
    visit.told(story)
    assert visit.post(f"/stories/{story}/feedback", **fields).status_code == 422
    assert visit.post("/feedback/1", kind="accept").status_code == 404


def send(visit: Visit, address: str, **fields: object) -> Any:
    return visit.browser.post(f"/api/v1{address}", json=fields)


def test_programs_correct_and_answer_as_forms_do(visit: Visit) -> None:
    story = visit.one_story()
    speech = at(quote(document(visit, story))["span"])
    made = send(visit, f"/stories/{story}/rulings", on="quote", at=speech, verdict="no_quote")
    assert (made.status_code, made.json()["ruling"]["verdict"]) == (201, "no_quote")
    assert QUOTE not in [q["span"]["exact"] for q in document(visit, story)["quotes"]]
    taken = send(visit, f"/stories/{story}/rulings/1/withdraw")
    assert taken.json()["ruling"]["undone_by"] == "iris"
    said = send(visit, f"/stories/{story}/feedback", kind="other", words="Fine.")
    assert (said.status_code, said.json()["state"]) == (201, "open")
    assert send(visit, "/feedback/1", kind="accept", answer="Thanks.").json()["state"] == "accepted"
    view = visit.browser.get("/api/v1/corrections").json()
    assert [item["undone_at"] is None for item in view["items"]] == [False]
    described = visit.browser.get("/api/v1/openapi.json").json()["paths"]
    assert "201" in described["/api/v1/stories/{story}/rulings"]["post"]["responses"]


@pytest.mark.parametrize(
    ("address", "fields"),
    [("rulings", {"on": "moon", "at": [], "verdict": "no_quote"}), ("feedback", {"kind": "boring"})],
)
def test_programs_that_say_nothing_are_refused(visit: Visit, address: str, fields: dict[str, Any]) -> None:
    story = visit.one_story()
    assert send(visit, f"/stories/{story}/{address}", **fields).status_code == 422


def test_rulings_go_with_articles_that_are_parted_from_a_story(visit: Visit) -> None:
    story = visit.one_story()
    speech = quote(document(visit, story))
    rule(visit, story, "quote", at(speech["span"]), "speaker", speaker="Tilde Farn")
    visit.post(f"/stories/{story}/decisions", kind="split", article=[speech["span"]["article"]])
    parted = next(name for name in visit.stories() if name != story)
    assert quote(document(visit, parted))["speaker"]["name"] == "Tilde Farn"
    assert "rulings" not in document(visit, story)


def test_a_speaker_who_is_named_in_the_article_is_the_entity(visit: Visit) -> None:
    text = HARBOUR.replace("The port authority", "Engineer Tilde Farn came too. The port authority")
    visit.read(text)
    story = visit.stories()[0]
    told = document(visit, story)
    farn = next(e for e in told["entities"] if "Farn" in e["name"])
    rule(visit, story, "quote", at(quote(told)["span"]), "speaker", speaker=farn["name"])
    speaker = quote(document(visit, story))["speaker"]
    assert speaker["entity"] == farn["id"]
    assert speaker["span"]["exact"] in {m["exact"] for m in farn["mentions"]}


def test_a_story_that_was_never_compared_takes_no_ruling(visit: Visit) -> None:
    story = visit.one_story()
    assert rule(visit, story, "quote", ["a1:1:2"], "no_quote").status_code == 422
    assert visit.browser.get(f"/stories/{story}/rule?on=quote&at=a1:1:2").status_code == 422
