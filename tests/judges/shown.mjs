// What the readers of websites show of the calendar on standard input, from a day until before another:
//   node shown.mjs node-ical|ical-expander 2026-12-01 2027-03-01 < feed.ics
// prints lines of JSON: start (UTC, or a day), title, status. FullCalendar's iCalendar plugin holds a copy of ical-expander.
import { readFileSync } from "node:fs";

const [reader, from, to] = process.argv.slice(2);
const text = readFileSync(0, "utf8");
const window = [new Date(`${from}T00:00:00`), new Date(`${to}T00:00:00`)];

const print = (start, title, status) => console.log(JSON.stringify([start, title, status]));
const pad = (number) => String(number).padStart(2, "0");
const day = (date) => `${date.getFullYear()}-${pad(date.getMonth() + 1)}-${pad(date.getDate())}`;

const READERS = {
  "node-ical": async () => {
    const { default: ical } = await import("node-ical");
    const events = Object.values(ical.sync.parseICS(text)).filter((one) => one.type === "VEVENT");
    for (const event of events) {
      for (const one of ical.expandRecurringEvent(event, { from: window[0], to: window[1] })) {
        print(one.isFullDay ? day(one.start) : one.start.toISOString(), one.summary, one.event.status);
      }
    }
  },
  "ical-expander": async () => {
    const { default: IcalExpander } = await import("ical-expander");
    const found = new IcalExpander({ ics: text }).between(...window);
    for (const one of [...found.events, ...found.occurrences]) {
      const { summary, component } = one.item ?? one;
      const start = one.startDate;
      print(start.isDate ? start.toString() : start.toJSDate().toISOString(), summary, component.getFirstPropertyValue("status"));
    }
  },
};

await READERS[reader]();
