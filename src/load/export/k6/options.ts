import { isDefined, type JsonObject } from "../../../kit/index.ts";
import type { Story } from "../story.ts";
import { executorOf } from "./executor.ts";
import { thresholdsOf } from "./thresholds.ts";

/** The options of a script, but for the list of percentiles. */
export function optionsOf(story: Story): JsonObject {
  const { plan, tokenBase, setup, teardown } = story;
  const hosts = hostsOf(story);
  return {
    scenarios: { main: { exec: "main", ...executorOf(plan) } },
    thresholds: thresholdsOf(story),
    ...(plan.keepAlive ? {} : { noConnectionReuse: true }),
    ...(plan.tls.verify ? {} : { insecureSkipTLSVerify: true }),
    ...(hosts === undefined ? {} : { hosts }),
    ...(setup.length > 0 || tokenBase !== undefined ? { setupTimeout: "5m" } : {}),
    ...(teardown.length > 0 ? { teardownTimeout: "5m" } : {}),
  };
}

/** What `--resolve` says. */
function hostsOf({ plan: { addresses, origin } }: Story): JsonObject | undefined {
  const address = [addresses?.[0]].find(isDefined);
  return address === undefined ? undefined : { [`${origin.host}:${origin.port}`]: address };
}
