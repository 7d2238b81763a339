import type { Analysis } from "../../advice/index.ts";
import { safeText } from "../../kit/index.ts";
import { costText, shortText } from "../indexes/index.ts";
import type { Section } from "./section.ts";

/** What the planner makes of each suggested index; no section where it was not asked. */
export function plansSections({ plans }: Analysis): readonly Section[] {
  if (plans === null) return [];
  const { engine, indexes, problem } = plans;
  const title = `PLANS BEFORE AND AFTER${engine === null ? "" : ` (by the planner of ${engine})`}`;
  return [{ title, lines: problem === null ? indexes.flatMap(linesOf) : [safeText(problem)] }];
}

type Seen = NonNullable<Analysis["plans"]>["indexes"][number];

function linesOf({ index, queries, refused }: Seen): readonly string[] {
  if (queries.length === 0)
    return [`${safeText(index)} - ${safeText(refused ?? "no statement that was seen goes by it")}`];
  return queries.flatMap((query) => [
    `${safeText(index)} - cost ${costText(query.costBefore)} -> ${costText(query.costAfter)}: ${safeText(shortText(query.text))}`,
    `  before: ${query.scansBefore.join("; ")}`,
    `  after:  ${query.scansAfter.join("; ")}`,
  ]);
}
