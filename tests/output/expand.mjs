// Reads a calendar on standard input with ical.js and prints, one JSON line each, what happens between two days:
//   node expand.mjs 2026-11-17 2027-03-25 < feed.ics
import { readFileSync } from "node:fs";
import ICAL from "ical.js";

const [from, to] = process.argv.slice(2);
const LIMIT = 20_000;

const calendar = new ICAL.Component(ICAL.parse(readFileSync(0, "utf8")));
for (const zone of calendar.getAllSubcomponents("vtimezone")) {
  ICAL.TimezoneService.register(new ICAL.Timezone(zone), zone.getFirstPropertyValue("tzid"));
}

const print = (event, start, end) => {
  const day = start.isDate ? start.toString() : start.toJSDate().toISOString();
  if (day.slice(0, 10) < from || day.slice(0, 10) >= to) return;
  const last = event.component.hasProperty("dtend") ? (end.isDate ? end.toString() : end.toJSDate().toISOString()) : null;
  const status = event.component.getFirstPropertyValue("status");
  console.log(JSON.stringify({ start: day, end: last, title: event.summary, status }));
};

// Left to itself, ical.js takes every changed evening in the file for one of this series (strictExceptions is off).
const uid = (component) => component.getFirstPropertyValue("uid");
const changed = new Map();
for (const one of calendar.getAllSubcomponents("vevent")) {
  if (one.hasProperty("recurrence-id")) changed.set(uid(one), [...(changed.get(uid(one)) ?? []), one]);
}

for (const component of calendar.getAllSubcomponents("vevent")) {
  if (component.hasProperty("recurrence-id")) continue;
  const event = new ICAL.Event(component, { exceptions: changed.get(uid(component)) ?? [] });
  if (!event.isRecurring()) {
    print(event, event.startDate, event.endDate);
    continue;
  }
  const dates = event.iterator();
  for (let count = 0, next; count < LIMIT && (next = dates.next()); count += 1) {
    const { item, startDate, endDate } = event.getOccurrenceDetails(next);
    print(item, startDate, endDate);
    if (next.toString().slice(0, 10) > to) break;
  }
}
