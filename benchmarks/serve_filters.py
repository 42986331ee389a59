"""Filters over 100,000 activities as calendars; `python -m benchmarks.serve_filters`.

Method: the files that the service searches, written by the project's own writers for 100,000 activities (half of them
weekly with 13 occurrences each) in 40 municipalities of 40 neighbourhoods. One process of `bruggen serve` answers
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
from benchmarks.write_feed import AS_OF, offer
from output.dataset import FOLDER
from output.event_texts import event_texts
from output.feeds import INDEX, Feed, calendars, entry, index_bytes
from output.selection import Offer
from schemas.activity import Occurrence
from schemas.dataset import LICENSE
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
    codes = {"gm_code": f"GM{municipality:04}", "wk_code": f"WK{municipality:04}01"}
    place = msgspec.structs.replace(
        plain.activity.place,
        **codes,
        bu_code=f"BU{municipality:04}01{part:02}",
        lat=51 + part / 20,
        lon=4 + municipality / 20,
    )
    cost = _COSTS[number % 3]
    activity = msgspec.structs.replace(
        plain.activity,
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


def write(public: Path) -> None:
    """The files of a release that the service searches."""
    offers = [varied(number) for number in range(ACTIVITIES)]
    texts = event_texts(offers, as_of=AS_OF, known={})
    feed = Feed("feeds/all", "Bruggen: alles", None, None, tuple(sorted(texts)))
    files = dict(calendars(feed, texts))
    full, simple = files.values()
    files[INDEX] = [index_bytes(AS_OF.isoformat(), [entry(feed, full, simple)])]
    records = {
        "activities": [one.activity for one in offers],
        "occurrences": [o for one in offers for o in one.occurrences],
    }
    for kind, found in records.items():
        head = {"license": LICENSE, "as_of": AS_OF.isoformat(), "count": len(found)}
        lines = b",\n".join(map(msgspec.json.encode, found))
        files[f"{FOLDER}/{kind}.json"] = [msgspec.json.encode(head)[:-1], f',"{kind}":[\n'.encode(), lines, b"\n]}\n"]
    for path, pieces in files.items():
        (public / path).parent.mkdir(parents=True, exist_ok=True)
        (public / path).write_bytes(b"".join(pieces))


def main() -> None:
    require("wrk")
    with tempfile.TemporaryDirectory() as folder:
        var, script = Path(folder), Path(folder) / "ask.lua"
        write(var / "public")
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
