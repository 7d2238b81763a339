import { formatCount } from "../../kit/index.ts";
import type { ErrorCount } from "../../load/result/index.ts";
import { failureName } from "../findings/index.ts";

export function errorLines(errors: readonly ErrorCount[]): readonly string[] {
  const lines = errors.map(({ kind, status, count }) => `  ${failureName(kind, status)}: ${formatCount(count)}`);
  return ["ERRORS:", ...(lines.length === 0 ? ["  None"] : lines)];
}
