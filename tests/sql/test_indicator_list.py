"""The agreed list of indicators by topic, and the kinds of services and reasons that several of them share."""

from ingest.catalogue import indicators
from vertaispeili.resources import sql_directory

INDICATORS = {indicator.id: indicator for indicator in indicators(sql_directory())}
TOPICS = {
    "unemployment",
    "duration",
    "groups",
    "vacancies",
    "services",
    "outcomes",
    "population",
    "employment",
    "commuting",
}
SERVICES = (
    "subsidised_employment_persons",
    "work_practice_persons",
    "trials_persons",
    "labour_market_training_persons",
    "coaching_persons",
    "other_services_persons",
)
TURNING = (
    "subsidised_employment",
    "labour_market_training",
    "rehabilitative_work",
    "self_motivated_study",
    "job_alternation",
)  # kinds of services whose starts and ends are published
FOLLOWED = (*TURNING, *(f"{kind}_coaching" for kind in ("job_search", "work", "career")), "trials")
REASONS = (
    "open_market",
    "found_work",
    "layoff_ended",
    "subsidised_employment",
    "services",
    "other_education",
    "outside_labour_force",
    "not_renewed",
    "other",
)


def test_the_list_of_indicators_is_the_agreed_one() -> None:
    by_topic = {topic: {i.id for i in INDICATORS.values() if i.topic == topic} for topic in TOPICS}
    assert by_topic == {
        "unemployment": {
            "unemployed",
            "unemployment_share",
            "broad_unemployment",
            "broad_unemployment_share",
            "long_term_unemployed",
            "long_term_share",
        },
        "groups": {
            "under_25_unemployed",
            "under_25_share",
            "over_50_unemployed",
            "foreign_unemployed",
            "unemployed_men",
            "unemployed_women",
            "basic_education_unemployed",
            "secondary_education_unemployed",
            "tertiary_education_unemployed",
            "disabled_or_ill_unemployed",
            "laid_off",
            "laid_off_share",
            "reduced_week",
        },
        "duration": {
            "unemployed_up_to_12_weeks",
            "unemployed_13_to_26_weeks",
            "unemployed_27_to_52_weeks",
            "unemployed_53_to_104_weeks",
            "unemployed_over_2_years",
            "mean_search_duration",
            "mean_ended_duration",
            "flow_over_1_month",
            "flow_over_3_months",
            "flow_over_6_months",
            "flow_over_12_months",
            "unemployment_started",
            "unemployment_ended",
            *(f"ended_{reason}_share" for reason in REASONS),
        },
        "vacancies": {"open_vacancies", "new_vacancies", "vacancies_per_unemployed", "vacancies_during_month"},
        "services": {
            "in_services",
            *(measure.removesuffix("_persons") for measure in SERVICES),
            "activation_rate",
            "foreign_activation_rate",
            *(f"{kind}_coaching" for kind in ("job_search", "work", "career")),
            *(f"{kind}_trials" for kind in ("work", "education", "recruitment")),
            *("rehabilitative_work", "self_motivated_study", "job_alternation"),
            *(f"{kind}_{what}" for kind in TURNING for what in ("started", "ended")),
        },
        "outcomes": {f"{kind}_{what}_after_share" for kind in FOLLOWED for what in ("unemployed", "in_services")},
        "population": {"population", "working_age_share"},
        "employment": {"employment_rate", "labour_force"},
        "commuting": {"workplace_self_sufficiency", "out_commuting_share"},
    }
