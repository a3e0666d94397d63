import pytest
from photo_geolocator.plugin.processing.targets import TargetError, area_budgets, recalls, targets


@pytest.mark.parametrize(
    ("text", "budgets"),
    [
        ("", ()),
        (None, ()),
        ("  ", ()),
        ("5000", (5000.0,)),
        ("100000 5000;14.5; 5000", (14.5, 5000.0, 100000.0)),
        ("1e4\n2e4", (10000.0, 20000.0)),
        ("510064471", (510064471.0,)),
    ],
)
def test_budgets_are_read(text, budgets):
    assert area_budgets(text) == budgets


@pytest.mark.parametrize(
    "text", ["5,000", "13.9", "0", "-5000", "5.2e8", "nan", "inf", "five", "5_000", "٥٠٠٠", "5000 km²", "5000, 6000"]
)
def test_what_is_no_budget_is_named(text):
    with pytest.raises(TargetError, match="is no area budget") as refused:
        area_budgets(text)
    assert f"“{text.split()[0] if text.split()[0] != '5000' else text.split()[1]}”" in str(refused.value)


def test_recalls_are_read():
    assert recalls("0.9; 0.5 0.5") == (0.5, 0.9)


@pytest.mark.parametrize("text", ["0", "1", "1.2", "-0.5", "50", "50%", "0,5", "nan"])
def test_what_is_no_recall_is_named(text):
    with pytest.raises(TargetError, match=f"“{text}” is no recall"):
        recalls(text)


def test_there_can_be_too_many():
    many = " ".join(str(5000 + number) for number in range(32))
    assert len(targets(many, "")[0]) == 32
    with pytest.raises(TargetError, match="33 area budgets and recalls: give at most 32"):
        targets(many, "0.5")
