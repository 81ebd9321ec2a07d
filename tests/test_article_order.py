"""What is told of claims does not depend on the order in which articles come."""

from collections.abc import Sequence

from hypothesis import given, settings
from hypothesis import strategies as st

from rashomon.encoders.tiny import TinyEncoder
from rashomon.engine import analyze, articles, compare, gather
from rashomon.model.annotation import Analysis
from rashomon.sample import paths

READ = analyze(articles(str(path) for path in paths())[0], TinyEncoder())


def _told(read: Sequence[Analysis]) -> set[tuple[str, str, str]]:
    groups = compare(gather(read)).claims
    return {(str(g.members[g.representative].reference), g.status, str(len(g.members))) for g in groups}


@settings(max_examples=5, deadline=None)
@given(st.permutations(READ))
def test_claims_are_told_alike_in_whatever_order_articles_come(read: list[Analysis]) -> None:
    assert _told(read) == _told(READ)
