// Where the links of each page named lead nowhere: one JSON line per dead link. The wider world is not asked.
import { LinkChecker } from "linkinator";

const elsewhere = ["^(?!https?:)", "^https?://(?!127\\.0\\.0\\.1[:/])"];
const found = await new LinkChecker().check({
  path: process.argv.slice(2),
  linksToSkip: elsewhere,
  checkFragments: true,
  concurrency: 16,
  timeout: 20_000,
});
for (const { parent, url, status, state } of found.links) {
  if (state === "BROKEN") console.log(JSON.stringify([parent ?? url, `${url}: ${status}`]));
}
