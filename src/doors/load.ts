// The door for programs: load tests.
import { command as runCommand } from "../commands/load-run.ts";
import { command } from "../commands/load.ts";
import { asFunction } from "../main/index.ts";

/**
 * Loads an HTTP endpoint and answers what was measured, durations in milliseconds. A number of `duration` or `timeout` is
 * seconds, a text carries its unit. A missed threshold is an outcome, not an error.
 * Errors: `load-*`; `consent-needed` for a public host that `yesIOwn` does not name.
 *
 * @example
 * const report = await load({ url: "http://localhost:3000/api/users", concurrency: 50, duration: "30s" });
 */
export const load = asFunction(command);

/**
 * Plays a scenario file, an OpenAPI document, a HAR recording or a curl command line. With `dryRun` it sends nothing and
 * answers what would be played.
 * Errors: `load-scenario-*`, `load-setup-failed`, `load-token-failed`, and those of `load`.
 *
 * @example
 * const report = await run({ file: "shop.yaml", users: 20, duration: "1m" });
 */
export const run = asFunction(runCommand);
