// The names of the records that ajv refuses, one JSON line each: `node ajv.mjs asked.json`, with the schema of each table
// and the table and text of each record by its name.
import { readFileSync } from "node:fs";
import addFormats from "ajv-formats";
import Ajv from "ajv/dist/2020.js";

const { schemas, records } = JSON.parse(readFileSync(process.argv[2]));
const ajv = new Ajv({ strict: true, allErrors: true });
addFormats(ajv);
const isValid = Object.fromEntries(Object.entries(schemas).map(([table, schema]) => [table, ajv.compile(schema)]));
const refused = ([table, text]) => {
  try {
    return isValid[table](JSON.parse(text)) ? null : ajv.errorsText(isValid[table].errors);
  } catch (error) {
    return String(error);
  }
};
for (const [name, record] of Object.entries(records)) {
  const trouble = refused(record);
  if (trouble) console.log(JSON.stringify([name, trouble]));
}
