// What OpenActive's validator says of feeds: per feed a JSON line with its address, its errors and the number of pages read.
const [modules, ...urls] = process.argv.slice(2);
const { RpdeValidator } = require(`${modules}/@openactive/rpde-validator`);
const options = { logCallback: () => {}, requestDelayMs: 0, pageLimit: 10, timeoutMs: 10000 };

const judged = async (url) => {
  const { pages } = await RpdeValidator(url, options);
  const errors = pages.flatMap((page) => page.errors.map(({ data }) => ({ ...data, page: page.url })));
  const failures = errors.filter((one) => one.severity === "failure");
  return [url, [...failures.map((one) => `${one.page}: ${one.type}: ${one.message}`), `${pages.length} pages`]];
};

Promise.all(urls.map(judged)).then((all) => all.forEach((one) => console.log(JSON.stringify(one))));
