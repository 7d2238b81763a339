import { describe, expect, test } from "vitest";
import { compareVersions, majorOf, programEnvironment } from "../../../src/edge/embedded/programs.ts";

describe("versions", () => {
  test.each([
    ["15.9", "15.18"],
    ["9.6", "10.0"],
    ["18.4.0-beta.9", "18.4.0-beta.17"],
    ["18", "18.1"],
  ])("%s comes before %s", (older, newer) => {
    expect(compareVersions(older, newer)).toBeLessThan(0);
    expect(compareVersions(newer, older)).toBeGreaterThan(0);
    expect(compareVersions(older, older)).toBe(0);
  });

  test("the major is the first number", () => {
    expect(["18.4", "15", "16beta1"].map(majorOf)).toEqual([18, 15, 16]);
  });
});

test("a server's environment holds none of our secrets and no PG* variable", () => {
  const env = {
    PATH: "/bin",
    DATABASE_URL: "postgres://u:secret@h/d",
    PGDATA: "/x",
    PGPORT: "1",
    NODE_OPTIONS: "--inspect",
  };
  expect(Object.keys(programEnvironment(env)).sort()).toEqual(["LC_MESSAGES", "PATH", "TZ"]);
});
