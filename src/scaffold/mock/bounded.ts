import { compilePattern, type PatternTest } from "../../openapi/sample/index.ts";
import { costOf, type PatternCost } from "../validators/patterns/index.ts";

/** Tests that cannot run away: a text is taken to match where a pattern may try too many ways through it. */
export function boundedMatches(): PatternTest {
  const known = new Map<string, { readonly pattern: RegExp | undefined; readonly cost: PatternCost }>();
  return (source, text) => {
    const { pattern, cost } = known.get(source) ?? { pattern: compilePattern(source), cost: costOf(source) };
    known.set(source, { pattern, cost });
    if (pattern === undefined || (cost.kind === "bounded" && text.length > cost.quickLength)) return true;
    return pattern.test(text);
  };
}
