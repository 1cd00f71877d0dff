"""Tightness: vacancies for each unemployed, with bounds or a reason."""

from tests.methods.occupations import cells, only
from vertaispeili.methods.mismatch import tightness

INDEXES = ("mismatch_25", "mismatch_50", "mismatch_75")


def test_tightness_has_a_value_bounds_or_a_reason() -> None:
    found = tightness(
        cells("""
        occupation | unemployed | vacancies
        2221       | 20         | 30
        5120       | 40         | ...
        7115       | ...        | 6
        8332       | 0          | 6
        9111       | 80         | 4
        9112       | -          | 4
        """)
    ).select("occupation_id", "tightness", "tightness_low", "tightness_high", "excess_vacancies", "reason")
    assert found.rows() == [
        ("2221", 1.5, 1.5, 1.5, 30 - 20 * 40 / 100, None),
        ("5120", None, 1 / 40, 4 / 40, None, "hidden"),
        ("7115", None, 6 / 4, 6 / 1, None, "hidden"),
        ("8332", None, None, None, 6, "no_unemployed"),
        ("9111", 0.05, 0.05, 0.05, 4 - 80 * 40 / 100, None),
        ("9112", None, None, None, None, "missing"),
    ]


def test_tightness_of_a_group_has_the_bounds_of_its_hidden_cells() -> None:
    found = only(
        tightness(
            cells("""
            occupation | unemployed | vacancies
            2221       | 20         | ...
            2222       | ...        | 6
            """),
            digits=2,
        )
    )
    assert (found["occupation_id"], found["unemployed"], found["vacancies"]) == ("22", 20, 6)
    assert (found["unemployed_hidden"], found["vacancies_hidden"], found["tightness"]) == (1, 1, None)
    assert (found["tightness_low"], found["tightness_high"]) == ((6 + 1) / (20 + 4), (6 + 4) / (20 + 1))
