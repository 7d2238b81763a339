import { describe, expect, test } from "vitest";
import { countedProfile, profileOf, routesOf, statementDeltas, workloadOf } from "../../../src/advice/tune/index.ts";
import { coveredMs } from "../../../src/advice/tune/covered.ts";

const window = (route: string, startMs: number, endMs: number, successful = true) => ({
  route,
  startMs,
  endMs,
  successful,
});
const execution = (statement: string, startedMs: number, endedMs: number, rows = 1) => ({
  statement,
  sql: statement,
  startedMs,
  endedMs,
  rows,
});

describe("a profile", () => {
  const list = "select * from orders";
  const item = "select * from items where order_id = $1";
  const profile = profileOf(
    [window("GET /orders", 0, 10), window("GET /orders", 20, 30, false), window("GET /me", 40, 50)],
    [
      execution(list, 1, 2, 5),
      ...[2, 3, 4, 5, 6].map((at) => execution(item, at, at + 1, 2)),
      execution("late", 15, 16),
      execution(list, 21, 26, 5),
      execution("select $1", 41, 43),
      execution("after", 60, 61),
    ],
  );

  test("ties statements to the request that was under way, and leaves the others out", () => {
    expect(profile.outside).toEqual({ statements: 2, totalMs: 2 });
    expect(profile.routes.map(({ route, requests, failed }) => [route, requests, failed])).toEqual([
      ["GET /orders", 2, 1],
      ["GET /me", 1, 0],
    ]);
    const [orders] = profile.routes;
    expect(orders).toMatchObject({ requestMs: 10, statementsPerRequest: 3.5, databaseMs: 5.5, databaseShare: 0.55 });
    expect(
      orders?.statements.map(({ statement, calls, perRequest, rows }) => [statement, calls, perRequest, rows]),
    ).toEqual([
      [list, 2, 1, 10],
      [item, 5, 2.5, 10],
    ]);
  });

  test("knows on which routes an N+1 was", () => {
    expect(routesOf({ parent: { sql: list }, child: { sql: item } }, profile)).toEqual(["GET /orders"]);
    expect(routesOf({ parent: { sql: item }, child: { sql: list } }, profile)).toEqual([]);
  });

  test("becomes a workload with the weights of its routes", () => {
    const workload = workloadOf(
      profile,
      new Map([
        ["GET /orders", 0.25],
        ["GET /me", 0.75],
      ]),
    );
    expect(workload.map(({ text, calls, rowsPerCall, origin }) => [text, calls, rowsPerCall, origin])).toEqual([
      [list, 2_500, 5, "GET /orders"],
      [item, 6_250, 2, "GET /orders"],
      ["select $1", 7_500, 1, "GET /me"],
    ]);
  });
});

test("statements at the same time count once", () => {
  expect(
    coveredMs([
      { startedMs: 4, endedMs: 5 },
      { startedMs: 0, endedMs: 3 },
      { startedMs: 1, endedMs: 2 },
      { startedMs: 2, endedMs: 4.5 },
    ]),
  ).toBe(5);
});

test("texts that differ in constants share the calls, the most frequent three", () => {
  const sent = [1, 2, 2, 3, 3, 3, 4, 4, 4, 4].map((value, at) => ({
    statement: "select $1",
    sql: `select ${value}`,
    startedMs: at,
    endedMs: at + 0.5,
    rows: 1,
  }));
  const workload = workloadOf(profileOf([window("GET /", 0, 10)], sent), new Map([["GET /", 1]]));
  expect(workload.map(({ text, calls }) => [text, calls])).toEqual([
    ["select 4", 44_444],
    ["select 3", 33_333],
    ["select 2", 22_222],
  ]);
});

test("counters: what was there before does not count", () => {
  const before = [{ text: "a", calls: 2, totalMs: 10, rows: 2 }];
  const after = [
    { text: "a", calls: 2, totalMs: 10, rows: 2 },
    { text: "b", calls: 4, totalMs: 8, rows: 40 },
  ];
  const statements = statementDeltas(before, after);
  expect(statements).toEqual([{ text: "b", calls: 4, totalMs: 8, rows: 40 }]);
  const profile = countedProfile([{ windows: [window("GET /b", 0, 8), window("GET /b", 8, 16)], statements }]);
  expect(profile.routes).toMatchObject([
    { route: "GET /b", statementsPerRequest: 2, databaseMs: 4, databaseShare: 0.5 },
  ]);
});
