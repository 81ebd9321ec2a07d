"""Load language packs: ``lang/<code>/<section>.toml`` decoded into the section's own typed struct.

A section is a ``msgspec.Struct`` whose every field has a default; a key that it does not know is an
error. A language without the file gets the file of ``und`` (BCP 47: undetermined).
"""

import re
from functools import cache
from pathlib import Path
from typing import TypeVar

import msgspec

from rashomon.errors import ConfigError

ROOT = Path(__file__).parent
FALLBACK = "und"
TAG = r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{1,8}){0,4}"
"""A language as BCP 47 writes one; no longer primary subtag is registered."""
SectionT = TypeVar("SectionT", bound="Section")


class Section(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Base of every section."""


class Words(Section, frozen=True):
    """Base of sections of words to be shown; the names of a family of words begin alike."""

    def of(self, family: str, member: str) -> str:
        """Return one of a family of words: ``of("pace", "at once")`` is ``pace_at_once``."""
        return str(getattr(self, f"{family}_{member.replace(' ', '_')}"))


@cache
def codes() -> tuple[str, ...]:
    """Return the codes of the languages that have a pack, without the fallback."""
    return tuple(
        sorted(p.name for p in ROOT.iterdir() if (p / "language.toml").exists() and p.name != FALLBACK)
    )


def tag_or_none(stated: str | None) -> str | None:
    """Return a stated language without the spaces around it, None where it is no BCP 47 tag.

    >>> tag_or_none(" pt-BR "), tag_or_none("../lang/ru"), tag_or_none("English")
    ('pt-BR', None, None)
    """
    found = re.fullmatch(rf"\s*({TAG})\s*", stated or "")
    return found[1] if found else None


@cache
def primary(language: str) -> str:
    """Return the primary subtag of a BCP 47 tag, in lower case."""
    return language.replace("_", "-").split("-")[0].lower()


def section(language: str, name: str, kind: type[SectionT]) -> SectionT:
    """Return one section of a language's pack, of ``und`` where the language has none.

    Raises:
        ConfigError: the file is not TOML or does not fit the section.
    """
    loaded: SectionT = _load(primary(language), name, kind)
    return loaded


@cache
def _load(code: str, name: str, kind: type[SectionT]) -> SectionT:
    # Whatever a text calls its language must not lead to files elsewhere.
    own = (code,) if code in codes() else ()
    path = next((p for c in (*own, FALLBACK) if (p := ROOT / c / f"{name}.toml").exists()), None)
    if path is None:
        return kind()
    try:
        return msgspec.toml.decode(path.read_bytes(), type=kind)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise ConfigError(f"{path.parent.name}/{path.name} of the language packs: {error}") from error
