"""The reading room's API, exports and feeds."""

import csv
import io
import json
import xml.etree.ElementTree as ET
from time import sleep

import jsonschema
import msgspec
import pytest

from rashomon.render.matrix import harmless, to_csv
from rashomon.render.schema import Document, json_schema
from tests.web_room import HARBOUR, Visit


def document(visit: Visit) -> tuple[str, Document]:
    story = visit.one_story()
    answer = visit.browser.get(f"/api/v1/stories/{story}/document")
    assert answer.status_code == 200
    return story, msgspec.json.decode(answer.content, type=Document)


def test_a_story_document_fits_its_schema_and_bears_the_lasting_name(visit: Visit) -> None:
    story, told = document(visit)
    jsonschema.validate(json.loads(msgspec.json.encode(told)), json_schema())
    assert told.story.id == story
    assert len(told.articles) == 2


def test_a_brief_comes_in_the_readers_language(visit: Visit) -> None:
    story = visit.one_story()
    told = visit.browser.get(f"/api/v1/stories/{story}/document?language=ru").json()
    assert told["brief"]["language"] == "ru"
    assert visit.browser.get(f"/api/v1/stories/{story}/document?language=xx").status_code == 422


def test_a_comparison_that_takes_long_is_promised(visit: Visit, monkeypatch: pytest.MonkeyPatch) -> None:
    story = visit.one_story()
    monkeypatch.setattr("rashomon.web.told.PATIENCE", 0)
    visit.room.jobs.begin("before it", lambda _: sleep(0.2))
    answer = visit.browser.get(f"/api/v1/stories/{story}/document")
    assert answer.status_code == 202
    assert answer.json() == {"story": story, "state": "comparing", "done": 0, "of": 0}
    assert answer.headers["retry-after"] == "2"


@pytest.mark.parametrize(
    "address", ["/api/v1/stories", "/api/v1/sources", "/static/room.css", "/feeds/stories.json"]
)
def test_what_is_known_already_is_not_sent_again(visit: Visit, address: str) -> None:
    visit.read(HARBOUR)
    first = visit.browser.get(address)
    again = visit.browser.get(address, headers={"if-none-match": f'"other", W/{first.headers["etag"]}'})
    assert (again.status_code, again.content) == (304, b"")
    assert visit.browser.get(address, headers={"if-none-match": '"other"'}).status_code == 200


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/api/v1/stories/none", 404),
        ("/api/v1/stories/none/document", 404),
        ("/api/v1/articles/none", 404),
        ("/api/v1/nothing", 404),
        ("/api/v1/stories?limit=0", 422),
        ("/api/v1/stories?since=yesterday", 422),
        ("/api/v1/stories?since=2031-02-30", 422),
        ("/api/v1/stories?after=nonsense", 422),
        ("/api/v1/stories?after=99999999999999999999.s1", 422),
        ("/api/v1/search?q=a&after=x", 422),
        ("/api/v1/quarantine?after=-1", 422),
        ("/feeds/stories.atom?limit=x", 422),
    ],
)
def test_what_cannot_be_answered_is_a_problem_in_one_shape(visit: Visit, address: str, status: int) -> None:
    answer = visit.browser.get(address)
    assert answer.status_code == status
    assert answer.headers["content-type"] == "application/problem+json"
    problem = answer.json()
    assert problem["status"] == status
    assert problem["detail"]
    assert problem["instance"] == address.split("?", maxsplit=1)[0]


def test_people_get_the_same_errors_as_pages(visit: Visit) -> None:
    answer = visit.browser.get("/stories/none", headers={"accept": "text/html"})
    assert answer.status_code == 404
    assert "There is nothing here" in answer.text
    assert visit.browser.get("/stories/none", headers={"accept": "application/json"}).json()["status"] == 404


def test_a_method_that_is_not_there_is_a_problem_too(visit: Visit) -> None:
    assert visit.browser.delete("/api/v1/stories").json()["status"] == 405


SHOWN = (
    "/api/v1/stories",
    "/api/v1/stories/{story}",
    "/api/v1/stories/{story}/document",
    "/api/v1/articles/{article}",
    "/api/v1/search",
    "/api/v1/sources",
    "/api/v1/quarantine",
)


def test_everything_that_the_api_sends_is_described(visit: Visit) -> None:
    described = visit.browser.get("/api/v1/openapi.json").json()
    held = described["components"]["schemas"]
    story = visit.one_story()
    article = visit.browser.get(f"/api/v1/stories/{story}").json()["articles"][0]["article"]["id"]
    for path in SHOWN:
        told = described["paths"][path]
        schema = told["get"]["responses"]["200"]["content"]["application/json"]["schema"]
        answer = visit.browser.get(path.format(story=story, article=article), params={"q": "crane"})
        jsonschema.validate(answer.json(), {**schema, "components": {"schemas": held}})


def test_a_story_is_taken_along_in_every_form(visit: Visit) -> None:
    story, told = document(visit)

    def taken(form: str) -> str:
        answer = visit.browser.get(f"/stories/{story}/export.{form}")
        assert f'filename="{story}.{form}"' in answer.headers["content-disposition"]
        return str(answer.content.decode("utf-8-sig"))

    assert json.loads(taken("json"))["schema"] == "rashomon.story/1"
    assert taken("md").startswith("# ")
    assert "<style>" in taken("html")
    rows = list(csv.reader(io.StringIO(taken("csv"))))
    assert len(rows) == len(told.claims) + 1
    assert rows[0][4:] == ["Lintvik Post", "Harbour Ledger"]
    assert visit.browser.get(f"/stories/{story}/export.exe").status_code == 422


def test_web_annotations_point_at_exactly_what_they_quote(visit: Visit) -> None:
    story, told = document(visit)
    texts = {a.url or f"urn:rashomon:article:{a.id}": a.text for a in told.articles}
    page = visit.browser.get(f"/stories/{story}/export.jsonld").json()
    assert page["@context"] == "http://www.w3.org/ns/anno.jsonld"
    targets = [
        target
        for item in page["items"]
        for target in (item["target"] if isinstance(item["target"], list) else [item["target"]])
    ]
    assert targets
    for target in targets:
        place, quote = target["selector"]
        text = texts[target["source"]]
        assert text[place["start"] : place["end"]] == quote["exact"]
        assert text[: place["start"]].endswith(quote["prefix"])


@pytest.mark.parametrize("cell", ["=1+1", "+1", "-2+3", "@SUM(A1)", "\t=1", "\r=1", " =1", "＝1", "\n+1"])
def test_a_spreadsheet_runs_no_cell(cell: str) -> None:
    assert harmless(cell).startswith("'")


def test_formulas_in_names_and_claims_are_text(visit: Visit) -> None:
    visit.read("=HYPERLINK(1) was said on Monday. Two people were hurt in Lintvik.", outlet="@evil")
    told = visit.browser.get(f"/api/v1/stories/{visit.stories()[0]}/document")
    table = to_csv(msgspec.json.decode(told.content, type=Document)).decode("utf-8-sig")
    cells = [cell for row in csv.reader(io.StringIO(table)) for cell in row]
    assert "'@evil" in cells
    assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@"))]


def test_feeds_carry_lasting_names_and_links(visit: Visit) -> None:
    story = visit.one_story()
    name, link = f"urn:rashomon:story:{story}", f"http://127.0.0.1:8765/stories/{story}"
    atom = ET.fromstring(visit.browser.get("/feeds/stories.atom").content)  # noqa: S314 - our own
    space = {"a": "http://www.w3.org/2005/Atom"}
    assert atom.findtext("a:entry/a:id", namespaces=space) == name
    assert atom.find("a:entry/a:link", space).attrib["href"] == link  # type: ignore[union-attr]
    rss = ET.fromstring(visit.browser.get("/feeds/stories.rss").content)  # noqa: S314 - our own
    assert (rss.findtext(".//guid"), rss.findtext(".//item/link")) == (name, link)
    feed = visit.browser.get("/feeds/stories.json").json()
    assert (feed["items"][0]["id"], feed["items"][0]["url"]) == (name, link)
    assert feed["items"][0]["content_text"] == "articles: 2 · outlets: 2 · English"
    russian = visit.browser.get("/feeds/stories.rss", headers={"accept-language": "ru"}).text
    assert "<description>статей: 2 · изданий: 2 · английский</description>" in russian


def test_a_feed_is_well_formed_whatever_a_title_holds(visit: Visit) -> None:
    story = visit.one_story()
    visit.post(f"/stories/{story}/decisions", kind="rename", title="a ]]> & <b> \x01\x0b end")
    for form in ("atom", "rss"):
        assert ET.fromstring(visit.browser.get(f"/feeds/stories.{form}").content) is not None  # noqa: S314
