import { describe, expect, test } from "vitest";
import { checkAnswers, SAMPLE_ANSWERS, type GivenAnswers } from "../../src/decide/index.ts";

const flags = (given: GivenAnswers): { missing: string[]; impossible: string[] } => {
  const checked = checkAnswers(given);
  if (checked.complete) return { missing: [], impossible: [] };
  return {
    missing: checked.missing.map(({ flag }) => flag),
    impossible: checked.impossible.map(({ flag, given: value }) => `${flag} ${value}`),
  };
};

describe("missing answers", () => {
  test("all six are named at once", () => {
    expect(flags({}).missing.toSorted()).toEqual([
      "--data-sensitivity",
      "--pattern",
      "--qps-p99",
      "--read-write-ratio",
      "--team-size",
      "--tenancy",
    ]);
  });

  test.each(["teamSize", "qpsP99", "readWriteRatio", "tenancy", "dataSensitivity", "pattern"] as const)(
    "%s alone is missed",
    (key) => {
      expect(flags({ ...SAMPLE_ANSWERS, [key]: undefined })).toMatchObject({
        missing: [expect.any(String)],
        impossible: [],
      });
    },
  );

  test("an empty list of tiers is no answer", () => {
    expect(flags({ ...SAMPLE_ANSWERS, dataSensitivity: [" ,"] }).missing).toEqual(["--data-sensitivity"]);
  });
});

describe("impossible answers", () => {
  test.each([
    ["--team-size 0", { teamSize: 0 }],
    ["--team-size 2.5", { teamSize: 2.5 }],
    ["--team-size Infinity", { teamSize: Number.POSITIVE_INFINITY }],
    ["--qps-p99 -1", { qpsP99: -1 }],
    ["--qps-p99 NaN", { qpsP99: Number.NaN }],
    ["--read-write-ratio -0.5", { readWriteRatio: -0.5 }],
    ["--rpo-minutes -1", { rpoMinutes: -1 }],
    ["--rto-minutes -1", { rtoMinutes: -1 }],
    ["--slo 100", { slo: 100 }],
    ["--slo 0.999", { slo: 0.999 }],
    ['--slo-consumer ""', { sloConsumer: "  " }],
    ["--tenancy multi-tenant", { tenancy: "multi-tenant" }],
    ["--pattern modular", { pattern: "modular" }],
    ["--language-preference java, kotlin", { languagePreference: "java, kotlin" }],
    ["--communication events", { communication: "events" }],
    ["--data-sensitivity secret", { dataSensitivity: ["secret"] }],
    ["--data-sensitivity pii-only,phi", { dataSensitivity: ["pii-only", "phi"] }],
  ] satisfies readonly (readonly [string, GivenAnswers])[])("%s", (named, answer) => {
    expect(flags({ ...SAMPLE_ANSWERS, ...answer })).toEqual({ missing: [], impossible: [named] });
  });

  test("missing and impossible ones are named together", () => {
    const { missing, impossible } = flags({ teamSize: -1, qpsP99: -1, slo: 400 });
    expect(missing).toHaveLength(4);
    expect(impossible).toEqual(["--qps-p99 -1", "--team-size -1", "--slo 400"]);
  });

  test("a wrong word gets the nearest right one", () => {
    const checked = checkAnswers({ ...SAMPLE_ANSWERS, pattern: "modular-monolyth" });
    const [wrong] = checked.complete ? [] : checked.impossible;
    expect(wrong?.why).toContain("did you mean modular-monolith?");
  });
});

describe("complete answers", () => {
  test("a comma list and a repeated flag make one set", () => {
    const checked = checkAnswers({ ...SAMPLE_ANSWERS, dataSensitivity: ["phi,pci", "phi"] });
    expect(checked).toMatchObject({ complete: true, answers: { dataSensitivity: ["phi", "pci"] } });
  });

  test("what was not given is assumed, and said", () => {
    const { languagePreference, platformTeam, needsAdminPanel, ...given } = SAMPLE_ANSWERS;
    expect(checkAnswers(given)).toEqual({
      complete: true,
      answers: { ...given, languagePreference, platformTeam, needsAdminPanel },
      assumed: ["languagePreference", "platformTeam", "needsAdminPanel"],
    });
  });
});
