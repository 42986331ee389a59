"""What follows from many verdicts at once, held against truth: groups that are the same, and nothing else."""

from hypothesis import given
from hypothesis import strategies as st

from pipeline.judgements.verdicts import Said, contradictions, together
from schemas.judgement import Verdict
from tests.pipeline.judgements.makers import a_judgement, name

KEYS = "abcdefgh"
GROUPS = st.lists(st.integers(0, 2), min_size=len(KEYS), max_size=len(KEYS))
PAIRS = st.lists(st.tuples(st.integers(0, 7), st.integers(0, 7)).filter(lambda pair: pair[0] != pair[1]), max_size=20)


def said(groups: list[int], pairs: list[tuple[int, int]]) -> list[Said]:
    """True verdicts on these pairs, given the group that each listing is in."""
    verdicts = {True: Verdict.SAME, False: Verdict.DIFFERENT}
    return [
        Said(a_judgement(KEYS[one], verdicts[groups[one] == groups[other]], KEYS[other]), f"pair {number}")
        for number, (one, other) in enumerate(pairs)
    ]


@given(groups=GROUPS, pairs=PAIRS)
def test_true_verdicts_never_contradict_each_other_and_imply_only_what_is_true(
    groups: list[int], pairs: list[tuple[int, int]]
) -> None:
    true = said(groups, pairs)
    assert not list(contradictions(true))
    found = together(true, ())
    for one in range(len(KEYS)):
        for other in range(len(KEYS)):
            verdict = found.verdict(name(KEYS[one]), name(KEYS[other]))
            expected = Verdict.SAME if groups[one] == groups[other] else Verdict.DIFFERENT
            assert verdict in {None, expected}
    assert all(found.verdict(*one.pair) is one.judgement.verdict for one in true)


@given(pairs=PAIRS.filter(bool), data=st.data())
def test_one_verdict_against_what_others_imply_is_found_with_those_that_imply_it(
    pairs: list[tuple[int, int]], data: st.DataObject
) -> None:
    true = said([0] * len(KEYS), pairs)
    one, other = data.draw(st.sampled_from(pairs))
    lie = Said(a_judgement(KEYS[other], Verdict.DIFFERENT, KEYS[one]), "the lie")
    (message,) = contradictions([*true, lie])
    assert message.startswith("the lie: ")
    assert " is the same as " in message
