import type { JsonValue } from "../../kit/index.ts";
import type { JsonPath } from "./path/index.ts";
import type { Pattern } from "./pattern/index.ts";
import type { SharedText } from "./shared-text.ts";

/** A scenario, read and checked: plain data that is handed to worker threads as it is. */
export interface Scenario {
  readonly name: string;
  /** Of everything random: the same seed, the same choices. */
  readonly seed: number;
  /** Names of the variables, by number. */
  readonly variables: readonly string[];
  /** What every iteration begins with, by variable; undefined: nothing yet. */
  readonly initial: readonly (JsonValue | undefined)[];
  readonly feeders: readonly Feeder[];
  readonly flows: readonly Flow[];
  readonly steps: readonly ScenarioStep[];
  /** Cookies that an answer sets are sent back for the rest of the iteration. */
  readonly keepsCookies: boolean;
  /** An access token that the main thread renews while the load runs. */
  readonly token?: { readonly variable: number; readonly cell: SharedText };
  /** Where the one user of a set-up leaves what came out of it, as an `Outcome` in JSON. */
  readonly outcome?: SharedText;
}

/** The variable that holds the access token of `auth.oauth`; no file can name it. */
export const TOKEN = "(access token)";

/** What the last iteration left: its variables, and the checks that failed. */
export interface Outcome {
  readonly values: Readonly<Record<string, JsonValue>>;
  readonly failures: readonly string[];
}

/** Rows of a file that fill variables. */
export interface Feeder {
  readonly name: string;
  /** Variables, one for each column. */
  readonly columns: readonly number[];
  readonly rows: readonly (readonly JsonValue[])[];
  /**
   * `sequential`: one row after another, over all lanes, and from the beginning again; `random`: any row;
   * `per-user`: a row for each user, who keeps it; `unique`: each row once, then none.
   */
  readonly order: "sequential" | "random" | "per-user" | "unique";
}

/** What one kind of user does in an iteration. */
export interface Flow {
  readonly name: string;
  /** Share of the iterations, relative to the other flows; above 0. */
  readonly weight: number;
  readonly program: readonly Instruction[];
}

/** Instructions are numbered from 0; behind the last one the iteration ends. */
export type Instruction =
  | { readonly do: "send"; readonly step: number }
  | { readonly do: "think"; readonly leastMs: number; readonly mostMs: number }
  | { readonly do: "set"; readonly variable: number; readonly value: Setting }
  /** Leaves for `exit` when the passes are used up. `counter` numbers the loops of a flow. */
  | { readonly do: "repeat"; readonly times: Times; readonly counter: number; readonly exit: number }
  | { readonly do: "jump"; readonly to: number }
  /** `counter`: of the loop that is left. */
  | { readonly do: "unless"; readonly condition: Condition; readonly to: number; readonly counter?: number };

export type Times =
  | { readonly kind: "between"; readonly least: number; readonly most: number }
  | { readonly kind: "value"; readonly value: Value };

export type Condition =
  /** True, a number other than 0, a text or list that is not empty, any object. */
  | { readonly kind: "filled"; readonly value: Value; readonly isNegated: boolean }
  | { readonly kind: "compare"; readonly operator: Comparison; readonly left: Setting; readonly right: Setting }
  | { readonly kind: "chance"; readonly percent: number };

export type Comparison = "==" | "!=" | "<" | "<=" | ">" | ">=";

export type Value =
  | { readonly kind: "literal"; readonly value: JsonValue }
  | { readonly kind: "variable"; readonly variable: number }
  | { readonly kind: "call"; readonly name: FunctionName; readonly inputs: readonly Value[] };

export const FUNCTION_NAMES = [
  "uuid",
  "random",
  "now",
  "counter",
  "pick",
  "letters",
  "digits",
  "user",
  "iteration",
  "text",
  "number",
  "base64",
  "basic",
  "json",
] as const;
export type FunctionName = (typeof FUNCTION_NAMES)[number];

/** How a value is written where it stands, so that it cannot leave its place. */
export type Place = "target" | "path" | "query" | "header" | "json" | "json-text" | "raw";

export interface Hole {
  readonly value: Value;
  readonly place: Place;
  /** As the file spells it, for messages: `productId`. */
  readonly source: string;
  /** Of a `target`: the origin that may stand before the path. */
  readonly origin?: string;
}

/** Text with holes. */
export type Template = readonly (string | Hole)[];

/** A JSON value: one that is known, one that is computed and keeps its type, or text with holes. */
export type Setting =
  | { readonly kind: "value"; readonly value: Value; readonly source: string }
  | { readonly kind: "template"; readonly template: Template };

/** A request as pieces of HTTP/1.1. */
export interface RequestTemplate {
  /** From the method to the last header, with its line end; without Cookie, Content-Length and the empty line. */
  readonly head: Template;
  /** Own cookies: `a=1; b=2`; empty without. */
  readonly cookies: Template;
  /** Undefined: no body; a text is sent as UTF-8. */
  readonly body: Template | Uint8Array | undefined;
  /** Whether a Content-Length is sent without a body. */
  readonly isLengthSent: boolean;
}

/** Bytes of an answer that are looked at where a file says nothing. */
export const DEFAULT_BODY_LIMIT = 1_048_576;

export interface ScenarioStep {
  /** Requests of one name are counted together: `GET /users/{id}`. */
  readonly name: string;
  readonly method: string;
  readonly request: RequestTemplate;
  /** Statuses that are a success, from and to; empty: every status below 400. */
  readonly expected: readonly (readonly [from: number, to: number])[];
  readonly checks: readonly Check[];
  readonly extractions: readonly Extraction[];
  readonly bodyLimit: number;
}

export interface Check {
  readonly name: string;
  readonly subject: Subject;
  readonly predicate: Predicate;
}

export type Subject =
  | { readonly of: "status" }
  | { readonly of: "latency" }
  | { readonly of: "body" }
  | { readonly of: "header"; readonly name: string }
  | { readonly of: "cookie"; readonly name: string }
  | { readonly of: "json"; readonly path: JsonPath };

export const JSON_KINDS = ["string", "number", "integer", "boolean", "array", "object", "null"] as const;
export type JsonKind = (typeof JSON_KINDS)[number];

export type Predicate =
  | { readonly is: "present"; readonly wanted: boolean }
  | { readonly is: "equal"; readonly to: Setting; readonly wanted: boolean }
  | { readonly is: "containing"; readonly text: Template }
  | { readonly is: "matching"; readonly pattern: Pattern }
  | { readonly is: "kind"; readonly kind: JsonKind }
  | { readonly is: "between"; readonly above: number; readonly below: number };

export interface Extraction {
  readonly name: string;
  readonly variable: number;
  readonly from: Exclude<Subject, { of: "status" | "latency" }>;
  /** Applied to the text that was found; its wanted group is the value. */
  readonly pattern?: Pattern;
  /** Which of several values. */
  readonly which: "first" | "last" | "random" | "all";
  /** Used instead, without a failed check, when nothing is found. */
  readonly otherwise?: JsonValue;
}
