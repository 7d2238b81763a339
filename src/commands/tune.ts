import { defineCommand } from "../command/index.ts";
import type { ExitCode } from "../kit/index.ts";
import { tuneHtml, tuneText } from "../report/tune/index.ts";
import { tune, tuneInput, tuneOutput, type TuneOutput } from "./tune/index.ts";

export const command = defineCommand({
  name: "tune",
  summary: "Finds what makes an API slow in its database, proves an index, applies it and measures again",
  description:
    "Starts the API on a proxy before its PostgreSQL, sends its requests one at a time and ties every statement to its route; proves " +
    "N+1 queries and indexes, writes the migration, lints it, applies it after consent and loads the API before and after. With " +
    "--on-copy all of it happens on a database of our own. It writes nothing into the database but the migration; what the requests " +
    "write is the API's doing.",
  effects: ["runs", "loads", "writes"],
  input: tuneInput,
  output: tuneOutput,
  examples: [
    {
      line: 'backwright tune shop.yaml --on-copy --schema migrations/ --seed seed.sql --start "npm start"',
      what: "on a copy: nothing of yours is touched, both states are loaded in turn",
    },
    {
      line: 'backwright tune /orders /customers/7/orders --connection postgres://localhost/shop --start "node server.js"',
      what: "what two routes need; nothing is written",
    },
    {
      line: 'backwright tune openapi.yaml --start "npm start" --out migrations/ --apply',
      what: "asks, applies the migration and measures again",
    },
  ],
  run: tune,
  views: { text: tuneText, html: tuneHtml },
  exitCode: exitCodeOf,
});

/** What was asked to be applied and was not is a no; somebody's own no is one of safety. */
function exitCodeOf({ applied }: TuneOutput): ExitCode {
  if (applied.state === "declined") return 4;
  return applied.state === "failed" || applied.state === "refused-by-lint" ? 1 : 0;
}
