"""The sample's monthly tables behave as the real ones do."""

from decimal import ROUND_HALF_UP, Decimal

import polars as pl
import pytest

from tests.ingest.sample.held import NEWER, OLDER, counts, frame, series


@pytest.mark.parametrize("release", [OLDER, NEWER])
@pytest.mark.parametrize(
    ("part", "whole"),
    [
        ("TYOTTOMATLOPUSSA", "HAKIJALOPUSSA"),
        ("TYOTTOMATLOPUSSA", "TYOVOIMATK"),
        ("TYOTTOMATMIEHET", "TYOTTOMATLOPUSSA"),
        ("TYOTTOMATNAISET", "TYOTTOMATLOPUSSA"),
        ("TYOTTOMAT20", "TYOTTOMAT25"),
        ("TYOTTOMAT25", "TYOTTOMATLOPUSSA"),
        ("TYOTTOMAT50", "TYOTTOMATLOPUSSA"),
        ("TYOTTOMATSAIR", "TYOTTOMATLOPUSSA"),
        ("TYOTTOMATULK", "TYOTTOMATLOPUSSA"),
        ("PITKAAIKAISTYOTTOMAT", "TYOTTOMATLOPUSSA"),
        ("KASSASSA", "TYOTTOMATLOPUSSA"),
        ("LOMAUTETTU", "TYOTTOMATLOPUSSA"),
    ],
)
def test_a_group_is_never_larger_than_what_it_is_part_of(release, part, whole):
    assert frame(release, "12r5").filter(pl.col(part) > pl.col(whole)).height == 0


@pytest.mark.parametrize("release", [OLDER, NEWER])
def test_men_and_women_make_the_total_until_2023_and_slightly_less_after(release):
    gap = pl.col("TYOTTOMATLOPUSSA") - pl.col("TYOTTOMATMIEHET") - pl.col("TYOTTOMATNAISET")
    gaps = frame(release, "12r5").select("area", "time", gap.alias("gap")).drop_nulls()
    before, after = (gaps.filter(condition)["gap"] for condition in (pl.col("time") < "2024", pl.col("time") > "2024"))
    assert before.abs().max() == 0
    assert after.min() == 0
    country = gaps.filter((pl.col("area") == "SSS") & (pl.col("time") > "2024"))["gap"]
    assert country.min() > 0
    assert country.max() < 400


@pytest.mark.parametrize("release", [OLDER, NEWER])
def test_the_rate_is_rounded_half_up_and_hidden_with_its_numerator(release):
    rows = frame(release, "12r5").select("TYOTTOMATLOPUSSA", "TYOVOIMATK", "TYOTOSUUS").unique()
    wrong = []
    for unemployed, labour_force, rate in rows.iter_rows():
        if unemployed is None or labour_force == 0:
            expected = None if unemployed is None else 0.0
        else:
            exact = Decimal(int(unemployed)) * 100 / Decimal(int(labour_force))
            expected = float(exact.quantize(Decimal("0.1"), ROUND_HALF_UP))
        if rate != expected:
            wrong.append((unemployed, labour_force, rate, expected))
    assert wrong == []


@pytest.mark.parametrize("release", [OLDER, NEWER])
def test_the_activation_rate_is_services_over_services_and_unemployed(release):
    rows = frame(release, "12u4")
    both = pl.col("PALVELUISSAYHTEENSA") + pl.col("TYOTTOMATLOPUSSA")
    tenths = ((pl.col("PALVELUISSAYHTEENSA") * 1000 / both + 0.5).floor() / 10).round(1)
    shown = rows.filter(both > 0)
    assert shown.filter(tenths != pl.col("AKTASTE")).height == 0
    assert shown.height > 100_000
    hidden = pl.col("PALVELUISSAYHTEENSA").is_null() | pl.col("TYOTTOMATLOPUSSA").is_null()
    assert rows.filter(hidden & pl.col("AKTASTE").is_not_null()).height == 0


@pytest.mark.parametrize("release", [OLDER, NEWER])
def test_both_jobseeker_tables_tell_the_same_unemployed_and_services(release):
    totals = frame(release, "12u4").filter((pl.col("Sukupuoli") == "SSS") & (pl.col("Ikäryhmät") == "SSS"))
    both = totals.join(frame(release, "12r5"), on=["area", "time"], suffix="/12r5")
    for code in ("TYOTTOMATLOPUSSA", "TVKOULUTUSLOP", "VALMENNUSLOP", "TYOLLISTETTYLOP", "KOKEILULOP"):
        assert both[code].equals(both[f"{code}/12r5"], check_names=False), code


def test_the_labour_force_is_constant_within_a_year_and_steps_in_january():
    yearly = frame(NEWER, "12r5").group_by("area", pl.col("time").str.head(4)).agg(pl.col("TYOVOIMATK").n_unique())
    assert yearly["TYOVOIMATK"].max() == 1
    assert len(set(series(NEWER, "12r5", "SSS", "TYOVOIMATK").values())) == 12


def test_january_and_february_first_carry_the_old_labour_force_and_are_restated():
    first, restated = (series(release, "12r5", "KU091", "TYOVOIMATK") for release in (OLDER, NEWER))
    assert first["2024M01"] == first["2024M02"] == first["2023M12"] != first["2024M03"]
    assert restated["2024M01"] == restated["2024M02"] == restated["2024M03"] == first["2024M03"]


def test_the_labour_force_is_that_of_the_employment_statistics_two_years_before():
    employment = series(NEWER, "115x", "KU398", "tyokay-tyovoima")
    assert series(NEWER, "12r5", "KU398", "TYOVOIMATK")["2026M05"] == employment["2024"]


def test_nothing_but_early_labour_force_and_the_merged_municipality_is_restated():
    both = frame(OLDER, "12r5").join(frame(NEWER, "12r5"), on=["area", "time"], suffix="/new")
    for code in counts(NEWER, "12r5"):
        different = both.filter(~pl.col(code).eq_missing(pl.col(f"{code}/new")))
        areas = set(different["area"])
        if code == "TYOVOIMATK":
            assert set(different["time"].filter(different["area"] != "KU507")) == {"2024M01", "2024M02"}
            assert len(areas) > 400
        else:
            assert areas <= {"KU507"}, code


def test_from_june_2025_about_29_percent_of_vacancies_have_no_place():
    country, flexible = (series(NEWER, "12r5", area, "AVPAIKATLOPUSSA") for area in ("SSS", "KUJOU"))
    shares = {month: flexible[month] / country[month] for month in country}
    assert all(share == 0 for month, share in shares.items() if month < "2025M06")
    assert all(0.25 < share < 0.33 for month, share in shares.items() if month >= "2025M06")
    assert all(series(NEWER, "12r5", area, "AVPAIKATLOPUSSA") == flexible for area in ("MKJO", "SKJOU", "ELYJO"))


def test_the_unplaced_have_no_labour_force_and_no_one_counted():
    for area, rate in (("KUJOU", 0.0), ("KU199", None)):
        row = frame(NEWER, "12r5").row(
            by_predicate=(pl.col("area") == area) & (pl.col("time") == "2026M10"), named=True
        )
        assert (row["TYOVOIMATK"], row["TYOTOSUUS"]) == (0, rate)


def test_the_spring_of_2020_is_seen_in_those_laid_off():
    laid_off = series(NEWER, "12r5", "SSS", "LOMAUTETTU")
    assert laid_off["2020M04"] > 120_000
    assert laid_off["2020M04"] > 5 * laid_off["2020M02"]


def test_work_practice_ends_with_2016():
    practice = series(OLDER, "12r5", "SSS", "TYOHARJOITTELULOP")
    assert practice["2016M10"] > 0
    assert max(value for month, value in practice.items() if month >= "2017") == 0


@pytest.mark.parametrize(
    ("area", "low", "high"),
    [("SSS", 11, 14.5), ("KU091", 12, 16), ("KU398", 15, 21), ("MK21", 3, 6), ("MK15", 6, 10), ("KU837", 12, 18)],
)
def test_levels_are_believable(area, low, high):
    rates = [value for month, value in series(NEWER, "12r5", area, "TYOTOSUUS").items() if month >= "2026"]
    assert low < sum(rates) / len(rates) < high


def test_unemployment_peaks_in_july_and_vacancies_in_march():
    unemployed, vacancies = (series(NEWER, "12r5", "SSS", code) for code in ("TYOTTOMATLOPUSSA", "AVPAIKATLOPUSSA"))
    for year in (2018, 2022, 2024):
        year_months = [f"{year}M{month:02d}" for month in range(1, 13)]
        assert max(year_months[4:10], key=unemployed.__getitem__) == f"{year}M07"
        assert max(year_months, key=vacancies.__getitem__) == f"{year}M03"
