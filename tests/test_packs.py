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

FILES = sorted(p.relative_to(ROOT).with_suffix("").as_posix() for p in ROOT.glob("*/*.toml"))
OPTIONAL = {"report", "morphology"}  # the report may speak English; a dictionary may know the forms
ABSENT = {  # lists that some languages have no use for, or whose absence is a known gap
    "ar bg cs es pl ru sl uk": "attribution.infinitive attribution.bare_clause attribution.object "
    "attribution.agent attribution.nominal attribution.passive attribution.quoting claims.plan_nouns "
    "entities.nicknames structure.credit_after",
    "ar az bg cs es fa pl ru sl tr uk zh": "attribution.personal attribution.subordinate",
    "ar az bg cs de es fa fr it pl pt ru sl tr uk zh": "attribution.citing",
    "ar bg cs de fr it pl pt ru sl uk": "dates.am dates.pm",
    "ar": "attribution.contrast attribution.noun attribution.addressed attribution.determiner "
    "attribution.impersonal dates.marks dates.decade_marks numbers.skip "
    "structure.credit_before structure.source_after structure.list_heads "
    "structure.list_tails",
    "ar bg cs de fr": "dates.ago_after",
    "ar cs sl": "attribution.participle",
    "cs ru sl uk": "framing.agent",  # the case of the noun names the doer
    "bg cs es pl ru sl uk": "attribution.indefinite",
    "es fr it pt": "dates.year_marks",
    "az fa tr": "attribution.feminine attribution.feminine_title attribution.masculine_title",  # no gender
    "az tr zh": "dates.ahead_before",
    "az tr": "numbers.over numbers.under",  # behind the number
    "az fa tr zh": "attribution.infinitive attribution.bare_clause attribution.nominal attribution.passive "
    "attribution.agent attribution.relative",
    "fa": "attribution.addressed attribution.participle",
    "zh": "attribution.complement attribution.object attribution.participle claims.complementizers "
    "dates.weak language.abbreviations language.titles",
    "de fr it pl pt sl": "numbers.joins",  # composed numbers are one word, or listed
    "ru uk": "claims.verbs",  # known to the morphology
}


def _raw(file: str) -> dict[str, Any]:
    return tomllib.loads((ROOT / f"{file}.toml").read_text("utf-8"))


def _struct(name: str) -> type[Section]:
    """Return the struct of a file: the last one in the module of its name."""
    held = vars(import_module(f"rashomon.lang.{name}")).values()
    return [s for s in held if isinstance(s, type) and issubclass(s, Section) and s is not Section][-1]


def _lists(value: Any, where: str) -> Iterator[tuple[str, list[str]]]:
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
    known = {where for langs, lists in ABSENT.items() if code in langs.split() for where in lists.split()}
    wanted = {f"{n}.{k}" for n in names for k, v in _raw(f"en/{n}").items() if v and type(v) in (list, dict)}
    assert wanted - {f"{n}.{k}" for n in names for k, v in _raw(f"{code}/{n}").items() if v} <= known


@pytest.mark.parametrize("code", [*codes(), FALLBACK])
def test_quotation_marks_are_pairs_and_the_first_is_what_a_brief_uses(code: str) -> None:
    pairs = language_of(code).quotation_marks
    assert brief_words(code).quotation_marks == pairs[0]
    assert all(len(mark) == 1 and not mark.isalnum() for pair in pairs for mark in pair)


@pytest.mark.parametrize("file", [f for f in FILES if f.endswith(("/interface", "/report"))])
def test_phrases_are_all_there_with_their_placeholders(file: str) -> None:
    own, english = _raw(file), _raw(f"{FALLBACK}/{file.split('/')[1]}")
    holes = re.compile(r"{\w*}").findall
    assert {k: set(holes(v)) for k, v in own.items() if v} == {k: set(holes(v)) for k, v in english.items()}
