// What ical.js (Thunderbird, Nextcloud) finds wrong in each calendar named, one JSON line per trouble.
import { readFileSync } from "node:fs";
import ICAL from "ical.js";

const MOST = 500;

const read = (path) => {
  const text = new TextDecoder("utf-8", { fatal: true }).decode(readFileSync(path));
  const parsed = ICAL.parse(text);
  const calendar = new ICAL.Component(parsed);
  if (calendar.name !== "vcalendar") throw new Error(`a ${calendar.name}, expected a vcalendar`);
  const zones = new Set(calendar.getAllSubcomponents("vtimezone").map((zone) => zone.getFirstPropertyValue("tzid")));
  for (const component of calendar.getAllSubcomponents("vevent")) look(new ICAL.Event(component), zones);
};

const look = (event, zones) => {
  if (!event.uid || !event.summary) throw new Error("an event without UID or SUMMARY");
  const start = event.component.getFirstProperty("dtstart");
  if (!start) throw new Error(`${event.uid}: no start`);
  const zone = start.getParameter("tzid");
  if (zone && !zones.has(zone)) throw new Error(`${event.uid}: the zone ${zone} is not defined`);
  if (Number.isNaN(event.startDate.toJSDate().getTime())) throw new Error(`${event.uid}: start is no time`);
  if (event.endDate.compare(event.startDate) < 0) throw new Error(`${event.uid}: ends before it starts`);
  if (!event.isRecurring()) return;
  const dates = event.iterator();
  for (let count = 0; count < MOST && dates.next(); count += 1);
};

for (const path of process.argv.slice(2)) {
  try {
    read(path);
  } catch (error) {
    console.log(JSON.stringify([path, String(error.message ?? error)]));
  }
}
