// What OpenActive's validator finds in a feed: `node rpde.mjs URL`.
import { createRequire } from "node:module";

const { RpdeValidator } = createRequire(import.meta.url)("@openactive/rpde-validator");
const log = await RpdeValidator(process.argv[2], { pageLimit: 50, timeoutMs: 5000 });
const found = log.pages.flatMap((page) => page.errors ?? []).map(({ type, severity, message }) => ({ type, severity, message }));
console.log(JSON.stringify({ pages: log.pages.length, found }));
