import {
  array,
  assert,
  boolean,
  constantFrom,
  double,
  integer,
  option,
  property,
  record,
  shuffledSubarray,
} from "fast-check";
import { describe, expect, test } from "vitest";
import { decide, decisionSchema, KILL_CODES, SAMPLE_ANSWERS, shelve, type Answers } from "../../src/decide/index.ts";
import { COMMUNICATIONS, DATA_TIERS, LANGUAGES, PATTERNS, TENANCIES } from "../../src/decide/words.ts";
import { breaches } from "./breaches.ts";
import { builtInProfiles, builtInShelf } from "./built-in.ts";
import { grid, OPEN_AXES, SMALL_AXES } from "./grid.ts";

const shelf = builtInShelf();
const reversed = shelve(builtInProfiles().toReversed());
/** As a file handed over in another order would be. */
const unsorted = { ...shelf, profiles: shelf.profiles.toReversed() };

const anyAnswers = record<Answers>({
  teamSize: integer({ min: 1, max: 80 }),
  qpsP99: double({ min: 0, max: 10_000, noNaN: true }),
  readWriteRatio: double({ min: 0, max: 1_000, noNaN: true }),
  tenancy: constantFrom(...TENANCIES),
  dataSensitivity: array(constantFrom(...DATA_TIERS), { minLength: 1, maxLength: 3 }),
  pattern: constantFrom(...PATTERNS),
  languagePreference: constantFrom(...LANGUAGES),
  platformTeam: boolean(),
  needsAdminPanel: boolean(),
  communication: option(constantFrom(...COMMUNICATIONS), { nil: undefined }),
  rpoMinutes: option(double({ min: 0, max: 3_000, noNaN: true }), { nil: undefined }),
  rtoMinutes: option(double({ min: 0, max: 3_000, noNaN: true }), { nil: undefined }),
  slo: option(double({ min: 90, max: 99.999, noNaN: true }), { nil: undefined }),
  sloConsumer: option(constantFrom("product", "operations"), { nil: undefined }),
});

describe("the laws of a decision", () => {
  test.each([
    ["the edges of every constraint and kill", SMALL_AXES],
    ["the open questions", OPEN_AXES],
  ])("hold over %s", (_, axes) => {
    const found = [...grid(axes)].flatMap((answers) => breaches(answers, shelf, unsorted));
    expect(found.slice(0, 5)).toEqual([]);
  });

  test("hold over any answers", () => {
    const law = property(anyAnswers, (answers) => {
      expect(breaches(answers, shelf, unsorted)).toEqual([]);
    });
    assert(law, { numRuns: 300 });
  });

  test("shelving does not depend on the order of files", () => {
    expect(reversed).toEqual(shelf);
    assert(
      property(shuffledSubarray([...builtInProfiles()], { minLength: 4 }), (files) => {
        expect(shelve(files)).toEqual(shelf);
      }),
    );
  });

  test("a decision is what its schema says, and comes back from JSON", () => {
    assert(
      property(anyAnswers, (answers) => {
        const decision = JSON.parse(JSON.stringify(decide(answers, { shelf }))) as unknown;
        expect(decisionSchema.parse(decision)).toEqual(decision);
      }),
    );
  });
});

describe("monotonicity", () => {
  test("a larger team never shrinks the allowed patterns where there is traffic", () => {
    const allowed = (teamSize: number, answers: Answers): readonly string[] =>
      PATTERNS.filter((pattern) => decide({ ...answers, pattern, teamSize }, { shelf }).outcome !== "kill-criterion");
    assert(
      property(anyAnswers, integer({ min: 1, max: 40 }), (answers, more) => {
        const busy = { ...answers, qpsP99: answers.qpsP99 + 1 };
        const larger = allowed(busy.teamSize + more, busy);
        expect(allowed(busy.teamSize, busy).filter((pattern) => !larger.includes(pattern))).toEqual([]);
      }),
    );
  });

  test("one more tier of data never makes a profile fit or lifts a kill", () => {
    const names = (answers: Answers): readonly string[] =>
      decide(answers, { shelf })
        .candidates.filter(({ fits }) => fits)
        .map(({ profile }) => profile);
    assert(
      property(anyAnswers, constantFrom(...DATA_TIERS), (answers, tier) => {
        const more = { ...answers, dataSensitivity: [...answers.dataSensitivity, tier] };
        const before = names(answers);
        expect(names(more).filter((name) => !before.includes(name))).toEqual([]);
      }),
    );
  });

  test("a higher objective never leaves more budget", () => {
    const budget = (slo: number): number =>
      decide({ ...SAMPLE_ANSWERS, slo }, { shelf }).targets?.downtimeBudgetMinutes ?? Number.NaN;
    assert(
      property(double({ min: 90, max: 99.9, noNaN: true }), double({ min: 0, max: 0.09, noNaN: true }), (slo, more) => {
        expect(budget(slo + more)).toBeLessThanOrEqual(budget(slo));
      }),
    );
  });
});

type Flip = readonly [keyof Answers, Partial<Answers>, Partial<Answers>, Partial<Answers>?];

/** Two values of an answer, over some other answers, between which the decision must differ beyond the echo. */
const FLIPS: readonly Flip[] = [
  ["teamSize", { teamSize: 8 }, { teamSize: 20 }],
  ["qpsP99", { qpsP99: 50 }, { qpsP99: 6_000 }],
  ["readWriteRatio", { readWriteRatio: 20 }, { readWriteRatio: 0.2 }],
  ["tenancy", { tenancy: "shared-multi-tenant" }, { tenancy: "single-tenant" }],
  ["dataSensitivity", { dataSensitivity: ["pii"] }, { dataSensitivity: ["pii", "phi"] }],
  ["pattern", { pattern: "modular-monolith" }, { pattern: "serverless" }],
  ["languagePreference", { languagePreference: "typescript" }, { languagePreference: "python" }],
  [
    "platformTeam",
    { platformTeam: true },
    { platformTeam: false },
    { pattern: "microservices", teamSize: 40, qpsP99: 2_000, languagePreference: "go" },
  ],
  ["needsAdminPanel", { needsAdminPanel: true }, { needsAdminPanel: false }, { languagePreference: "python" }],
  ["communication", { communication: "sync" }, { communication: "event-driven" }],
  ["communication", { communication: "sync" }, { communication: "async" }],
  ["rpoMinutes", { rpoMinutes: 60 }, { rpoMinutes: 5 }],
  ["rtoMinutes", { rtoMinutes: 240 }, { rtoMinutes: 10 }],
  ["slo", { slo: 99.5 }, { slo: 99.9 }],
  ["sloConsumer", { sloConsumer: "product" }, { sloConsumer: undefined }],
];

describe("every answer matters", () => {
  const cases = FLIPS.map(([key, one, other, rest = {}]) => ({ key, one, other, rest }));
  test.each(cases)("$key changes the decision", ({ one, other, rest }) => {
    const { answers: _one, ...a } = decide({ ...SAMPLE_ANSWERS, ...rest, ...one }, { shelf });
    const { answers: _other, ...b } = decide({ ...SAMPLE_ANSWERS, ...rest, ...other }, { shelf });
    expect(a).not.toEqual(b);
  });

  test("no answer is left out of that table, and no kill criterion is dead", () => {
    const optional = ["communication", "rpoMinutes", "rtoMinutes", "slo", "sloConsumer"];
    expect(new Set(FLIPS.map(([key]) => key))).toEqual(new Set([...Object.keys(SAMPLE_ANSWERS), ...optional]));
    const met = [
      ...grid(SMALL_AXES),
      ...grid(OPEN_AXES),
      { ...SAMPLE_ANSWERS, teamSize: 3, dataSensitivity: ["phi" as const] },
    ];
    const codes = met.flatMap((answers) => decide(answers, { shelf }).killCriteria.map(({ code }) => code));
    expect(new Set(codes)).toEqual(new Set(KILL_CODES));
  });
});
