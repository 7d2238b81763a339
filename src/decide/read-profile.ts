import { z } from "zod";
import { isRecord, nearest } from "../kit/index.ts";
import { contradictions } from "./profile-order.ts";
import { profileSchema, type Profile } from "./profile.ts";

export type ReadProfile =
  | { readonly kind: "profile"; readonly profile: Profile }
  /** Another program's JSON: it has none of a profile's keys. */
  | { readonly kind: "stranger" }
  | { readonly kind: "unusable"; readonly problems: readonly string[] };

/**
 * A profile file's text as a profile, or every problem in it with its key and the nearest right one.
 *
 * @example
 * readProfile('{"profile_name": "acme", "constraint": {}}'); // unusable: constraint: no such key; did you mean constraints
 */
export function readProfile(text: string): ReadProfile {
  const document = parse(text);
  if (document instanceof Error) return { kind: "unusable", problems: [`it is no JSON: ${document.message}`] };
  if (isStranger(document)) return { kind: "stranger" };
  const parsed = profileSchema.safeParse(document, { reportInput: true });
  if (!parsed.success) return { kind: "unusable", problems: parsed.error.issues.flatMap((issue) => problemsOf(issue)) };
  const problems = contradictions(parsed.data);
  return problems.length === 0 ? { kind: "profile", profile: parsed.data } : { kind: "unusable", problems };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    return cause instanceof Error ? cause : new Error(String(cause));
  }
}

/** Keys that many files have; they do not tell a profile from a stranger. */
const COMMON: ReadonlySet<string> = new Set(["$schema", "description", "version"]);

function isStranger(document: unknown): boolean {
  const own = knownKeys([]).filter((key) => !COMMON.has(key));
  const given = isRecord(document) ? Object.keys(document) : [];
  return !given.some((key) => nearest(key, own) !== undefined);
}

function problemsOf(issue: z.core.$ZodIssue, above: readonly string[] = []): readonly string[] {
  const path = [...above, ...issue.path.map(String)];
  if (issue.code === "unrecognized_keys") return issue.keys.map((key) => unknownKey(path, key));
  if (issue.code === "invalid_key") return [`${path.join(".")}: ${issue.issues.map(reasonOf).join("; ")}`];
  if (issue.code === "invalid_union") return unionProblems(issue, path);
  if (issue.code === "invalid_type" && issue.input === undefined) return [`${path.join(".")} is missing`];
  return [`${path.join(".")}: ${reasonOf(issue)}`];
}

/** The complaints of the branch that got furthest into the value. */
function unionProblems({ errors }: z.core.$ZodIssueInvalidUnion, path: readonly string[]): readonly string[] {
  const depth = (branch: readonly z.core.$ZodIssue[]): number => Math.max(0, ...branch.map((one) => one.path.length));
  const [furthest = []] = errors.toSorted((a, b) => depth(b) - depth(a));
  return furthest.flatMap((one) => problemsOf(one, path));
}

function unknownKey(path: readonly string[], key: string): string {
  const near = nearest(key, knownKeys(path));
  return `${[...path, key].join(".")}: no such key${near === undefined ? "" : `; did you mean ${near}?`}`;
}

function reasonOf(issue: z.core.$ZodIssue): string {
  if (issue.code !== "invalid_value") return issue.message;
  const given = typeof issue.input === "string" ? issue.input : JSON.stringify(issue.input);
  const near = nearest(given, issue.values.map(String));
  const choices = `one of ${issue.values.map(String).join(", ")}`;
  return `"${given}" is not ${choices}${near === undefined ? "" : `; did you mean ${near}?`}`;
}

/** Keys that the schema allows at a path. */
function knownKeys(path: readonly string[]): readonly string[] {
  let schema: unknown = z.toJSONSchema(profileSchema, { io: "input" });
  for (const part of path) {
    const properties = isRecord(schema) ? schema["properties"] : undefined;
    const values = isRecord(schema) ? schema["additionalProperties"] : undefined;
    schema = isRecord(properties) && part in properties ? properties[part] : values;
  }
  return isRecord(schema) ? namesOf(schema) : [];
}

function namesOf({ properties, propertyNames }: Readonly<Record<string, unknown>>): readonly string[] {
  const closed: unknown = isRecord(propertyNames) ? propertyNames["enum"] : [];
  return [
    ...(isRecord(properties) ? Object.keys(properties) : []),
    ...(Array.isArray(closed) ? closed.map(String) : []),
  ];
}
