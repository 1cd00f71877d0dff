"""Questions of the app as a data frame answers them: `python frames.py WAREHOUSE ASKED GIVEN` (JSON both)."""

import json
import sys
import time
from datetime import date
from pathlib import Path

import duckdb
import pandas as pd


def day(text):
    """Return a day."""
    return pd.Timestamp(date.fromisoformat(text))


def series(frame, asked):
    """Some indicators of some areas over a span."""
    found = frame[
        frame["indicator_id"].isin(asked["indicator_ids"])
        & frame["area_id"].isin(asked["area_ids"])
        & frame["period"].between(day(asked["first_period"]), day(asked["last_period"]))
    ]
    return found.to_dict("records")


def map_figure(frame, asked):
    """One indicator in all areas of a level over a span."""
    found = frame[
        (frame["indicator_id"] == asked["indicator_id"])
        & ((frame["level"] == asked["level"]) | (frame["level"] == "country"))
        & frame["period"].between(day(asked["first_period"]), day(asked["last_period"]))
    ]
    return found.sort_values(["period", "area_id"]).to_dict("records")


def key_figure(frame, asked):
    """Some indicators of some areas, each in its period and a year before."""
    some = frame[frame["indicator_id"].isin(asked["indicator_ids"]) & frame["area_id"].isin(asked["area_ids"])]
    wanted = pd.DataFrame({"indicator_id": asked["indicator_ids"], "period": [day(one) for one in asked["periods"]]})
    now = some.merge(wanted, on=["indicator_id", "period"])
    before = some.assign(period=some["period"] + pd.DateOffset(years=1))
    return now.merge(before, on=["indicator_id", "area_id", "period"], how="left").to_dict("records")


def standing(frame, asked):
    """Ranks of the areas of a level on some indicators, each in its period."""
    wanted = pd.DataFrame({"indicator_id": asked["indicator_ids"], "period": [day(one) for one in asked["periods"]]})
    some = frame[frame["indicator_id"].isin(asked["indicator_ids"])]
    some = some[some["area_id"].isin(asked["area_ids"])] if asked["area_ids"] else some[some["level"] == asked["level"]]
    found = some.merge(wanted, on=["indicator_id", "period"])
    ranks = found.assign(rank=found.groupby("indicator_id")["low"].rank(method="min", ascending=False))
    return ranks.to_dict("records")


QUESTIONS = {"series": series, "map_figure": map_figure, "key_figure": key_figure, "standing": standing}


def main(warehouse, asked, given):
    """Write the milliseconds of every question, the best of two."""
    connection = duckdb.connect(str(warehouse), read_only=True)
    frame = connection.execute("select * from mart.indicator_value").df()
    connection.close()
    for name in ("indicator_id", "area_id", "level", "status", "origin"):
        frame[name] = frame[name].astype("category")
    frame["period"] = pd.to_datetime(frame["period"])
    taken = {}
    for name, draws in json.loads(Path(asked).read_text("utf-8")).items():
        taken[name] = []
        for one in draws:
            times = []
            for _ in range(2):
                started = time.thread_time()
                QUESTIONS[name](frame, one)
                times.append(1000 * (time.thread_time() - started))
            taken[name].append(min(times))
    Path(given).write_text(json.dumps(taken), "utf-8")


if __name__ == "__main__":
    main(*sys.argv[1:])
