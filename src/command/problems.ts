import type { z } from "zod";
import { safeText } from "../kit/index.ts";
import { flagsOf, type Flag } from "./flags.ts";

/** What is wrong with an input, a line each, naming flags as the user types them, or as `nameOf` says. */
export function problemsOf(
  error: z.ZodError,
  input: z.ZodObject,
  nameOf: (flag: Flag) => string = spelling,
): readonly string[] {
  const flags = flagsOf(input);
  return error.issues.map((issue) => {
    const flag = flags.find((one) => one.key === issue.path[0]);
    const name = flag === undefined ? issue.path.join(".") : nameOf(flag);
    const isMissing = issue.input === undefined && issue.path.length === 1 && flag?.required === true;
    if (isMissing) return safeText(`${name} is missing${choicesOf(flag)}.`);
    return safeText(`${name === "" ? "" : `${name}: `}${complaint(issue)}.`);
  });
}

const choicesOf = ({ choices }: Flag): string => (choices.length === 0 ? "" : `: ${choices.join(", ")}`);

/** `<url>` for a word, `--concurrency` for a flag. */
export function spelling(flag: Flag): string {
  return flag.position === undefined ? flag.name : `<${flag.value ?? flag.key}>`;
}

/** Our words for what the schema found; its own where it says more than we could. */
function complaint(issue: z.core.$ZodIssue): string {
  if (issue.code === "invalid_type")
    return `${shown(issue.input)} ${KINDS.get(issue.expected) ?? "is of the wrong kind"}`;
  if (issue.code === "invalid_value") return `${shown(issue.input)} is none of ${issue.values.map(String).join(", ")}`;
  if (issue.code === "invalid_union") return `${shown(issue.input)} is not of a form that can be read`;
  if (issue.code === "too_small") return bounded(issue, issue.inclusive ? "at least" : "more than", issue.minimum);
  if (issue.code === "too_big") return bounded(issue, issue.inclusive ? "at most" : "less than", issue.maximum);
  return issue.message;
}

const KINDS: ReadonlyMap<string, string> = new Map([
  ["number", "is no number"],
  ["int", "is no whole number"],
  ["string", "is no text"],
  ["boolean", "is neither true nor false"],
  ["array", "is no list"],
]);

interface Bounded {
  readonly origin: string;
  readonly input?: unknown;
}

function bounded({ origin, input }: Bounded, words: string, limit: number | bigint): string {
  if (origin === "number" || origin === "int") return `${shown(input)} is out of range; ${words} ${limit} is needed`;
  return `${shown(input)} has the wrong length; ${words} ${limit} is needed`;
}

const SHOWN = 60;

function shown(value: unknown): string {
  if (typeof value === "function") return "a function";
  if (typeof value === "object" && value !== null) return Array.isArray(value) ? "a list" : "an object";
  const text = typeof value === "string" ? JSON.stringify(value) : String(value);
  return text.length > SHOWN ? `${text.slice(0, SHOWN)}…` : text;
}
