import type { ProbeDump } from "../dump.ts";
import { placeOfError } from "./places.ts";
import { reach } from "./reach.ts";

type Failure = NonNullable<ProbeDump["failure"]>;

/** Why an application did not come up: in a line, with the module that is missing and the place that is nearest to it. */
export function failureOf(error: unknown): Failure {
  const message = String(reach(error, "message") ?? error).split("\n")[0] ?? "";
  const missing = /Cannot find (?:module|package) '([^']+)'/.exec(message)?.[1];
  return {
    reason: message.slice(0, 2_000),
    module: missing?.slice(0, 500) ?? null,
    place: placeOfError(error) ?? null,
    exitCode: null,
  };
}
