import { groupBy } from "../../kit/index.ts";
import type { Execution } from "../nplusone/index.ts";
import { coveredMs } from "./covered.ts";

/** One request, from its sending to the last byte of its answer. */
export interface RequestWindow {
  readonly route: string;
  /** By the same clock as the executions. */
  readonly startMs: number;
  readonly endMs: number;
  readonly successful: boolean;
}

/** A statement as the requests of one route sent it. */
export interface ProfiledStatement {
  /** With `$1`, `$2` in place of values. */
  readonly statement: string;
  /** Texts as they were sent, the most frequent first, with how often. */
  readonly texts: readonly { readonly sql: string; readonly calls: number }[];
  readonly calls: number;
  readonly totalMs: number;
  readonly rows: number;
  readonly perRequest: number;
  readonly msPerRequest: number;
}

export interface RouteProfile {
  readonly route: string;
  readonly requests: number;
  /** Requests without success. */
  readonly failed: number;
  /** Mean latency, one request at a time. */
  readonly requestMs: number;
  readonly statementsPerRequest: number;
  /** Mean time in which at least one statement was under way. */
  readonly databaseMs: number;
  /** The same as a share of the latency, 0 to 1. */
  readonly databaseShare: number;
  /** The dearest first. */
  readonly statements: readonly ProfiledStatement[];
}

export interface Profile {
  readonly routes: readonly RouteProfile[];
  /** Statements that began while no request was under way. */
  readonly outside: { readonly statements: number; readonly totalMs: number };
}

/**
 * Ties statements to the requests in whose time they began. That is exact where one request was under way at a time and the API
 * waits for its statements before it answers; what begins between requests stands apart.
 *
 * @param windows requests that do not overlap, in the order of time
 * @example
 * const window = { route: "GET /users", startMs: 0, endMs: 10, successful: true };
 * const execution = { statement: "select $1", sql: undefined, startedMs: 1, endedMs: 4, rows: 1 };
 * profileOf([window], [execution]).routes[0]?.databaseMs; // 3
 */
export function profileOf(windows: readonly RequestWindow[], executions: readonly Execution[]): Profile {
  const { placed, outside } = place(windows, executions);
  const byRoute = groupBy(placed, ({ window }) => window.route);
  return {
    routes: [...byRoute].map(([route, requests]) => routeOf(route, requests)),
    outside: { statements: outside.length, totalMs: sumOf(outside, durationOf) },
  };
}

interface Request {
  readonly window: RequestWindow;
  readonly executions: Execution[];
}

interface Placed {
  readonly placed: readonly Request[];
  readonly outside: readonly Execution[];
}

function place(windows: readonly RequestWindow[], executions: readonly Execution[]): Placed {
  const placed = windows
    .toSorted((a, b) => a.startMs - b.startMs)
    .map((window): Request => ({ window, executions: [] }));
  const outside: Execution[] = [];
  let at = 0;
  for (const execution of executions.toSorted((a, b) => a.startedMs - b.startedMs)) {
    while ((placed[at]?.window.endMs ?? Number.POSITIVE_INFINITY) < execution.startedMs) at += 1;
    const request = placed[at];
    if (request === undefined || request.window.startMs > execution.startedMs) outside.push(execution);
    else request.executions.push(execution);
  }
  return { placed, outside };
}

function routeOf(route: string, requests: readonly Request[]): RouteProfile {
  const executions = requests.flatMap((request) => request.executions);
  const count = requests.length;
  const requestMs = sumOf(requests, ({ window }) => window.endMs - window.startMs) / count;
  const databaseMs = sumOf(requests, (request) => coveredMs(request.executions)) / count;
  return {
    route,
    requests: count,
    failed: requests.filter(({ window }) => !window.successful).length,
    requestMs,
    statementsPerRequest: executions.length / count,
    databaseMs,
    databaseShare: requestMs === 0 ? 0 : Math.min(1, databaseMs / requestMs),
    statements: [...groupBy(executions, ({ statement }) => statement)]
      .map(([statement, some]) => statementOf(statement, some, count))
      .toSorted((a, b) => b.totalMs - a.totalMs),
  };
}

function statementOf(statement: string, executions: readonly Execution[], requests: number): ProfiledStatement {
  const totalMs = sumOf(executions, durationOf);
  const texts = groupBy(executions.filter(hasText), ({ sql }) => sql);
  return {
    statement,
    texts: [...texts].map(([sql, some]) => ({ sql, calls: some.length })).toSorted((a, b) => b.calls - a.calls),
    calls: executions.length,
    totalMs,
    rows: sumOf(executions, ({ rows }) => rows),
    perRequest: executions.length / requests,
    msPerRequest: totalMs / requests,
  };
}

const hasText = (execution: Execution): execution is Execution & { readonly sql: string } =>
  execution.sql !== undefined;

const durationOf = ({ startedMs, endedMs }: Execution): number => endedMs - startedMs;

export const sumOf = <Item>(items: readonly Item[], pick: (item: Item) => number): number =>
  items.reduce((sum, item) => sum + pick(item), 0);
