import { isRecord } from "../../../kit/index.ts";
import { fields } from "../../statements/index.ts";

/** What only some methods' operator classes answer. */
export type Operation =
  /** `@>`, `<@`. */
  | "contains"
  /** `&&`. */
  | "overlaps"
  /** `?`, `?|`, `?&`. */
  | "has-key"
  /** `@@`, `@?`. */
  | "matches"
  /** `<<=`, `>>=`: a network in another. */
  | "network"
  /** `<<`, `>>`, `-|-`, `&<`, `~=` and the like: ranges, shapes and networks by their place. */
  | "beside"
  /** `%`, `<%`, `%>`: pg_trgm's likeness. */
  | "similar"
  /** `^@`, starts_with(). */
  | "starts";

const OPERATIONS: Readonly<Record<Operation, readonly string[]>> = {
  contains: ["@>", "<@"],
  overlaps: ["&&"],
  "has-key": ["?", "?|", "?&"],
  matches: ["@@", "@?"],
  network: ["<<=", ">>="],
  beside: ["<<", ">>", "-|-", "&<", "&>", "<<|", "|>>", "&<|", "|&>", "~="],
  similar: ["%", "<%", "%>", "<<%", "%>>"],
  starts: ["^@"],
};

export const OPERATION_NAMES: readonly Operation[] = [
  "contains",
  "overlaps",
  "has-key",
  "matches",
  "network",
  "beside",
  "similar",
  "starts",
];

/** What an operator asks of an index; undefined where a btree answers it, or nothing does. @example operationOf("@>"); // "contains" */
export const operationOf = (operator: string): Operation | undefined =>
  OPERATION_NAMES.find((operation) => OPERATIONS[operation].includes(operator));

/** `<->`: by distance, and pg_trgm's distances between words. */
export const DISTANCES: ReadonlySet<string> = new Set(["<->", "<<->", "<->>", "<<<->", "<->>>"]);

/** Where a pattern is known to begin: a pattern that is not known may have a start. */
export function likeKind(pattern: unknown): "prefix" | "inside" {
  const string = constantText(pattern);
  if (string !== undefined) return /^[%_]/.test(string) ? "inside" : "prefix";
  return fields(pattern, "A_Expr") === undefined ? "prefix" : "inside";
}

/** `~ '^abc'` has a start as LIKE has; any other regular expression looks inside. */
export function regexKind(operator: string, pattern: unknown): "prefix" | "inside" {
  return operator === "~" && /^\^[\w @-]{2}/.test(constantText(pattern) ?? "") ? "prefix" : "inside";
}

function constantText(node: unknown): string | undefined {
  const constant = fields(node, "A_Const");
  const string = isRecord(constant?.["sval"]) ? constant["sval"]["sval"] : undefined;
  return typeof string === "string" ? string : undefined;
}
