import { scanSql, type Scanned } from "../sql/scan.ts";
import { shapeOf, type Comparison, type Shape } from "../sql/shape.ts";
import type { Logged } from "./logged.ts";

/** A statement of a session with what its text says. */
export interface Step {
  readonly key: string;
  readonly shape: Shape;
  /** Comparisons with one value, and the value where the log shows it. */
  readonly lookups: readonly { readonly comparison: Comparison; readonly value: string | undefined }[];
  readonly atMs: number | null;
  readonly milliseconds: number | null;
}

/** PostgreSQL 18 keeps the first value of a list and says of the rest that it was there. */
const SHORTENED = /\/\*, \.\.\. \*\//;

/** Reads every statement once, however often it comes. Texts of several statements are nobody's lookup. */
export function createStepReader(): (logged: Logged) => Step | undefined {
  const shapes = new Map<string, Shape>();
  return ({ text, parameters, atMs, milliseconds }) => {
    const [scanned, ...more] = scanSql(text);
    if (scanned === undefined || more.length > 0) return undefined;
    const shape = shapes.get(scanned.key) ?? shapeOf(scanned.key);
    shapes.set(scanned.key, shape);
    const lookups = SHORTENED.test(text) ? [] : lookupsOf(scanned, shape, parameters);
    return { key: scanned.key, shape, lookups, atMs, milliseconds };
  };
}

/** What a text compares with a single value. */
function lookupsOf({ inputs }: Scanned, { comparisons }: Shape, parameters: Logged["parameters"]): Step["lookups"] {
  return comparisons.flatMap((comparison) => {
    const input = inputs[comparison.input];
    if (input === undefined || input.kind === "list") return [];
    const value = input.kind === "literal" ? input.text : parameters?.get(input.index + 1);
    return [{ comparison, value }];
  });
}
