import { uniqueBy } from "../../../kit/index.ts";
import { bodyOf, candidateKey, wantingExtensions } from "../candidates/index.ts";
import type { Harvest } from "./harvest.ts";
import { isWorth } from "./matter.ts";

/** An index that the server would refuse, and why. */
export interface Wanted {
  readonly code: "refused";
  readonly table: string;
  readonly body: string;
  readonly reason: string;
}

/** Indexes that operators ask for and that want an extension the database does not have, where nothing else helps the statement. */
export function wantedExtensions(harvests: readonly Harvest[], extensions: ReadonlySet<string>): readonly Wanted[] {
  const unhelped = harvests.filter(({ base, helpers }) => helpers.length === 0 && isWorth(base, 0));
  const wanting = unhelped.flatMap(({ question }) =>
    question.needs.flatMap((need) => wantingExtensions(need, extensions)),
  );
  return uniqueBy(wanting, ({ candidate }) => candidateKey(candidate)).map(({ candidate, extension }) => ({
    code: "refused" as const,
    table: candidate.table.name,
    body: bodyOf(candidate),
    reason: `the database does not have the extension ${extension}`,
  }));
}
