"""The client, over a room of its own: the server's types come back, and its errors as ours."""

from collections.abc import Callable

import httpx
import pytest

from rashomon.client import Client, Text
from rashomon.errors import ConfigError, FetchError, InputError, NotFound, Refused, StoreBusy, StoreError
from rashomon.web import views
from rashomon.web.orders import Change, Lock, Rename
from tests.web_room import BASE, CHEESE, FERRY, HARBOUR, Visit

FEED = "https://lintvik.example/feed"


@pytest.fixture
def room(visit: Visit) -> Client:
    return Client(BASE, http=visit.browser, sleep=lambda _: visit.wait())


def answering(*answers: httpx.Response, patience: float = 10.0) -> tuple[Client, list[float]]:
    """Return a client of a server that gives these answers in turn, and how long it slept."""
    rest, slept = iter(answers), list[float]()
    http = httpx.Client(transport=httpx.MockTransport(lambda _: next(rest)))
    return Client(BASE, http=http, sleep=slept.append, patience=patience), slept


def problem(status: int, **headers: str) -> httpx.Response:
    told = {"title": "t", "status": status, "detail": f"because {status}", "instance": "/"}
    return httpx.Response(status, json=told, headers=headers)


def test_stories_are_read_to_the_last_page(visit: Visit, room: Client) -> None:
    visit.read(HARBOUR)
    visit.read(CHEESE, outlet="Dairy Times")
    assert [story.id for story in room.stories(limit=1)] == visit.stories()
    assert [story.title for story in room.stories(outlet="none")] == []


def test_a_story_comes_as_the_servers_own_types(visit: Visit, room: Client) -> None:
    story = visit.one_story()
    view = room.story(story)
    assert isinstance(view, views.StoryView)
    assert room.article(view.articles[0].article.id).text in {HARBOUR, FERRY}
    assert room.document(story, "ru").brief.language == "ru"
    assert [hit.article.outlet for hit in room.search("warned")] == ["Lintvik Post"]


def test_outlets_names_and_history_come_as_the_servers_own_types(visit: Visit, room: Client) -> None:
    story = visit.one_story()
    visit.told(story)
    assert {share.outlet.id for share in room.outlets()} == {"lintvik-post", "harbour-ledger"}
    assert room.outlet("lintvik-post").counts.stories == 1
    [person] = room.entities("Bakke")
    assert [found.id for found in room.entity(person.id).stories] == [story]
    assert len(list(room.search("crane", outlet="lintvik-post"))) == 1
    assert [telling.marks.articles for telling in room.history(story).items] == [2]


def test_decisions_are_carried_out(visit: Visit, room: Client) -> None:
    story = visit.one_story()
    assert room.decide(story, Rename(title="Storm")).story.title == "Storm"
    assert room.decide(story, Lock()).story.locked


def test_articles_are_compared_and_kept(room: Client) -> None:
    made = room.compare(texts=[Text(text=HARBOUR, outlet="Post"), Text(text=FERRY, outlet="Ledger")])
    assert [a.source.name for a in made.document.articles] == ["Post", "Ledger"]
    assert room.keep(made.id).new == 2
    other = room.compare(texts=[Text(text=CHEESE)])
    room.drop(other.id)
    with pytest.raises(NotFound):
        room.keep(other.id)
    assert room.add(texts=[Text(text=CHEESE)]).new == 1


def test_places_are_followed(visit: Visit, room: Client) -> None:
    visit.web.pages[FEED] = b'<rss version="2.0"><channel><title>Lintvik Post</title></channel></rss>'
    made = room.follow(FEED, Change(interval=600))
    assert room.change_source(made.id, Change(paused=True)).paused
    assert [(one.id, one.interval) for one in room.sources()] == [(made.id, 600)]
    room.unfollow(made.id)
    assert room.sources() == ()


@pytest.mark.parametrize(
    ("ask", "error", "words"),
    [
        (lambda room: room.story("none"), NotFound, "no story 'none'"),
        (lambda room: room.story("a/b?c"), NotFound, "."),
        (lambda room: room.document("none", "xx"), InputError, "briefs are written in"),
        (lambda room: room.follow("/etc"), InputError, "http://"),
        (lambda room: room.add(), InputError, "no text"),
    ],
)
def test_what_the_room_refuses_is_raised_in_its_words(
    room: Client, ask: Callable[[Client], object], error: type[Exception], words: str
) -> None:
    with pytest.raises(error, match=words):
        ask(room)


@pytest.mark.parametrize(
    ("status", "error"),
    [(400, InputError), (401, ConfigError), (403, ConfigError), (404, NotFound), (409, Refused)],
)
def test_problems_become_errors_of_our_tree(status: int, error: type[Exception]) -> None:
    with pytest.raises(error, match=f"because {status}"):
        answering(problem(status))[0].sources()


def test_what_is_put_off_is_asked_for_again_when_the_server_says() -> None:
    empty = httpx.Response(200, json={"items": []})
    room, slept = answering(problem(429, **{"retry-after": "3"}), problem(503), empty)
    assert room.sources() == ()
    assert slept == [3.0, 0.5]


def test_patience_ends() -> None:
    room, slept = answering(*[problem(429, **{"retry-after": "4"})] * 3, patience=9)
    with pytest.raises(StoreBusy, match="because 429"):
        room.sources()
    assert slept == [4.0, 4.0]
    later = httpx.Response(202, json={}, headers={"retry-after": "9999"})
    with pytest.raises(StoreBusy, match="still being compared"):
        answering(later, later)[0].document("s1")


def test_a_change_that_is_sent_again_bears_the_same_key() -> None:
    keys = []

    def answer(request: httpx.Request) -> httpx.Response:
        keys.append((request.headers["idempotency-key"], request.headers["authorization"]))
        return problem(503) if len(keys) < 3 else httpx.Response(204)

    http = httpx.Client(transport=httpx.MockTransport(answer))
    Client(BASE, "rsh_x", http=http, sleep=lambda _: None).unfollow("a")
    assert len(keys) == 3
    assert set(keys) == {(keys[0][0], "Bearer rsh_x")}


def test_what_is_no_reading_room_is_named() -> None:
    with pytest.raises(FetchError, match="cannot be read"):
        answering(httpx.Response(200, text="<html>"))[0].sources()
    with pytest.raises(InputError, match="status 418"):
        answering(httpx.Response(418, text="teapot"))[0].sources()
    with pytest.raises(StoreError, match="because 500"):
        answering(problem(500))[0].sources()

    def silent(_: httpx.Request) -> httpx.Response:
        raise httpx.ConnectError("refused")

    with (
        pytest.raises(FetchError, match=r"127\.0\.0\.1:8765.*no answer"),
        Client(BASE, http=httpx.Client(transport=httpx.MockTransport(silent))) as room,
    ):
        room.sources()
