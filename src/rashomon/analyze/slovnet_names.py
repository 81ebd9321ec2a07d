"""Names in Russian by slovnet over navec vectors, with the models inside natasha's wheel (MIT).

Kukushkin, A.: slovnet, https://github.com/natasha/slovnet. natasha itself is never imported.
"""

from collections.abc import Sequence
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from rashomon.analyze.ner import Name
from rashomon.errors import ModelError
from rashomon.model.text import Span

_NAVEC = "data/emb/navec_news_v1_1B_250K_300d_100q.tar"
_TAGGER = "data/model/slovnet_ner_news_v1.tar"
_LONGEST = 4000
"""Characters of one sentence that the tagger is given: its memory grows with the longest of a batch."""


@cache
def load() -> Any:
    """Return the tagger with its models.

    Raises:
        ModelError: the models are not installed.
    """
    from navec import Navec  # noqa: PLC0415 - a second and 150 MB, only for languages that use it
    from slovnet import NER  # noqa: PLC0415

    wheel = find_spec("natasha")
    if wheel is None or wheel.origin is None:
        raise ModelError("the natasha package, whose models find Russian names, is missing: install it")
    root = Path(wheel.origin).parent
    tagger = NER.load(str(root / _TAGGER))
    tagger.navec(Navec.load(str(root / _NAVEC)))
    return tagger


def find_names(texts: Sequence[str]) -> list[list[Name]]:
    """Find the names of each text in reading order.

    Raises:
        ModelError: the models are not installed.
    """
    found = load().map(text[:_LONGEST] for text in texts)
    return [
        [Name(span=Span(s.start, s.stop), type=s.type, score=1.0) for s in markup.spans if s.start < s.stop]
        for markup in found
    ]
