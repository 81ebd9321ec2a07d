"""Every language folder holds what the sections ask for, in a form that their readers can use."""

import re
import tomllib
from collections.abc import Iterator
from importlib import import_module
from typing import Any

import msgspec
import pytest

from rashomon.lang.brief import brief_words
from rashomon.lang.language import language_of
from rashomon.lang.pack import FALLBACK, ROOT, Section, codes

FOLDERS = (*codes(), FALLBACK)
FILES = sorted(
    p.relative_to(ROOT).with_suffix("").as_posix() for c in FOLDERS for p in (ROOT / c).glob("*.toml")
)
OPTIONAL = {"report", "morphology"}  # the report may speak English; a dictionary may know the forms
ABSENT = {  # lists that a language has no use for, or whose absence is a known gap
    "attribution.infinitive": "ar bg cs es pl ru sl uk",  # asked for only where the order of words is fixed
    "attribution.bare_clause": "ar bg cs es pl ru sl uk",
    "attribution.object": "ar bg cs es pl ru sl uk",
    "attribution.participle": "ar cs sl",
    "attribution.noun": "ar",
    "attribution.addressed": "ar",
    "attribution.determiner": "ar",
    "attribution.impersonal": "ar",
    "claims.verbs": "ru uk",  # known to the morphology
    "dates.am": "ar bg cs pl ru sl uk",
    "dates.pm": "ar bg cs pl ru sl uk",
    "dates.ago_after": "ar bg cs",
    "dates.marks": "ar",
    "dates.decade_marks": "ar",
    "dates.year_marks": "es",
    "entities.nicknames": "ar bg cs es pl ru sl uk",
    "framing.agent": "cs ru sl uk",  # the case of the noun names the doer
    "numbers.joins": "pl sl",
    "numbers.skip": "ar",
    "structure.credit_after": "ar bg cs es pl ru sl uk",
    "structure.credit_before": "ar",
    "structure.source_after": "ar",
    "structure.list_heads": "ar",
    "structure.list_tails": "ar",
}


def _raw(file: str) -> dict[str, Any]:
    path = ROOT / f"{file}.toml"
    return tomllib.loads(path.read_text("utf-8")) if path.exists() else {}


def _struct(name: str) -> type[Section]:
    """Return the struct of a file: the last one in the module of its name."""
    module = import_module(f"rashomon.lang.{name}")
    found = [s for s in vars(module).values() if isinstance(s, type) and issubclass(s, Section)]
    return [s for s in found if s.__module__ == module.__name__][-1]


def _lists(value: Any, where: str) -> Iterator[tuple[str, list[str]]]:
    """Yield every list of terms below a value with its place; pairs of quotation marks are none."""
    if isinstance(value, list) and all(isinstance(item, str) for item in value):
        yield where, value
    elif isinstance(value, dict | list):
        for key, inner in value.items() if isinstance(value, dict) else enumerate(value):
            yield from _lists(inner, f"{where}.{key}") if key != "quotation_marks" else ()


@pytest.mark.parametrize("file", FILES)
def test_a_file_decodes_and_each_term_can_match_once(file: str) -> None:
    msgspec.toml.decode((ROOT / f"{file}.toml").read_bytes(), type=_struct(file.split("/")[1]))
    for where, terms in _lists(_raw(file), file):
        assert all(term == term.strip() and term.strip("*") for term in terms), where
        assert sorted(set(terms)) == sorted(terms), where


@pytest.mark.parametrize("code", codes())
def test_a_language_has_every_list_that_english_has(code: str) -> None:
    names = {file.split("/")[1] for file in FILES} - OPTIONAL
    assert {name for name in names if not _raw(f"{code}/{name}")} == set()
    english = ((name, key, value) for name in names for key, value in _raw(f"en/{name}").items())
    wanted = ((name, key) for name, key, value in english if value and isinstance(value, list | dict))
    missing = {f"{name}.{key}" for name, key in wanted if not _raw(f"{code}/{name}").get(key)}
    assert {where for where in missing if code not in ABSENT.get(where, "").split()} == set()


@pytest.mark.parametrize("code", FOLDERS)
def test_quotation_marks_are_pairs_and_the_first_is_what_a_brief_uses(code: str) -> None:
    pairs = language_of(code).quotation_marks
    assert all(len(mark) == 1 and not mark.isalnum() for pair in pairs for mark in pair)
    assert len(set(pairs)) == len(pairs)
    assert brief_words(code).quotation_marks == pairs[0]


@pytest.mark.parametrize("file", [f for f in FILES if f.endswith(("/interface", "/report"))])
def test_phrases_are_all_there_with_their_placeholders(file: str) -> None:
    own, english = _raw(file), _raw(f"{FALLBACK}/{file.split('/')[1]}")
    assert own.keys() == english.keys()
    assert {k for k in own if not own[k] or _holes(own[k]) != _holes(english[k])} == set()


def _holes(phrase: str) -> set[str]:
    return set(re.findall(r"{\w*}", phrase))
