"""Filters over 100,000 activities as calendars; `python -m benchmarks.serve_filters`.

Method: a release of 100,000 activities (half of them weekly with 13 occurrences each) in 40 municipalities of 40
neighbourhoods. One process of `bruggen serve` answers
wrk on 16 connections: first questions of which nearly each is new (area × category × weekday × cost × walk-in, taken
at random from 537,600), then a few that come again and again, then one broad question. A figure is the 99th percentile
of latency in milliseconds over the aim of 150.
"""

import json
import tempfile
from datetime import date, timedelta
from pathlib import Path

import msgspec

from benchmarks._serving import bruggen, p99_ms, require, wrk
from benchmarks.write_feed import offer
from benchmarks.write_feeds import edition
from output.release import publish
from output.selection import Offer
from schemas.activity import Occurrence, Organisation
from schemas.facets import Cost, Registration
from schemas.vocabulary import Category, CostKind, RegistrationKind

ACTIVITIES = 100_000
SECONDS = 10
AIM_MS = 150.0
_CATEGORIES, _COSTS = tuple(Category), (CostKind.FREE, CostKind.PAID, None)
_LUA = """
math.randomseed(7)
local categories = {{{categories}}}
local days = {{"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"}}
request = function()
  local path = string.format("/v1/feed.ics?area=BU%04d01%02d&area=GM%04d&category=%s&weekday=%s", math.random(0, 39),
    math.random(0, 39), math.random(0, 39), categories[math.random(#categories)], days[math.random(7)])
  if math.random(2) == 1 then path = path .. "&cost=free" end
  if math.random(2) == 1 then path = path .. "&walkIn=true" end
  return wrk.format("GET", path)
end
"""


def varied(number: int) -> Offer:
    """One of the activities; what it may be found by differs from one to the next."""
    plain = offer(number)
    municipality, part = number % 40, number // 40 % 40
    place = plain.activity.place and msgspec.structs.replace(
        plain.activity.place,
        gm_code=f"GM{municipality:04}",
        wk_code=f"WK{municipality:04}01",
        bu_code=f"BU{municipality:04}01{part:02}",
        lat=51 + part / 20,
        lon=4 + municipality / 20,
    )
    cost, town = _COSTS[number % 3], f"gemeente-{municipality:02}"
    activity = msgspec.structs.replace(
        plain.activity,
        organisation=Organisation(id=f"nl.{town}.club", name=f"Club {municipality}", municipality=town),
        place=place,
        category=_CATEGORIES[number // 7 % len(_CATEGORIES)],
        cost=cost and Cost(kind=cost),
        registration=Registration(kind=RegistrationKind.DROP_IN) if number % 5 < 2 else None,
    )
    (first,) = plain.occurrences
    weeks = 13 if number % 2 == 0 else 1
    return Offer(activity, tuple(_later(first, week) for week in range(weeks)))


def _later(first: Occurrence, weeks: int) -> Occurrence:
    day = (date.fromisoformat(first.start[:10]) + timedelta(weeks=weeks)).isoformat()
    start, end = day + first.start[10:], day + (first.end or "")[10:]
    return msgspec.structs.replace(first, start=start, end=end, recurrence_id=start)


def publish_all(var: Path) -> None:
    """A release of all activities, as the service finds it."""
    publish(edition([varied(number) for number in range(ACTIVITIES)]), var=var, run_id="bench")


def main() -> None:
    require("wrk")
    with tempfile.TemporaryDirectory() as folder:
        var, script = Path(folder), Path(folder) / "ask.lua"
        publish_all(var)
        script.write_text(_LUA.format(categories=", ".join(f'"{one}"' for one in _CATEGORIES)), encoding="utf-8")
        with bruggen(var) as port:
            base = f"http://127.0.0.1:{port}"
            told = {
                "new questions": wrk(base, seconds=SECONDS, script=script),
                "a question that comes again": wrk(f"{base}/v1/feed.ics?area=GM0003&cost=free", seconds=SECONDS),
                "everything": wrk(f"{base}/v1/feed.ics", seconds=SECONDS),
            }
    for name, text in told.items():
        print(
            json.dumps(
                {
                    "name": f"a filter of 100,000 activities as calendar, {name}: p99 over 150 ms",
                    "ratio": round(p99_ms(text) / AIM_MS, 3),
                    "aim": 1.0,
                }
            )
        )


if __name__ == "__main__":
    main()
