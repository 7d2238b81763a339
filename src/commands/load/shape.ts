import { errors } from "../../kit/index.ts";
import { shapeOf, type LoadShape } from "../../load/index.ts";
import type { ShapeFlags } from "./flags/index.ts";

/** How much load the flags ask for. Errors: `load-conflict`, `load-bad-stages`, `load-needs`. */
export function shapeFrom(flags: ShapeFlags): LoadShape {
  const { users, concurrency, duration, requests, rate, stages, arrivals } = flags;
  if (users !== undefined && concurrency !== undefined && users !== concurrency)
    throw errors.load.conflict({ first: "--users", second: "--concurrency", reason: "they mean the same" });
  return shapeOf({
    concurrency: users ?? concurrency,
    durationMs: duration,
    requestLimit: requests,
    rate,
    stages,
    arrivals,
  });
}
