import { SAMPLE_ANSWERS, type Answers } from "../../src/decide/index.ts";

type Axes = { readonly [Key in keyof Answers]?: readonly Answers[Key][] };

/** Every combination of the axes; what has no axis is the sample's. */
export function* grid(axes: Axes): Generator<Answers> {
  const keys = Object.entries(axes);
  const digits = keys.map(() => 0);
  for (;;) {
    yield {
      ...SAMPLE_ANSWERS,
      ...Object.fromEntries(keys.map(([key, values], index) => [key, values[digits[index] ?? 0]])),
    };
    let place = 0;
    while (place < keys.length) {
      const next = (digits[place] ?? 0) + 1;
      digits[place] = next % (keys[place]?.[1].length ?? 1);
      if (digits[place] !== 0) break;
      place += 1;
    }
    if (place === keys.length) return;
  }
}

const TEAMS = [1, 3, 4, 5, 6, 14, 15, 19, 20, 24, 25, 29, 30, 60];
const RATES = [0.5, 1, 999, 1_000, 5_000, 5_001];
const SENSITIVITIES: readonly Answers["dataSensitivity"][] = [
  ["public"],
  ["pii-only"],
  ["pii"],
  ["phi"],
  ["pci"],
  ["phi", "pci"],
  ["regulated"],
];
const TENANCIES = ["single-tenant", "shared-multi-tenant", "isolated-multi-tenant"] as const;
const PATTERNS = ["monolith", "modular-monolith", "domain-bounded-services", "microservices", "serverless"] as const;
const LANGUAGES = ["typescript", "python", "go", "rust", "java", "kotlin", "dotnet"] as const;

/** 493,920 answers: every edge of every constraint and kill criterion. */
export const FULL_AXES: Axes = {
  teamSize: TEAMS,
  qpsP99: RATES,
  readWriteRatio: [0.5, 20],
  tenancy: TENANCIES,
  dataSensitivity: SENSITIVITIES,
  pattern: PATTERNS,
  languagePreference: LANGUAGES,
  platformTeam: [true, false],
  needsAdminPanel: [true, false],
};

/** The same edges, thinned to what a unit test has time for. */
export const SMALL_AXES: Axes = {
  ...FULL_AXES,
  teamSize: [3, 4, 6, 17, 30],
  qpsP99: [0.5, 50, 1_000, 5_001],
  readWriteRatio: [20],
  dataSensitivity: [["pii"], ["phi"], ["pci"], ["regulated"]],
  tenancy: ["shared-multi-tenant", "isolated-multi-tenant"],
  languagePreference: ["typescript", "python", "rust", "kotlin"],
};

/** Answers to the open questions, over one asked-for case per language. */
export const OPEN_AXES: Axes = {
  languagePreference: ["typescript", "python"],
  communication: [undefined, "sync", "async", "event-driven"],
  rpoMinutes: [undefined, 0, 0.5, 5, 60, 1_440],
  rtoMinutes: [undefined, 0, 5, 30, 240],
  slo: [undefined, 99, 99.5, 99.99],
  sloConsumer: [undefined, "product"],
  teamSize: [8, 17],
};
