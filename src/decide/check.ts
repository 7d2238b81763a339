import { answersSchema, type Answers, type GivenAnswers } from "./answers.ts";
import { findImpossible, type Impossible } from "./impossible.ts";
import { QUESTIONS, type Question } from "./questions.ts";

export type Checked =
  | { readonly complete: true; readonly answers: Answers; readonly assumed: readonly (keyof Answers)[] }
  | { readonly complete: false; readonly missing: readonly Question[]; readonly impossible: readonly Impossible[] };

/**
 * Checks all answers at once: every missing and every impossible one is named.
 *
 * @example
 * checkAnswers({ teamSize: -1 }); // { complete: false, missing: [five questions], impossible: [--team-size -1] }
 */
export function checkAnswers(given: GivenAnswers): Checked {
  const dataSensitivity = splitTiers(given.dataSensitivity);
  const impossible = findImpossible(given, dataSensitivity);
  const missing = QUESTIONS.filter(({ key, need }) => need === "required" && isMissing(given, key, dataSensitivity));
  const parsed = answersSchema.safeParse({ ...DEFAULTS, ...definedOf(given), dataSensitivity });
  if (missing.length > 0 || impossible.length > 0 || !parsed.success) return { complete: false, missing, impossible };
  return { complete: true, answers: parsed.data, assumed: DEFAULTED.filter((key) => given[key] === undefined) };
}

const DEFAULTS = { languagePreference: "typescript", platformTeam: false, needsAdminPanel: false } as const;
const DEFAULTED = ["languagePreference", "platformTeam", "needsAdminPanel"] as const;

/** A comma list, a repeated flag, or both. */
function splitTiers(given: readonly string[] = []): readonly string[] {
  const words = given.flatMap((text) => text.split(",")).map((text) => text.trim());
  return [...new Set(words.filter((word) => word !== ""))];
}

const isMissing = (given: GivenAnswers, key: keyof Answers, tiers: readonly string[]): boolean =>
  key === "dataSensitivity" ? tiers.length === 0 : given[key] === undefined;

const definedOf = (given: GivenAnswers): Readonly<Record<string, unknown>> =>
  Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
