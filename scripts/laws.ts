// The laws of the design that oxlint cannot hold: `npm run lint` runs this after it.
import { join } from "node:path";
import { breachesOf } from "./laws/breaches.ts";
import { measure } from "./laws/sizes.ts";
import { readSources } from "./laws/sources.ts";

const sources = readSources(join(import.meta.dirname, ".."));
const breaches = breachesOf(sources);
for (const line of breaches) console.error(line);
const sizes = measure(sources);
console.log(
  `laws: ${sources.length} files (median ${sizes.fileMedian}, longest ${sizes.fileLongest} lines), ` +
    `functions median ${sizes.functionMedian}, longest ${sizes.functionLongest}; ${breaches.length} breaches`,
);
process.exitCode = breaches.length === 0 ? 0 : 1;
