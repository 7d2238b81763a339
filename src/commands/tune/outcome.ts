import { type RouteProfile, routesOf } from "../../advice/tune/index.ts";
import type { World } from "../../command/index.ts";
import type { Findings } from "./findings.ts";
import type { TuneInput } from "./input.ts";
import type { TuneOutput } from "./output.ts";

interface Done extends Findings, Pick<TuneOutput, "migration" | "applied"> {
  readonly load: TuneOutput["comparison"];
}

/** Everything as the public format has it. */
export function outputOf(input: TuneInput, { signal }: World, done: Done): TuneOutput {
  const { ground, seen, shares, advice, migration, applied, load } = done;
  return {
    schema: "backwright.tune/1",
    database: { name: ground.name, serverVersion: advice.source.serverVersion, isCopy: input.onCopy },
    api: { command: input.start ?? null, url: seen.url },
    attribution: { profile: seen.way, shares: shares.from, outside: seen.profile.outside },
    routes: seen.profile.routes.map((route) => routeOf(route, done)),
    nPlusOne: seen.nPlusOne.map((one) => ({ ...one, routes: routesOf(one, seen.profile) })),
    suspected: seen.suspected,
    suggestions: advice.suggestions,
    whyNot: advice.whyNot,
    unplanned: advice.unplanned,
    planner: advice.shadow,
    migration,
    applied,
    comparison: load,
    interrupted: signal.aborted,
    notes: [...seen.notes, ...advice.notes],
    elapsedMs: 0,
  };
}

function routeOf(route: RouteProfile, { seen, shares }: Done): TuneOutput["routes"][number] {
  return {
    ...route,
    writes: !seen.reading.has(route.route),
    share: shares.of.get(route.route) ?? 0,
    statements: route.statements.map(({ statement, calls, perRequest, msPerRequest, rows }) => {
      return { statement, calls, perRequest, msPerRequest, rowsPerCall: calls === 0 ? 0 : rows / calls };
    }),
  };
}
