import type { BaselineOutcome } from "../../../ledger/index.ts";
import { headOf } from "../migrated.ts";
import { wayOf, type RepairedView } from "../repaired.ts";
import { element, list, section, table } from "./markup.ts";
import { pageHtml, type Page } from "./page.ts";

/** `db baseline` as a page. */
export function baselinedHtml(outcome: BaselineOutcome): string {
  const isPlanned = outcome.outcome === "planned";
  return pageHtml({
    title: `Baseline of ${outcome.database}`,
    facts: headOf(outcome),
    verdict: isPlanned
      ? { words: "Dry run: nothing was changed.", tone: "open" }
      : { words: "Recorded as applied, not run.", tone: "good" },
    body: [section(isPlanned ? "Would be recorded as applied" : "Recorded as applied", list(outcome.migrations))],
  });
}

const VERDICTS: Readonly<Record<RepairedView["outcome"], Page["verdict"]>> = {
  repaired: { words: "Repaired.", tone: "good" },
  listed: { words: "Can be repaired, by name; nothing was changed.", tone: "open" },
  "nothing-to-do": { words: "Nothing to repair.", tone: "good" },
};

/** `db repair` as a page. */
export function repairedHtml(outcome: RepairedView): string {
  const rows = outcome.repairs.map((one) => [one.migration, element("strong", one.state), wayOf(one)]);
  return pageHtml({
    title: `Repair of the history of ${outcome.database}`,
    facts: headOf(outcome),
    verdict: VERDICTS[outcome.outcome],
    body: [table([{ title: "Migration" }, { title: "State" }, { title: "What is done with its row" }], rows)],
  });
}
