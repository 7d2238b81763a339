import { nearest } from "../kit/index.ts";
import type { Answers, GivenAnswers } from "./answers.ts";
import { QUESTIONS } from "./questions.ts";
import { coversTier } from "./tiers.ts";
import { COMMUNICATIONS, DATA_TIERS, isWord, LANGUAGES, PATTERNS, TENANCIES } from "./words.ts";

/** An answer that cannot be true, and why. */
export interface Impossible {
  readonly flag: string;
  readonly given: string;
  readonly why: string;
}

/** Every impossible answer; `tiers` are the data tiers as words. */
export function findImpossible(given: GivenAnswers, tiers: readonly string[]): readonly Impossible[] {
  return [...wrongNumbers(given), ...wrongWords(given), ...wrongTiers(tiers), ...wrongConsumer(given)];
}

const flagOf = (key: keyof Answers): string =>
  key === "languagePreference"
    ? "--language-preference"
    : (QUESTIONS.find((question) => question.key === key)?.flag ?? key);

type Numeric = "teamSize" | "qpsP99" | "readWriteRatio" | "rpoMinutes" | "rtoMinutes" | "slo";

const LIMITS: readonly { readonly key: Numeric; readonly holds: (value: number) => boolean; readonly why: string }[] = [
  { key: "readWriteRatio", holds: (n) => n >= 0, why: "reads per write are 0 or more" },
  { key: "qpsP99", holds: (n) => n >= 0, why: "a rate is 0 or more" },
  {
    key: "teamSize",
    holds: (n) => Number.isInteger(n) && n >= 1,
    why: "a team is a whole number of people, 1 or more",
  },
  { key: "rpoMinutes", holds: (n) => n >= 0, why: "minutes are 0 or more" },
  { key: "rtoMinutes", holds: (n) => n >= 0, why: "minutes are 0 or more" },
  { key: "slo", holds: (n) => n > 1 && n < 100, why: "an objective is a percentage below 100, such as 99.9" },
];

function wrongNumbers(given: GivenAnswers): readonly Impossible[] {
  return LIMITS.flatMap(({ key, holds, why }) => {
    const value = given[key];
    if (value === undefined || (Number.isFinite(value) && holds(value))) return [];
    return [{ flag: flagOf(key), given: String(value), why }];
  });
}

type Spoken = "tenancy" | "communication" | "pattern" | "languagePreference";

const CLOSED_SETS: readonly { readonly key: Spoken; readonly words: readonly string[] }[] = [
  { key: "tenancy", words: TENANCIES },
  { key: "communication", words: COMMUNICATIONS },
  { key: "pattern", words: PATTERNS },
  { key: "languagePreference", words: LANGUAGES },
];

function wrongWords(given: GivenAnswers): readonly Impossible[] {
  return CLOSED_SETS.flatMap(({ key, words }) => {
    const word = given[key];
    return word === undefined || words.includes(word) ? [] : [wrongWord(key, word, words)];
  });
}

function wrongWord(key: keyof Answers, given: string, words: readonly string[]): Impossible {
  const near = nearest(given, words);
  const why = `it is one of ${words.join(", ")}${near === undefined ? "" : `; did you mean ${near}?`}`;
  return { flag: flagOf(key), given, why };
}

function wrongTiers(tiers: readonly string[]): readonly Impossible[] {
  const unknown = tiers
    .filter((tier) => !isWord(DATA_TIERS, tier))
    .map((tier) => wrongWord("dataSensitivity", tier, DATA_TIERS));
  const above = tiers.filter((tier) => isWord(DATA_TIERS, tier)).filter((tier) => !coversTier(["pii"], tier));
  if (!tiers.includes("pii-only") || above.length === 0) return unknown;
  const why = `pii-only says that there is no ${above.join(" and no ")}`;
  return [...unknown, { flag: flagOf("dataSensitivity"), given: tiers.join(","), why }];
}

const wrongConsumer = ({ sloConsumer }: GivenAnswers): readonly Impossible[] =>
  sloConsumer === undefined || sloConsumer.trim() !== ""
    ? []
    : [{ flag: flagOf("sloConsumer"), given: '""', why: "an error budget is owned by somebody with a name" }];
