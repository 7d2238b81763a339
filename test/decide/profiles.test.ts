import { readdirSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { profileJsonSchema } from "../../src/decide/index.ts";
import { violations, type RawSchema } from "../support/json-schema-check.ts";
import { builtIn, builtInProfiles } from "./built-in.ts";

test.each([
  [
    "node-express",
    ["typescript"],
    [1, 14],
    ["shared-multi-tenant"],
    "pii",
    "modular-monolith",
    [80, 250, 600, 0.995, 60, 240],
  ],
  [
    "fastapi-python",
    ["python"],
    [1, 19],
    ["shared-multi-tenant"],
    "pii",
    "modular-monolith",
    [60, 200, 500, 0.995, 60, 240],
  ],
  [
    "django-monolith",
    ["python"],
    [2, 24],
    ["shared-multi-tenant"],
    "pii",
    "modular-monolith",
    [100, 350, 800, 0.99, 60, 240],
  ],
  [
    "go-or-rust-microservice",
    ["go", "rust"],
    [30, undefined],
    ["shared-multi-tenant", "isolated-multi-tenant"],
    "phi",
    "domain-bounded-services",
    [20, 80, 200, 0.999, 5, 30],
  ],
] as const)("%s says what it is for", (name, language, team, tenancy, tier, pattern, figures) => {
  const { constraints, success_thresholds: floor } = builtIn(name);
  expect(constraints).toMatchObject({ language, tenancy, data_sensitivity_tier_max: tier });
  expect([constraints.team_size_min, constraints.team_size_max]).toEqual(team);
  expect(constraints.pattern[0]).toBe(pattern);
  expect([
    floor.p50_api_latency_ms,
    floor.p95_api_latency_ms,
    floor.p99_api_latency_ms,
    floor.uptime_target,
    floor.rpo_minutes_max,
    floor.rto_minutes_max,
  ]).toEqual(figures);
});

test("the extracted service needs a platform team and 1,000 requests per second", () => {
  expect(builtIn("go-or-rust-microservice").constraints).toMatchObject({
    platform_team_exists: true,
    qps_p99_min: 1000,
  });
});

test("four profiles ship, each in a file of its name", () => {
  const files = readdirSync(join(import.meta.dirname, "../../profiles"));
  const names = builtInProfiles().map(({ profile }) => `${profile.profile_name}.json`);
  expect(files.sort()).toEqual([...names, "profile.schema.json"].sort());
  expect(names).toHaveLength(4);
});

test("the published schema is the one that files are checked against", async () => {
  await expect(profileJsonSchema()).toMatchFileSnapshot("../../profiles/profile.schema.json");
});

test("a checker of its own accepts the built-in profiles by the published schema, and refuses a typo", () => {
  const schema = JSON.parse(profileJsonSchema()) as RawSchema;
  for (const { profile } of builtInProfiles()) expect(violations(schema, profile)).toEqual([]);
  expect(violations(schema, { ...builtIn("node-express"), constraint: {} })).not.toEqual([]);
});
