"""The Google Reader API, by the calls that Newsboat, NetNewsWire and others make."""

from contextlib import suppress
from html.parser import HTMLParser
from typing import Any
from urllib.parse import quote

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rashomon.archive.watchlists import WatchlistOrder, begin
from rashomon.errors import NotFound
from rashomon.web.greader import login as greader_login
from rashomon.web.greader import streams
from tests.web_room import BASE, CHEESE, EVIL, HARBOUR, Visit

API = "/reader/api/0"
LOGIN = "service=reader&Email=iris&Passwd=any&source=newsboat%2F2.36&accountType=HOSTED_OR_GOOGLE"
READ, STARRED, LIST = streams.READ, streams.STARRED, streams.READING_LIST
FORM = {"content-type": "application/x-www-form-urlencoded"}


class Reader:
    """A program that reads feeds."""

    def __init__(self, visit: Visit) -> None:
        self.visit = visit
        answer = visit.browser.post("/accounts/ClientLogin", content=LOGIN, headers=FORM)
        lines = dict(line.split("=", 1) for line in answer.text.splitlines())
        self.headers = {"authorization": f"GoogleLogin auth={lines['Auth']}"}

    def get(self, path: str, **headers: str) -> Any:
        answer = self.visit.browser.get(API + path, headers=self.headers | headers)
        assert answer.status_code == 200, answer.text
        return answer.json()

    def post(self, path: str, body: str) -> httpx.Response:
        token = self.visit.browser.get(f"{API}/token", headers=self.headers).text
        answer: httpx.Response = self.visit.browser.post(
            API + path, content=f"{body}&T={token}", headers=self.headers | FORM
        )
        return answer

    def mark(self, body: str) -> None:
        assert self.post("/edit-tag", body).text == "OK"

    def ids(self, query: str = f"?s={LIST}") -> list[str]:
        return [ref["id"] for ref in self.get(f"/stream/items/ids{query}")["itemRefs"]]


@pytest.fixture
def reader(visit: Visit) -> Reader:
    visit.read(HARBOUR)
    visit.read(CHEESE, outlet="Dairy Times")
    return Reader(visit)


def test_newsboat_logs_in_lists_reads_and_marks(visit: Visit, reader: Reader) -> None:
    listed = reader.get("/subscription/list?output=json")["subscriptions"]
    assert [(s["title"], [c["label"] for c in s["categories"]]) for s in listed] == [
        ("All stories", []),
        ("English", ["Languages"]),
        ("Dairy Times", ["Outlets"]),
        ("Lintvik Post", ["Outlets"]),
    ]
    path = f"/stream/contents/{quote(listed[3]['id'], safe='')}"
    entry = reader.get(f"{path}?n=20")["items"][0]
    story = visit.stories()[1]
    assert entry["canonical"][0]["href"] == f"{BASE}/stories/{story}"
    assert (entry["title"], READ in entry["categories"]) == (HARBOUR.split("\n")[0], False)
    assert entry["origin"]["streamId"] == listed[3]["id"]
    reader.mark(f"i={entry['id']}&a={READ}&r=user/-/state/com.google/kept-unread&ac=edit")
    assert READ in reader.get(f"{path}?n=20")["items"][0]["categories"]
    kept = "a=user/-/state/com.google/kept-unread&a=user/-/state/com.google/tracking-kept-unread"
    reader.mark(f"i={entry['id']}&r={READ}&{kept}&ac=edit")
    assert READ not in reader.get(f"{path}?n=20")["items"][0]["categories"]
    assert reader.post("/mark-all-as-read", f"s={listed[3]['id']}").text == "OK"
    assert READ in reader.get(f"{path}?n=20")["items"][0]["categories"]
    assert len(reader.ids(f"?s={LIST}&xt={READ}")) == 1


def test_netnewswire_asks_for_ids_then_for_items_by_hexadecimal_number(reader: Reader) -> None:
    unread = reader.ids(f"?s={LIST}&n=10000&xt={READ}&output=json&ot=1700000000.25")
    assert len(unread) == 2
    long = "&".join(f"i={streams.ITEM}{int(one):016x}" for one in unread)
    short = "&".join(f"i={int(one):x}" for one in unread)
    for form in (long, short, "&".join(f"i={one}" for one in unread)):
        found = reader.post("/stream/items/contents", f"output=json&{form}").json()["items"]
        assert [int(entry["id"].rpartition("/")[2], 16) for entry in found] == list(map(int, unread))
    entry = found[0]
    assert entry["origin"]["streamId"] == "feed/language/en"
    assert int(entry["timestampUsec"]) // 1000 == int(entry["crawlTimeMsec"])
    reader.mark(f"i={int(unread[0]):016x}&a={READ}")
    reader.mark(f"i={int(unread[1]):016x}&a={STARRED}")
    assert reader.ids(f"?s={LIST}&xt={READ}") == [unread[1]]
    assert reader.ids(f"?s={STARRED}&n=10000") == [unread[1]]
    assert reader.ids(f"?s={READ}") == reader.ids(f"?s={LIST}&it={READ}") == [unread[0]]
    reader.mark(f"i={int(unread[1]):016x}&r={STARRED}")
    assert reader.ids(f"?s={STARRED}") == []


def test_a_story_that_gains_an_article_is_unread_again_under_the_same_name(visit: Visit) -> None:
    story = visit.one_story()
    reader = Reader(visit)
    before = reader.ids()
    reader.mark(f"i={before[0]}&a={READ}")
    assert reader.get("/unread-count?output=json")["unreadcounts"][0]["count"] == 0
    visit.read(HARBOUR.replace("Bakke", "Solheim"), outlet="Third")
    for other in visit.stories():
        if other != story:
            with visit.archive.writing() as writer:
                writer.merge(other, story, "iris", visit.at)
    assert reader.ids(f"?s={LIST}&xt={READ}") == before
    counts = {one["id"]: one["count"] for one in reader.get("/unread-count")["unreadcounts"]}
    assert (counts[LIST], counts["feed/all"], counts["feed/language/en"]) == (1, 1, 1)
    assert len(counts) == 6


class Links(HTMLParser):
    """Collects links, and everything that is no text of ours."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.links: list[str] = []
        self.odd: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.links += [value or "" for name, value in attrs if name == "href"]
        self.odd += [tag] if tag not in {"h3", "ul", "li", "a", "em", "p"} else []


def test_the_brief_is_the_content_and_links_to_its_passages(visit: Visit) -> None:
    story = visit.one_story()
    reader = Reader(visit)
    bare = reader.get(f"/stream/contents/{LIST}", **{"accept-language": "ru"})["items"][0]["summary"][
        "content"
    ]
    assert "ещё не сопоставлены" in bare
    visit.told(story)
    content = reader.get(f"/stream/contents/{LIST}")["items"][0]["summary"]["content"]
    russian = reader.get(f"/stream/contents/{LIST}", **{"accept-language": "ru"})["items"][0]["summary"]
    for ours, theirs in (("Что происходит", "What's happening"), ("Когда? ", "When? ")):
        assert ours in russian["content"].replace("&#39;", "'")
        assert theirs in content.replace("&#39;", "'")
        assert theirs not in russian["content"].replace("&#39;", "'")
    page = visit.browser.get(f"/stories/{story}").text
    cited = [link for link in Links(content).links if "#r-" in link]
    assert cited
    for link in cited:
        assert f'id="{link.partition("#")[2]}"' in page
    assert any("/articles/" in link for link in Links(content).links)


def test_hostile_text_stays_text(visit: Visit) -> None:
    visit.read(f"{EVIL} in Lintvik\n\n{EVIL} was said on Monday. Two people were hurt.", outlet=EVIL)
    reader = Reader(visit)
    assert Links(reader.get("/stream/contents")["items"][0]["summary"]["content"]).odd == []
    visit.told(visit.stories()[0])
    assert Links(reader.get("/stream/contents")["items"][0]["summary"]["content"]).odd == []


def test_streams_come_in_pages_in_both_orders(reader: Reader) -> None:
    whole = reader.ids()
    first = reader.get(f"/stream/items/ids?s={LIST}&n=1")
    again = reader.get(f"/stream/items/ids?s={LIST}&n=1&c={first['continuation']}")
    assert [first["itemRefs"][0]["id"], again["itemRefs"][0]["id"]] == whole
    assert "continuation" not in again
    assert reader.ids(f"?s={LIST}&r=o") == whole[::-1]
    part = reader.get("/stream/contents/feed%2Fall?n=1")
    rest = reader.get(f"/stream/contents/feed%2Fall?n=1&c={part['continuation']}")
    assert len(part["items"]) == len(rest["items"]) == 1
    assert reader.ids(f"?s={LIST}&nt=1") == reader.ids(f"?s={LIST}&ot=99999999999999") == []


def test_who_is_logged_in_and_which_folders_there_are(reader: Reader) -> None:
    assert reader.get("/user-info?output=json")["userName"] == "iris"
    tags = [tag["id"] for tag in reader.get("/tag/list?output=json")["tags"]]
    assert tags == [STARRED, *(f"user/-/label/{name}" for name in ("Watchlists", "Languages", "Outlets"))]
    assert len(reader.ids("?s=user/-/label/Outlets")) == 2
    assert reader.ids(f"?s={LIST.replace('-', 'iris', 1)}") == reader.ids()


def test_a_watchlist_is_a_subscription_and_a_label_that_can_be_read_and_marked(visit: Visit) -> None:
    with visit.archive.writing() as writer:
        goats = begin(writer, WatchlistOrder(name="Goats & co", words="goat"), "iris", visit.at)
        begin(writer, WatchlistOrder(name="Nothing", words="zeppelin"), "iris", visit.at)
        begin(writer, WatchlistOrder(name="Another's", words="harbour"), "rut", visit.at)
    visit.read(HARBOUR)
    visit.read(CHEESE, outlet="Dairy Times")
    reader = Reader(visit)
    listed = reader.get("/subscription/list")["subscriptions"]
    folder = {"id": "user/-/label/Watchlists", "label": "Watchlists"}
    mine = [one for one in listed if one["categories"] == [folder]]
    assert [one["title"] for one in mine] == ["Goats & co", "Nothing"]
    assert mine[0]["url"] == f"{BASE}/feeds/watchlists/{goats.id}.atom"
    tags = reader.get("/tag/list")["tags"]
    assert {"id": "user/-/label/Goats & co", "type": "tag"} in tags
    assert not any("Another" in tag["id"] for tag in tags)
    (item,) = reader.get(f"/stream/contents/{quote(mine[0]['id'], safe='')}")["items"]
    assert item["title"] == CHEESE.split("\n")[0]
    number = str(int(item["id"].rpartition("/")[2], 16))
    label = quote("user/iris/label/Goats & co", safe="")
    for stream in (label, mine[0]["id"], "user/-/label/Watchlists"):
        assert reader.ids(f"?s={stream}") == [number]
    assert reader.ids(f"?s={mine[1]['id']}") == reader.ids("?s=feed/watchlist/w0") == []
    counts = {one["id"]: one["count"] for one in reader.get("/unread-count")["unreadcounts"]}
    assert (counts[mine[0]["id"]], counts[mine[1]["id"]], counts[LIST]) == (1, 0, 2)
    assert reader.post("/mark-all-as-read", f"s={label}").text == "OK"
    counts = {one["id"]: one["count"] for one in reader.get("/unread-count")["unreadcounts"]}
    assert (counts[mine[0]["id"]], counts[LIST]) == (0, 1)
    assert reader.ids(f"?s={label}&xt={READ}") == []


def test_a_watchlists_stream_follows_its_articles_into_the_story_where_they_stand(visit: Visit) -> None:
    with visit.archive.writing() as writer:
        mine = begin(writer, WatchlistOrder(words="goat"), "iris", visit.at)
    visit.read(HARBOUR)
    visit.read(CHEESE, outlet="Dairy Times")
    cheese, harbour = visit.stories()
    with visit.archive.writing() as writer:
        writer.merge(cheese, harbour, "iris", visit.at)
    assert Reader(visit).ids(f"?s=feed/watchlist/{mine.id}") == [str(streams.number(harbour))]


def test_everything_up_to_a_moment_is_marked_as_read(reader: Reader) -> None:
    entries = reader.get("/stream/contents")["items"]
    assert reader.post("/mark-all-as-read", f"s={LIST}&ts={entries[0]['timestampUsec']}").text == "OK"
    assert reader.ids(f"?s={LIST}&xt={READ}") == [str(int(entries[0]["id"].rpartition("/")[2], 16))]


@pytest.mark.parametrize("address", ["/token", "/user-info", "/subscription/list", "/stream/items/ids"])
def test_who_shows_nothing_is_sent_to_log_in(visit: Visit, address: str) -> None:
    answer = visit.browser.get(API + address)
    assert (answer.status_code, answer.json()["status"]) == (401, 401)
    assert "GoogleLogin" in answer.headers["www-authenticate"]


def test_a_page_of_another_site_can_neither_log_in_nor_mark(visit: Visit) -> None:
    foreign = FORM | {"origin": "https://evil.example"}
    assert visit.browser.post("/accounts/ClientLogin", content=LOGIN, headers=foreign).status_code == 403
    assert visit.browser.post(f"{API}/mark-all-as-read", content=f"s={LIST}").status_code == 401


def test_an_empty_password_opens_nothing(visit: Visit) -> None:
    answer = visit.browser.post("/accounts/ClientLogin", content="Email=iris&Passwd=", headers=FORM)
    assert (answer.status_code, answer.text) == (401, "Error=BadAuthentication\n")


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/stream/contents/feed/nothing", 404),
        ("/stream/items/ids?s=elsewhere", 404),
        ("/stream/items/ids?n=many", 422),
        ("/stream/items/ids?ot=nan", 422),
        ("/stream/items/ids?c=nonsense", 404),
        ("/subscription/edit", 404),
    ],
)
def test_what_is_not_there_is_a_problem(reader: Reader, path: str, status: int) -> None:
    assert reader.visit.browser.get(API + path, headers=reader.headers).status_code == status


def test_forms_have_a_bound(reader: Reader, monkeypatch: pytest.MonkeyPatch) -> None:
    assert reader.post("/edit-tag", f"a={READ}").status_code == 422
    assert reader.post("/stream/items/contents", "i=nothing&i=7&i=").json()["items"] == []
    monkeypatch.setattr(greader_login, "MOST_FIELDS", 10)
    assert reader.post("/edit-tag", "i=1&" * 11).status_code == 422
    monkeypatch.setattr(greader_login, "LARGEST", 20)
    assert reader.post("/edit-tag", "i=1&" * 11).status_code == 413


@given(st.integers(0, (1 << 56) - 1))
def test_every_story_has_a_number_that_leads_back_from_every_form(digits: int) -> None:
    story = f"s{digits:014x}"
    number = streams.number(story)
    assert number is not None
    assert number < 1 << 63
    for form in (streams.item(story), str(number), f"{number:x}", f"{number:016x}"):
        assert streams.story(form) == story


@given(st.text(max_size=40))
def test_what_is_no_name_of_an_item_or_stream_is_none(name: str) -> None:
    found = streams.story(name)
    assert found is None or streams.number(found)
    with suppress(NotFound):
        assert streams.stream(name, "ada").who == "ada"
