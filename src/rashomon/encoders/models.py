"""The encoders by name: what is there, how it stands, and how to build, verify and load it."""

import importlib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from rashomon.encoders import cache
from rashomon.encoders.base import Encoder, Progress
from rashomon.encoders.e5 import bundle as e5_bundle
from rashomon.encoders.e5.encoder import E5Encoder, load
from rashomon.encoders.tiny import TinyEncoder
from rashomon.errors import ConfigError

Condition = Literal["ready", "missing", "damaged"]

_BUILT_IN: dict[str, Callable[[], Encoder]] = {"e5": E5Encoder, "tiny": TinyEncoder}


@dataclass(frozen=True, slots=True, kw_only=True)
class ModelState:
    """How one encoder stands: ``folder`` and ``precision`` are None for what needs no files."""

    name: str
    condition: Condition
    about: str
    folder: Path | None = None
    precision: str | None = None


def list_models() -> tuple[ModelState, ...]:
    """Return the state of every encoder that ships with Rashomon, by a quick look at its files.

    Raises:
        ModelError: the package with the weights is not installed.
    """
    return (_e5_state(thorough=False), _tiny_state())


def verify_model(name: str) -> ModelState:
    """Compare every byte of a model's files with what was built; changes nothing.

    Raises:
        ConfigError: no such model.
        ModelError: the package with the weights is not installed.
    """
    return _e5_state(thorough=True) if _known(name) == "e5" else _tiny_state()


def build_model(name: str, progress: Progress | None = None) -> ModelState:
    """Build a model's files unless they are there and sound, and try them on this processor.

    Raises:
        ConfigError: no such model.
        ModelError: it can't be built.
    """
    if _known(name) == "e5":
        load(progress)
    return verify_model(name)


def load_encoder(name: str = "e5") -> Encoder:
    """Return an encoder: "e5", "tiny", or "package.module:factory" for one of your own.

    The factory is called without arguments. Models are loaded when the first text is encoded.

    Raises:
        ConfigError: nothing of this name can be imported or called.
    """
    if name in _BUILT_IN:
        return _BUILT_IN[name]()
    if ":" not in name:
        raise _unknown(name)
    module, _, factory = name.partition(":")
    try:
        encoder: Encoder = getattr(importlib.import_module(module), factory)()
    except Exception as error:  # the code is not ours
        raise ConfigError(f"the encoder '{name}' can't be made: {error}") from error
    if missing := [part for part in ("name", "dimensions") if not hasattr(encoder, part)]:
        raise ConfigError(f"the encoder '{name}' can't be made: what {factory} returns has no {missing[0]}")
    return encoder


def _known(name: str) -> str:
    if name not in _BUILT_IN:
        raise _unknown(name)
    return name


def _unknown(name: str) -> ConfigError:
    known = ", ".join(f"'{n}'" for n in _BUILT_IN)
    return ConfigError(
        f"no encoder is called '{name}'; there are {known}, or name your own as 'package.module:factory'"
    )


def _tiny_state() -> ModelState:
    return ModelState(name="tiny", condition="ready", about="letters only, no meaning; for tests")


def _e5_state(*, thorough: bool) -> ModelState:
    folder = e5_bundle.folder()
    known = cache.manifest(folder)
    condition: Condition = "missing"
    if known is not None:
        condition = "damaged" if cache.damage(folder, thorough=thorough) else "ready"
    return ModelState(
        name="e5",
        condition=condition,
        about="multilingual-e5-small, about 100 languages",
        folder=folder,
        precision=known.facts.get("precision") if known else None,
    )
