import { defineCommand } from "../command/index.ts";
import type { ExitCode } from "../kit/index.ts";
import { watchHtml, watchText } from "../report/watch/index.ts";
import { watchDatabase, watchInput, watchOutput, type WatchOutput } from "./watch/index.ts";

export const command = defineCommand({
  name: "db watch",
  summary: "Listens between an application and its PostgreSQL, and proves N+1 queries",
  description:
    "A proxy that passes on every byte and reads along: an N+1 is proven when the keys that one query returned come back, one by " +
    "one, as parameters of the next ones. Any language, any object mapper. Keys are hashed and never stored or printed without " +
    "--show-values. Clients connect without TLS; the connection to the server follows sslmode. Ctrl-C ends with the report.",
  effects: ["runs"],
  input: watchInput,
  output: watchOutput,
  examples: [
    {
      line: "backwright db watch --connection postgres://localhost/shop --listen 6543",
      what: "until Ctrl-C; the application connects to port 6543",
    },
    {
      line: "backwright db watch --connection postgres://localhost/shop --check -- npm test",
      what: "while the tests run; exit code 1 when an N+1 is proven",
    },
    {
      line: "backwright db watch --connection postgres://localhost/shop --duration 30 --format html --save watch.html",
      what: "half a minute, as a page",
    },
    {
      line: "backwright db watch --connection postgres://localhost/shop --save-workload seen.sql -- npm test",
      what: "keeps what ran for db suggest-indexes --workload seen.sql",
    },
  ],
  run: watchDatabase,
  views: { text: watchText, html: watchHtml },
  exitCode: exitCodeOf,
});

/** A check that has seen no query has not found that all is well. */
function exitCodeOf({ failed, checked, executions }: WatchOutput): ExitCode {
  if (failed) return 1;
  return checked && executions === 0 ? 5 : 0;
}
