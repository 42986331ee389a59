// Which records ajv refuses, and which damaged ones it lets through: `node ajv.mjs asked.json`.
import { readFileSync } from "node:fs";
import addFormats from "ajv-formats";
import Ajv from "ajv/dist/2020.js";

const ajv = new Ajv({ strict: true, allErrors: true });
addFormats(ajv);
const answer = {};
for (const [table, { schema, records, damaged }] of Object.entries(JSON.parse(readFileSync(process.argv[2])))) {
  const isValid = ajv.compile(schema);
  answer[table] = {
    refused: records.filter((one) => !isValid(one)),
    let_through: damaged.filter((one) => isValid(one)),
  };
}
console.log(JSON.stringify(answer));
