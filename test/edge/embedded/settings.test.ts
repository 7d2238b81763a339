import { expect, test } from "vitest";
import { serverArguments } from "../../../src/edge/embedded/settings.ts";

const hold = { token: "bw_0123456789abcdef", folder: "/tmp/bw-x", isKept: false };

test("data that nobody keeps are written carelessly, kept ones are not", () => {
  expect(serverArguments(hold, 5433, {})).toContain("fsync=off");
  expect(serverArguments({ ...hold, isKept: true }, 5433, {}).join(" ")).not.toMatch(/fsync|synchronous_commit/);
});

test("the caller's settings win, and are arguments of their own", () => {
  const words = serverArguments(hold, 5433, { fsync: "on", "pg_stat_statements.max": "100; -c port=1" });
  expect(words).toContain("fsync=on");
  expect(words).not.toContain("fsync=off");
  expect(words).toContain("pg_stat_statements.max=100; -c port=1");
});

test.each(["a b", "a=b", "-c", ""])("%j is no name of a setting", (name) => {
  expect(() => serverArguments(hold, 5433, { [name]: "1" })).toThrow(/is no name of a setting/);
});
