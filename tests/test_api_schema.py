"""The API held to its own description: schemathesis asks for everything in it, well formed and not."""

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis.errors import Unsatisfiable
from schemathesis import APIOperation, Case, GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.core.result import Ok
from schemathesis.schemas import BaseSchema
from schemathesis.specs.openapi import checks

from rashomon.archive import admitting
from rashomon.web.app import create_app
from rashomon.web.guard import SESSION
from rashomon.web.limiting import RATES, Limits
from tests.access_room import OWNER, PASSWORD, cheap_hasher, people
from tests.web_room import CHEESE, Visit

CHECKS = [
    not_a_server_error,
    checks.status_code_conformance,
    checks.content_type_conformance,
    checks.response_headers_conformance,
    checks.response_schema_conformance,
]
FEW = settings(
    max_examples=12,
    derandomize=True,
    database=None,
    deadline=None,
    phases=(Phase.generate,),
    suppress_health_check=list(HealthCheck),
)
Names = dict[str, str]
Headers = dict[str, str]


@pytest.fixture(scope="module")
def described(
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[tuple[BaseSchema, Names, Headers]]:
    """Return the description of a room, the names of things in it, and an admin's log-in."""
    visit = Visit(tmp_path_factory.mktemp("schema"))
    visit.room.hosts |= {"testserver"}
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("rashomon.web.jobs.WAITING", 10_000)
        patch.setattr(admitting, "_hasher", cheap_hasher)
        visit.read(CHEESE, "\n")
        story = visit.one_story()
        names = {
            "story": story,
            "article": visit.browser.get(f"/api/v1/stories/{story}").json()["articles"][0]["article"]["id"],
            "document": visit.browser.get("/api/v1/quarantine").json()["items"][0]["id"],
            "name": "rut",
        }
        people(visit.archive)
        visit.room.limits = Limits(dict.fromkeys(RATES, "1000000 per minute"))
        app = create_app(visit.room)
        session = admitting.log_in(visit.archive, replace(OWNER, who="ada"), PASSWORD)
        assert session
        login = {"cookie": f"{SESSION}={session[0]}"}
        yield schemathesis.openapi.from_asgi("/api/v1/openapi.json", app), names, login
    visit.close()


@pytest.mark.parametrize("mode", list(GenerationMode))
def test_every_answer_is_one_that_the_api_describes(
    described: tuple[BaseSchema, Names, Headers], mode: GenerationMode
) -> None:
    schema, names, login = described
    found = [operation.ok() for operation in schema.get_all_operations() if isinstance(operation, Ok)]
    asked = [_ask(operation, names, login, mode) for operation in found]
    assert len(asked) > 15


def _ask(
    operation: APIOperation[Any, Any, Any, Any], names: Names, login: Headers, mode: GenerationMode
) -> str:
    @FEW
    @given(operation.as_strategy(generation_mode=mode))
    def ask(case: Case[Any]) -> None:
        for name, value in (case.path_parameters or {}).items():
            if name in names and len(str(value)) % 2:
                case.path_parameters[name] = names[name]
        answer = case.call_and_validate(checks=CHECKS, headers=login)
        assert answer.status_code != 401

    with suppress(Unsatisfiable):  # nothing that this operation takes can be wrong
        ask()
    return operation.label
