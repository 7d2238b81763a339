import { expect, test } from "vitest";
import { readProfile } from "../../src/decide/index.ts";
import { builtIn } from "./built-in.ts";

const node = builtIn("node-express");
const problems = (document: unknown): readonly string[] => {
  const read = readProfile(typeof document === "string" ? document : JSON.stringify(document));
  return read.kind === "unusable" ? read.problems : [];
};

test.each([
  [
    "a key of the file",
    { ...node, constraint: node.constraints },
    ["constraint: no such key; did you mean constraints?"],
  ],
  [
    "a key of the constraints",
    { ...node, constraints: { ...node.constraints, team_size_maximum: 9 } },
    ["constraints.team_size_maximum: no such key; did you mean team_size_max?"],
  ],
  [
    "a key that is near nothing",
    { ...node, constraints: { ...node.constraints, colour: 9 } },
    ["constraints.colour: no such key"],
  ],
  [
    "a key in an anti-recommendation",
    { ...node, anti_recommendations: { x: { level: "never", reasons: "r" } } },
    ["anti_recommendations.x.reason is missing", "anti_recommendations.x.reasons: no such key; did you mean reason?"],
  ],
  [
    "a word of a closed set",
    { ...node, constraints: { ...node.constraints, pattern: ["modular-monolit"] } },
    [
      expect.stringMatching(
        /^constraints\.pattern\.0: "modular-monolit" is not one of .*did you mean modular-monolith\?$/,
      ),
    ],
  ],
  [
    "a tier",
    { ...node, constraints: { ...node.constraints, data_sensitivity_tier_max: "pi" } },
    [expect.stringMatching(/^constraints\.data_sensitivity_tier_max: "pi" is not one of .*did you mean pii\?$/)],
  ],
  [
    "a tier of a list",
    { ...node, constraints: { ...node.constraints, data_sensitivity_tier_max: ["phi", "cpi"] } },
    [expect.stringMatching(/^constraints\.data_sensitivity_tier_max\.1: "cpi" is not one of /)],
  ],
  [
    "a language of the stack",
    { ...node, stack: { ...node.stack, by_language: { ...node.stack.by_language, typescrpt: { x: "y" } } } },
    [expect.stringMatching(/^stack\.by_language\.typescrpt: .*did you mean typescript\?$/)],
  ],
  [
    "a type",
    { ...node, constraints: { ...node.constraints, team_size_min: "1" } },
    [expect.stringMatching(/^constraints\.team_size_min: .*expected number, received string/)],
  ],
  ["a missing part", { ...node, success_thresholds: undefined }, ["success_thresholds is missing"]],
  [
    "a share above one",
    { ...node, success_thresholds: { ...node.success_thresholds, uptime_target: 99.5 } },
    [expect.stringContaining("success_thresholds.uptime_target: ")],
  ],
  [
    "crossed bounds",
    { ...node, constraints: { ...node.constraints, team_size_min: 20 } },
    ["constraints.team_size_min is 20, above team_size_max 14"],
  ],
  [
    "falling percentiles",
    { ...node, success_thresholds: { ...node.success_thresholds, p95_api_latency_ms: 700 } },
    ["success_thresholds.p95_api_latency_ms is 700, above p99 600"],
  ],
  [
    "a language without a stack",
    { ...node, constraints: { ...node.constraints, language: ["typescript", "kotlin"] } },
    ["stack.by_language has nothing for kotlin, which constraints.language names"],
  ],
  ["no JSON", "{", [expect.stringMatching(/^it is no JSON: /)]],
])("a profile with %s wrong is unusable and says where", (_, document, expected) => {
  expect(problems(document).toSorted()).toEqual(expected);
});

test("every problem is named at once", () => {
  expect(problems({ profile_name: "A B" }).length).toBeGreaterThan(5);
});

test.each([[{}], [[]], [{ name: "x", version: "1" }], ["text"]])("%j is another program's file", (document) => {
  expect(readProfile(JSON.stringify(document))).toEqual({ kind: "stranger" });
});

test("a profile reads back as it was written", () => {
  expect(readProfile(JSON.stringify(node))).toEqual({ kind: "profile", profile: node });
});
