// What OpenActive's validator says of a feed: one line per finding that is an error, then the number of pages it read.
const { RpdeValidator } = require(`${process.argv[3]}/node_modules/@openactive/rpde-validator`);

RpdeValidator(process.argv[2], { logCallback: () => {}, requestDelayMs: 0, pageLimit: 10, timeoutMs: 10000 }).then((report) => {
  for (const page of report.pages) {
    for (const { data } of page.errors) {
      if (data.severity === "failure") console.log(`${page.url}: ${data.type}: ${data.message}`);
    }
  }
  console.log(`${report.pages.length} pages`);
});
