import { type JsonValue, isDefined } from "../../kit/index.ts";
import type { DrawContext } from "./context.ts";
import type { Expansion } from "./expand.ts";
import { withoutHidden } from "./prune.ts";

/** Values that the document itself offers, nearest to its author's intent first; rotated by the variant. */
export function ownValues(expansion: Expansion, context: DrawContext): readonly JsonValue[] {
  const { conjuncts } = expansion;
  const fixed = conjuncts.map((schema) => schema.const).filter(isDefined);
  if (fixed.length > 0) return fixed;
  const offered = [
    ...conjuncts.flatMap((schema) => schema.examples ?? []),
    ...conjuncts.map((schema) => schema.default).filter(isDefined),
  ];
  const listed = conjuncts.flatMap((schema) => schema.enum ?? []);
  const pruned = offered.map((value) => withoutHidden(value, expansion, context));
  return [...rotated(pruned, context.variant), ...rotated(listed, context.variant)];
}

function rotated(values: readonly JsonValue[], by: number): readonly JsonValue[] {
  if (values.length === 0) return values;
  const start = by % values.length;
  return [...values.slice(start), ...values.slice(0, start)];
}
