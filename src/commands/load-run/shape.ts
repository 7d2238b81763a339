import { errors } from "../../kit/index.ts";
import { shapeOf, type LoadShape } from "../../load/index.ts";
import type { FileWishes } from "../../load/scenario/format/index.ts";
import type { Input } from "./input.ts";

/**
 * How much load: a flag wins over what the file says of the same thing, and a flag that makes the load open or closed over all
 * that the file says of it. Errors: `load-conflict`, `load-bad-stages`, `load-needs`.
 */
export function shapeFor(input: Input, file: FileWishes): LoadShape {
  const { users, concurrency, duration, requests, rate, stages, arrivals } = input;
  if (users !== undefined && concurrency !== undefined && users !== concurrency)
    throw errors.load.conflict({ first: "--users", second: "--concurrency", reason: "they mean the same" });
  const asked = users ?? concurrency;
  const isReshaped = rate !== undefined || stages !== undefined || (asked !== undefined && file.rate === undefined);
  const own = isReshaped ? {} : { rate: file.rate, stages: stagesText(file), arrivals: file.arrivals };
  const end = requests === undefined && duration === undefined ? file : {};
  return shapeOf({
    concurrency: asked ?? file.users,
    durationMs: duration ?? end.durationMs,
    requestLimit: requests ?? end.iterations,
    rate: rate ?? own.rate,
    stages: stages ?? own.stages,
    arrivals: arrivals ?? own.arrivals,
  });
}

function stagesText({ stages }: FileWishes): string | undefined {
  return stages?.map(({ durationMs, target }) => `${durationMs}ms:${target}`).join(",");
}
