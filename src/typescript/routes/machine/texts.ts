import { constant, type Value } from "../value.ts";

/** What stands in a path for what nobody knows. */
export const HOLE = "\u0000";

/** Text after text; a part that is not known leaves a hole. */
export function joinText(before: Value, after: Value): Value {
  const [first, second] = [textIn(before), textIn(after)];
  const joined = first + second;
  if (before.kind === "constant" && after.kind === "constant")
    return before.isAssumed === true || after.isAssumed === true
      ? { ...constant(joined), isAssumed: true }
      : constant(joined);
  return { kind: "unknown", text: joined.slice(0, 10_000) };
}

function textIn(value: Value): string {
  if (value.kind === "constant") return String(value.value);
  return value.kind === "unknown" && value.text !== undefined ? value.text : HOLE;
}
