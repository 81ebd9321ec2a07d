"""Figures for Prometheus and the log of requests: true, and without anybody's words or secrets."""

import json
import logging
from pathlib import Path

import pytest
from prometheus_client.parser import text_string_to_metric_families

from rashomon.errors import StoreError
from rashomon.web.logs import JsonLines
from rashomon.web.metrics import log
from tests.access_room import Peopled, cheap_hashes, token  # noqa: F401
from tests.web_room import HARBOUR, Visit


def figures(visit: Visit, **headers: str) -> dict[tuple[str, ...], float]:
    """Return all figures by their name and labels."""
    answer = visit.browser.get("/metrics", headers=headers)
    assert answer.status_code == 200
    assert answer.headers["content-type"].startswith("text/plain; version=")
    found = text_string_to_metric_families(answer.text)
    return {(s.name, *sorted(s.labels.values())): s.value for family in found for s in family.samples}


def test_requests_are_counted_by_route_and_status(visit: Visit) -> None:
    for address in ("/stories/a", "/stories/b", "/nowhere", "/also-nowhere", "/search?q=whales"):
        visit.browser.get(address)
    visit.browser.request("BREW", "/search?q=whales")
    seen = figures(visit)
    assert seen["rashomon_http_requests_total", "/stories/{story}", "404", "GET"] == 2
    assert seen["rashomon_http_requests_total", "404", "GET", "none"] == 2
    assert seen["rashomon_http_request_seconds_count", "/stories/{story}"] == 2
    assert any("other" in labels for labels in seen)
    assert not any("whales" in label or "BREW" in label for labels in seen for label in labels)


def test_what_is_stored_and_the_worker_are_told(visit: Visit) -> None:
    visit.read(HARBOUR)
    seen = figures(visit)
    assert seen["rashomon_stored", "articles"] == 1
    assert seen["rashomon_stored", "stories"] == 1
    assert seen["rashomon_stored", "waiting"] == 0
    assert seen["rashomon_worker_state", "off"] == 1
    assert seen["rashomon_worker_state", "working"] == 0
    assert (seen["rashomon_comparisons",], seen["rashomon_sources_failing",]) == (0, 0)


def test_figures_come_though_the_archive_cannot_be_read(
    visit: Visit, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken() -> None:
        raise StoreError("archive.db: damaged")

    figured = visit.browser.app
    monkeypatch.setattr(visit.room.archive, "reading", broken)
    told = figured._figures.text().decode()  # type: ignore[attr-defined]
    assert "rashomon_archive_readable 0.0" in told
    assert "rashomon_stored" not in told


@pytest.mark.usefixtures("cheap_hashes")
def test_figures_of_a_room_with_people_take_an_admin_or_a_token_for_them(tmp_path: Path) -> None:
    room = Peopled(tmp_path)
    answer = room.guest().get("/metrics")
    assert (answer.status_code, answer.headers["content-type"]) == (401, "application/problem+json")
    assert room.guest("rut").get("/metrics").status_code == 403
    assert room.guest("ada").get("/metrics").status_code == 200
    assert figures(room, **token(room.archive, "ada", "metrics"))["rashomon_stored", "articles"] == 0
    room.close()


@pytest.mark.usefixtures("cheap_hashes")
def test_the_log_tells_of_a_request_without_words_tokens_or_cookies(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    room = Peopled(tmp_path)
    guest = room.guest("rut")
    header = token(room.archive, "rut", "read")
    with caplog.at_level(logging.INFO, logger=log.name):
        answer = guest.get("/search?q=whales", **header)
        guest.get("/stories/some-story")
    room.close()
    lines = [JsonLines().format(record) for record in caplog.records if record.name == log.name]
    told = [json.loads(line) for line in lines]
    assert [(t["route"], t["status"], t["visitor"], t["method"]) for t in told] == [
        ("/search", 200, "rut", "GET"),
        ("/stories/{story}", 404, "rut", "GET"),
    ]
    assert told[0]["id"] == answer.headers["x-request-id"]
    assert told[0]["ms"] >= 0
    assert told[0]["at"].endswith("+00:00")
    for secret in ("whales", "some-story", header["authorization"].partition("_")[2], guest.session() or "?"):
        assert not any(secret in line for line in lines)


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("0123456789abcdef", True),
        ("short", False),
        ("x" * 65, False),
        ('a"}\\n{"level":"x', False),
        ("aaaaaaaa bbbb", False),
    ],
)
def test_an_id_of_a_request_is_kept_where_it_is_one(visit: Visit, given: str, kept: bool) -> None:
    answered = visit.browser.get("/healthz", headers={"x-request-id": given}).headers["x-request-id"]
    assert (answered == given) is kept
    assert len(answered) == 16 or kept


def test_what_is_refused_before_any_route_is_seen_too(visit: Visit) -> None:
    refused = visit.browser.get("/", headers={"host": "evil.example"})
    assert "x-request-id" in refused.headers
    assert figures(visit)["rashomon_http_requests_total", "421", "GET", "none"] == 1


def test_a_traceback_is_one_line_of_the_log() -> None:
    try:
        json.loads("{\n")
    except ValueError:
        record = logging.LogRecord("uvicorn.error", logging.ERROR, "", 0, "failed: %s", ("x",), None)
        import sys  # noqa: PLC0415 - only here

        record.exc_info = sys.exc_info()
    line = JsonLines().format(record)
    assert "\n" not in line
    assert json.loads(line)["message"] == "failed: x"
    assert "JSONDecodeError" in json.loads(line)["trace"]
