"""What the words around a time expression tell: whether it is one, and whether it lies ahead or behind."""

import re
from collections.abc import Sequence
from functools import cache

from rashomon.analyze.patterns import any_of
from rashomon.lang.attribution import attribution
from rashomon.lang.dates import dates
from rashomon.lang.terms import AFTER as END
from rashomon.lang.terms import BEFORE as START
from rashomon.lang.terms import UNSPACED


class Context:
    """The words around an expression that tell which of several dates is meant."""

    def __init__(self, language: str) -> None:
        words = dates(language)
        self.cue = self._ending(words.cues)
        self.year_cue = self._ending((*words.cues, *words.year_cues))
        self.time_cue = self._ending(words.time_cues)
        self.that = self._ending(words.that)
        self.weak = re.compile(any_of(words.weak))
        self.vague, self.counted = re.compile(any_of(words.vague)), self._ending(words.vague)
        self.ago_before, self.ahead = self._ending(words.ago_before), self._ending(words.ahead_before)
        self.ago_after = re.compile(rf"(?:[^\S\n]+|(?=[{UNSPACED}])){any_of(words.ago_after)}{END}")
        self.toward, self.behind = self._ending(words.toward), self._ending(words.past)
        self.from_there = re.compile(any_of(words.from_there))
        self.determiner = self._ending(attribution(language).determiner)
        self.future, self.past = self._anywhere(words.future), self._anywhere(words.past)
        self.past_plans, self.called_off = self._anywhere(words.past_plans), self._anywhere(words.called_off)

    @staticmethod
    def _ending(terms: Sequence[str]) -> re.Pattern[str]:
        return re.compile(rf"{START}{any_of(terms)}(?:[^\S\n]+|(?<=[{UNSPACED}]))\Z")

    @staticmethod
    def _anywhere(terms: Sequence[str]) -> re.Pattern[str]:
        return re.compile(rf"{START}{any_of(terms)}{END}")


@cache
def context(language: str) -> Context:
    """Return what a language's words around a date tell of it."""
    return Context(language)
