"""How far a sentence reports rather than comments, judged with the article that it stands in.

A claim's own probability says how it is worded; in an article whose claims are mostly comment the same
wording of the outlet is less likely to be a report. The two are joined as odds.
"""

import math
from collections.abc import Iterable

from rashomon.model.annotation import Analysis, Claim

ROWS = 1000
"""Claims of an article that count for its tone."""
TONE = 0.5
"""How much the article's log-odds count beside the claim's own."""
LEAST = 0.02
"""Probabilities are kept so far from 0 and 1: no judgement is certain."""


def tone(analysis: Analysis) -> float:
    """Return the log-odds that a claim in the outlet's own voice reports something that can be checked."""
    own = [c for c in analysis.claims[:ROWS] if c.claimant is None]
    return _logit(sum(c.checkable for c in own) / len(own)) if own else 0.0


def reported(claims: Iterable[Claim], tone: float) -> float:
    """Return the probability that a sentence with these claims reports, in an article of this tone.

    Claims count by their length. What words mark as opinion reports nothing; what someone else is said to
    have said is not coloured by the article.
    """
    told = [(len(c.span), _likely(c, tone)) for c in claims]
    return sum(extent * likely for extent, likely in told) / sum(extent for extent, _ in told)


def _likely(claim: Claim, tone: float) -> float:
    if claim.opinion:
        return 0.0
    shift = 0.0 if claim.claimant else TONE * tone
    return 1 / (1 + math.exp(-_logit(claim.checkable) - shift))


def _logit(probability: float) -> float:
    kept = min(max(probability, LEAST), 1 - LEAST)
    return math.log(kept / (1 - kept))
