import { describe, expect, test } from "vitest";
import { decide, SAMPLE_ANSWERS, shelve, type Answers, type Profile } from "../../src/decide/index.ts";
import { builtIn, builtInProfiles, builtInShelf, custom } from "./built-in.ts";

const shelf = builtInShelf();
const decideOn = (changes: Partial<Answers>) => decide({ ...SAMPLE_ANSWERS, ...changes }, { shelf });
const withCustom = (...profiles: readonly Profile[]) => shelve([...builtInProfiles(), ...profiles.map(custom)]);

/** An extracted service that breaks no criterion. */
const EXTRACTED: Partial<Answers> = {
  teamSize: 40,
  qpsP99: 2_000,
  platformTeam: true,
  pattern: "domain-bounded-services",
  languagePreference: "go",
};

describe("the sample's answers", () => {
  const decision = decideOn({});

  test("answer node-express with reasons", () => {
    expect(decision).toMatchObject({
      outcome: "recommended",
      complete: false,
      findings: [{ code: "recovery-exceeds-error-budget" }],
    });
    expect(decision.recommendation).toMatchObject({
      profile: "node-express",
      score: 1,
      scaffold: { covered: true, framework: "express" },
    });
    expect(decision.recommendation?.reasons.map(({ constraint, answered }) => [constraint, answered])).toEqual([
      ["language", "typescript"],
      ["team-size", "8"],
      ["tenancy", "shared-multi-tenant"],
      ["data-sensitivity", "pii"],
      ["pattern", "modular-monolith"],
    ]);
  });

  test("carry the profile's figures, marked as its floor", () => {
    expect(decision.thresholds).toEqual({
      p50Ms: 80,
      p95Ms: 250,
      p99Ms: 600,
      errorRateMax: 0.005,
      uptimeTarget: 0.995,
    });
    expect(decision.targets).toMatchObject({
      uptime: { value: 0.995, source: "profile-floor" },
      rpoMinutes: { value: 60, source: "profile-floor" },
      rtoMinutes: { value: 240, source: "profile-floor" },
      downtimeBudgetMinutes: 216,
    });
  });

  test("leave five questions open", () => {
    expect(decision.openQuestions.map(({ flag }) => flag)).toEqual([
      "--communication",
      "--rpo-minutes",
      "--rto-minutes",
      "--slo",
      "--slo-consumer",
    ]);
  });

  test("mean these figures", () => {
    expect(decision.workload).toEqual({
      readsPerSecond: 47.62,
      writesPerSecond: 2.38,
      inFlightAtP95: 12.5,
      writesAtRisk: 8_568,
      reads: { kind: "primary", assumedPrimaryReadsPerSecond: 1_000 },
      recovery: { data: "snapshots", service: "backup-restore" },
      communication: null,
    });
  });
});

describe("who wins", () => {
  test.each([
    ["python without a panel", { languagePreference: "python" }, "fastapi-python"],
    ["python with a panel", { languagePreference: "python", needsAdminPanel: true }, "django-monolith"],
    ["python in a team of twenty", { languagePreference: "python", teamSize: 20 }, "django-monolith"],
    [
      "python, bounded by domain",
      { languagePreference: "python", pattern: "domain-bounded-services" },
      "fastapi-python",
    ],
    ["an extracted service in go", EXTRACTED, "go-or-rust-microservice"],
    ["an extracted service in rust", { ...EXTRACTED, languagePreference: "rust" }, "go-or-rust-microservice"],
    [
      "health data, isolated",
      { ...EXTRACTED, tenancy: "isolated-multi-tenant", dataSensitivity: ["phi"] },
      "go-or-rust-microservice",
    ],
    ["microservices that may be", { ...EXTRACTED, pattern: "microservices" }, "go-or-rust-microservice"],
    ["a plain monolith", { pattern: "monolith" }, "node-express"],
  ] satisfies readonly (readonly [string, Partial<Answers>, string])[])("%s: %j → %s", (_, changes, winner) => {
    expect(decideOn(changes).recommendation?.profile).toBe(winner);
  });
});

describe("no recommendation", () => {
  test.each([
    [
      "health data with isolated tenants in a monolith",
      { dataSensitivity: ["phi"], tenancy: "isolated-multi-tenant" },
      "no-profile-fits",
    ],
    ["regulated data", { ...EXTRACTED, dataSensitivity: ["regulated"] }, "no-profile-fits"],
    ["card data, which health data does not cover", { ...EXTRACTED, dataSensitivity: ["pci"] }, "no-profile-fits"],
    ["a large team's monolith", { teamSize: 40 }, "no-profile-fits"],
    ["serverless", { pattern: "serverless" }, "no-profile-fits"],
    ["a tenant of its own", { tenancy: "single-tenant" }, "no-profile-fits"],
    ["an extracted service in typescript", { ...EXTRACTED, languagePreference: "typescript" }, "no-profile-fits"],
    ["kotlin", { languagePreference: "kotlin" }, "language-not-spoken"],
    ["microservices in a small team", { pattern: "microservices", platformTeam: true }, "kill-criterion"],
    [
      "microservices without a platform team",
      { ...EXTRACTED, pattern: "microservices", platformTeam: false },
      "kill-criterion",
    ],
    ["health data and three people", { teamSize: 3, dataSensitivity: ["phi"] }, "kill-criterion"],
    ["card data and three people", { teamSize: 3, dataSensitivity: ["pii", "pci"] }, "kill-criterion"],
    ["a modular monolith above its rate", { qpsP99: 5_001 }, "kill-criterion"],
    ["six people for no traffic", { teamSize: 6, qpsP99: 0.9 }, "kill-criterion"],
    ["events everywhere", { communication: "event-driven" }, "kill-criterion"],
  ] satisfies readonly (readonly [string, Partial<Answers>, string])[])("%s", (_, changes, outcome) => {
    const decision = decideOn(changes);
    expect(decision).toMatchObject({
      outcome,
      complete: false,
      recommendation: null,
      runnerUp: null,
      thresholds: null,
      targets: null,
      workload: null,
    });
    expect(decision.killCriteria.length > 0).toBe(outcome === "kill-criterion");
    expect(decision.candidates.every(({ fits, violated }) => !fits && violated.length > 0)).toBe(true);
  });

  test.each([
    ["30 and no fewer", { pattern: "microservices", platformTeam: true, teamSize: 30 }],
    ["5,000 and no more", { qpsP99: 5_000 }],
    ["five people below one request per second", { teamSize: 5, qpsP99: 0.5 }],
    ["four people with health data", { teamSize: 4, dataSensitivity: ["phi"] }],
    ["twenty people with events", { communication: "event-driven", teamSize: 20 }],
  ] satisfies readonly (readonly [string, Partial<Answers>])[])(
    "the edge of a criterion is allowed: %s",
    (_, changes) => {
      expect(decideOn(changes).killCriteria).toEqual([]);
    },
  );

  test("the nearest miss comes first, with what stands against it", () => {
    const [nearest] = decideOn({ ...EXTRACTED, dataSensitivity: ["pci"] }).candidates;
    expect(nearest).toMatchObject({
      profile: "go-or-rust-microservice",
      violated: [{ constraint: "data-sensitivity", allowed: "up to phi", answered: "pci" }],
    });
  });
});

describe("answers against the floor", () => {
  const codes = (changes: Partial<Answers>): readonly string[] => decideOn(changes).findings.map(({ code }) => code);

  test.each([
    ["slo-above-profile", { slo: 99.9 }, { slo: 99.5 }],
    ["rpo-below-profile", { rpoMinutes: 59 }, { rpoMinutes: 60 }],
    ["rto-below-profile", { rtoMinutes: 239 }, { rtoMinutes: 240 }],
    ["recovery-exceeds-error-budget", { rtoMinutes: 217 }, { rtoMinutes: 216 }],
    ["too-few-requests-for-slo", { teamSize: 2, qpsP99: 0.0007 }, { teamSize: 2, qpsP99: 0.0008 }],
    ["admin-panel-to-build", { needsAdminPanel: true }, {}],
    ["compliance-owner-unnamed", { ...EXTRACTED, dataSensitivity: ["phi"] }, EXTRACTED],
  ] satisfies readonly (readonly [string, Partial<Answers>, Partial<Answers>])[])(
    "%s is said at %j and not at %j",
    (code, at, not) => {
      expect(codes(at)).toContain(code);
      expect(codes(not)).not.toContain(code);
    },
  );

  test("an answer is the target, and compared", () => {
    const { targets, thresholds } = decideOn({ slo: 99.9, rpoMinutes: 120, rtoMinutes: 240 });
    expect(targets).toMatchObject({
      uptime: { value: 0.999, source: "answer", floor: 0.995, against: "stricter" },
      rpoMinutes: { value: 120, source: "answer", floor: 60, against: "looser" },
      rtoMinutes: { value: 240, source: "answer", floor: 240, against: "equal" },
    });
    expect(thresholds?.errorRateMax).toBe(0.001);
  });

  test("five answers more make it complete", () => {
    const decision = decideOn({
      communication: "sync",
      rpoMinutes: 60,
      rtoMinutes: 240,
      slo: 99,
      sloConsumer: "product",
    });
    expect(decision).toMatchObject({ complete: true, openQuestions: [], findings: [] });
  });

  test("a stack older than a year is said", () => {
    const at = (today: string): readonly string[] =>
      decide(SAMPLE_ANSWERS, { shelf, today }).findings.map(({ code }) => code);
    expect(at("2027-11-21")).not.toContain("stack-outdated");
    expect(at("2027-11-22")).toContain("stack-outdated");
  });
});

describe("the runner-up", () => {
  const close = decideOn({ languagePreference: "python", teamSize: 17 });

  test("is named within 15 %, with gains and costs", () => {
    expect(close.recommendation?.profile).toBe("fastapi-python");
    expect(close.runnerUp).toMatchObject({ profile: "django-monolith", score: 0.769, margin: 0.049 });
    expect(close.runnerUp?.tradeOff).toContainEqual({
      subject: "fit:team-growth",
      winner: 0.235,
      runnerUp: 0.824,
      better: "runner-up",
    });
    expect(close.runnerUp?.tradeOff).toContainEqual({ subject: "p95Ms", winner: 200, runnerUp: 350, better: "winner" });
  });

  test("is not named beyond it", () => {
    expect(decideOn({ languagePreference: "python" }).runnerUp).toBeNull();
  });
});

describe("an organisation's own profiles", () => {
  const node = builtIn("node-express");
  const acme = { ...node, profile_name: "acme" };
  const decideWith = (...profiles: readonly Profile[]) => decide(SAMPLE_ANSWERS, { shelf: withCustom(...profiles) });

  test("an equal copy goes before the built-in one", () => {
    expect(decideWith(acme)).toMatchObject({
      recommendation: { profile: "acme", origin: "custom" },
      runnerUp: { profile: "node-express", margin: 0, tradeOff: [] },
    });
  });

  test("a changed copy changes the answer", () => {
    const faster = { ...acme, success_thresholds: { ...node.success_thresholds, p95_api_latency_ms: 150 } };
    expect(decideWith(faster).thresholds?.p95Ms).toBe(150);
    const smaller = { ...acme, constraints: { ...node.constraints, team_size_max: 7 } };
    expect(decideWith(smaller).recommendation?.profile).toBe("node-express");
  });

  test("one that speaks kotlin makes kotlin spoken", () => {
    const kotlin: Profile = {
      ...acme,
      constraints: { ...node.constraints, language: ["kotlin"] },
      stack: { ...node.stack, by_language: { kotlin: { framework: "Ktor" } } },
    };
    const decision = decide({ ...SAMPLE_ANSWERS, languagePreference: "kotlin" }, { shelf: withCustom(kotlin) });
    expect(decision.recommendation).toMatchObject({ profile: "acme", scaffold: { covered: false, framework: null } });
  });

  test("the same name takes the built-in one's place, and that is said", () => {
    const decision = decideWith({ ...node, description: "ours" });
    expect(decision.recommendation).toMatchObject({ profile: "node-express", origin: "custom", description: "ours" });
    expect(decision.profiles.filter(({ replacesBuiltIn }) => replacesBuiltIn).map(({ profile }) => profile)).toEqual([
      "node-express",
    ]);
  });

  test("two equal ones are a tie that no file name breaks", () => {
    const decision = decideWith(acme, { ...acme, profile_name: "zeta" });
    expect(decision).toMatchObject({ outcome: "tie", tied: ["acme", "zeta"], recommendation: null, thresholds: null });
  });

  test("two files with one name are found", () => {
    const twice = [
      { ...custom(acme), file: "profiles/b.json" },
      { ...custom(acme), file: "profiles/a.json" },
    ];
    expect(shelve(twice).twice).toEqual([{ name: "acme", files: ["profiles/a.json", "profiles/b.json"] }]);
  });
});
