import pytest

from training.verdicts import Difference, listed, sentence, signed


@pytest.mark.parametrize(
    ("difference", "verdict", "word"),
    [
        (Difference(0.031, 0.004, 0.05), "gain", "+LS gains 3.1 points over the base"),
        (Difference(-0.02, -0.04, -0.001), "loss", "+LS loses 2.0 points against the base"),
        (Difference(0.02, -0.001, 0.04), "unclear", "+LS can't be told from the base"),
        (Difference(0.0, 0.0, 0.0), "unclear", "+LS can't be told from the base"),
    ],
)
def test_words_follow_the_interval(difference, verdict, word):
    assert difference.verdict == verdict
    assert sentence("+LS", difference, "the base").startswith(word)


def test_numbers_and_lists():
    assert str(Difference(-0.0123, -0.02, 0.0301)) == "−1.2 (−2.0 to +3.0)"
    assert signed(0.04) == signed(-0.04) == "0.0"
    assert [listed(words) for words in ([], ["a"], ["a", "b"], ["a", "b", "c"])] == [
        "none",
        "a",
        "a and b",
        "a, b and c",
    ]
