import type { PhaseTimeouts } from "../../plan.ts";
import type { Mistakes } from "./mistakes.ts";
import type { ScenarioFile } from "./schema.ts";
import { timeOf } from "./times.ts";

export interface FileTimeouts {
  readonly timeoutMs?: number;
  readonly timeouts: PhaseTimeouts;
}

/** Time-outs of `defaults:`. */
export function timeoutsOf({ defaults = {} }: ScenarioFile, mistakes: Mistakes): FileTimeouts {
  const time = (key: "timeout" | "connectTimeout" | "handshakeTimeout" | "firstByteTimeout"): number | undefined => {
    const given = defaults[key];
    const value = given === undefined ? undefined : timeOf(given);
    if (given !== undefined && (value === undefined || value <= 0))
      mistakes.error(`/defaults/${key}`, `${given} is no time: write 500ms, or 10s`);
    return value;
  };
  const timeoutMs = time("timeout");
  const [connectMs, handshakeMs, firstByteMs] = [
    time("connectTimeout"),
    time("handshakeTimeout"),
    time("firstByteTimeout"),
  ];
  return {
    ...(timeoutMs !== undefined && { timeoutMs }),
    timeouts: {
      ...(connectMs !== undefined && { connectMs }),
      ...(handshakeMs !== undefined && { handshakeMs }),
      ...(firstByteMs !== undefined && { firstByteMs }),
    },
  };
}
