import { groupBy } from "../../kit/index.ts";
import type { CountedStatement } from "./deltas.ts";
import { type Profile, type RequestWindow, type RouteProfile, sumOf } from "./profile.ts";

/** Requests that were sent while a server counted, and what it counted: of one route, or of a scenario whose routes it cannot tell apart. */
export interface CountedRoute {
  readonly windows: readonly RequestWindow[];
  readonly statements: readonly CountedStatement[];
}

/** A profile from a server's counters. Of several routes at once the statements belong to all of them together. */
export function countedProfile(counted: readonly CountedRoute[]): Profile {
  return { routes: counted.map(routeOf), outside: { statements: 0, totalMs: 0 } };
}

function routeOf({ windows, statements }: CountedRoute): RouteProfile {
  const names = [...groupBy(windows, ({ route }) => route).keys()];
  const requests = windows.length;
  const requestMs = sumOf(windows, ({ startMs, endMs }) => endMs - startMs) / requests;
  const databaseMs = sumOf(statements, ({ totalMs }) => totalMs) / requests;
  return {
    route: names.join(" + "),
    requests,
    failed: windows.filter(({ successful }) => !successful).length,
    requestMs,
    statementsPerRequest: sumOf(statements, ({ calls }) => calls) / requests,
    databaseMs,
    databaseShare: requestMs === 0 ? 0 : Math.min(1, databaseMs / requestMs),
    statements: statements
      .map(({ text, calls, totalMs, rows }) => ({
        statement: text,
        texts: [{ sql: text, calls }],
        calls,
        totalMs,
        rows,
        perRequest: calls / requests,
        msPerRequest: totalMs / requests,
      }))
      .toSorted((a, b) => b.totalMs - a.totalMs),
  };
}
