import type { JsonValue } from "../../kit/index.ts";

/** An expression that k6's JavaScript and Locust's Python can both say: calls of the runtime's functions on plain values. */
export type Expression =
  | { readonly is: "literal"; readonly value: JsonValue }
  /** A value of the iteration: `v["id"]`. */
  | { readonly is: "variable"; readonly name: string }
  | { readonly is: "environment"; readonly name: string }
  /** A function of the runtime; its name is ours. */
  | { readonly is: "call"; readonly name: RuntimeName; readonly inputs: readonly Expression[] }
  | { readonly is: "list"; readonly items: readonly Expression[] }
  | { readonly is: "record"; readonly members: readonly (readonly [name: string, value: Expression])[] }
  /** Computed when it is asked for. */
  | { readonly is: "later"; readonly body: Expression }
  /** A function of an answer, which `answer` stands for in its body. */
  | { readonly is: "judge"; readonly body: Expression }
  | { readonly is: "answer" }
  /** Where the server is. */
  | { readonly is: "base"; readonly of: "target" | "token" };

/** What the runtimes of both tools define, in camel case. */
export type RuntimeName =
  | `fn.${string}`
  | "write"
  | "inTarget"
  | "inPath"
  | "inQuery"
  | "inHeader"
  | "inJson"
  | "inText"
  | "inRaw"
  | "attempt"
  | "filled"
  | "empty"
  | "compares"
  | "chance"
  | "between"
  | "passes"
  | "statusOf"
  | "latencyOf"
  | "bodyOf"
  | "headersOf"
  | "cookiesOf"
  | "jsonOf"
  | "searched"
  | "chosen"
  | "isPresent"
  | "isEqual"
  | "isContaining"
  | "isMatching"
  | "isKind"
  | "isBetween"
  | "bytesOf";

export const literally = (value: JsonValue): Expression => ({ is: "literal", value });

export const call = (name: RuntimeName, ...inputs: readonly Expression[]): Expression => ({ is: "call", name, inputs });

export const later = (body: Expression): Expression => ({ is: "later", body });

export const listOf = (items: readonly Expression[]): Expression => ({ is: "list", items });

export const recordOf = (members: readonly (readonly [string, Expression])[]): Expression => ({
  is: "record",
  members,
});

export const ANSWER: Expression = { is: "answer" };

/** `write(…)`, with neighbouring texts as one. */
export function written(pieces: readonly Expression[]): Expression {
  const made: Expression[] = [];
  for (const piece of pieces) {
    const [text, before] = [textOf(piece), textOf(made.at(-1))];
    if (text !== undefined && before !== undefined) made[made.length - 1] = literally(before + text);
    else made.push(piece);
  }
  return call("write", ...made);
}

const textOf = (expression: Expression | undefined): string | undefined =>
  expression?.is === "literal" && typeof expression.value === "string" ? expression.value : undefined;
