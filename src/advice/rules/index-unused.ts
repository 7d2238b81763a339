import { ownForeignKeys, type Table, type TableIndex } from "../../catalog/index.ts";
import { findsRows } from "../cover.ts";
import { dropOf } from "../drop-index.ts";
import { ofIndex } from "../found.ts";
import type { Rule, Situation } from "../situation.ts";

const DAY_SECONDS = 86_400;
/** A monthly report is seen after this long, a yearly one never. */
const LEAST_AGE_SECONDS = 30 * DAY_SECONDS;
const LEAST_BYTES = 1_000_000;
const LARGE_BYTES = 100_000_000;
/** Below this the table was hardly asked for anything. */
const LEAST_READS = 1_000;

/** Indexes that no query has used since the counters began, where these are old enough to say so. */
export const indexUnused: Rule = {
  code: "index-unused",
  find: (situation) => {
    const { catalog, server } = situation;
    const age = catalog.statistics.ageSeconds;
    if (!situation.hasData || age === null || age < LEAST_AGE_SECONDS) return [];
    return catalog.tables.filter(isAsked).flatMap((table) =>
      table.indexes
        .filter((index) => isIdle(index) && !index.unique && !situation.keeping.mustStay(index, table))
        .filter((index) => !servesKey(index, table))
        .map((index) => findingOf(table, index, { ageDays: Math.floor(age / DAY_SECONDS), server })),
    );
  },
};

const isAsked = ({ activity }: Table): boolean =>
  activity !== null && activity.indexScans + activity.sequentialScans >= LEAST_READS;

const isIdle = ({ scans, sizeBytes, valid }: TableIndex): boolean => valid && scans === 0 && sizeBytes >= LEAST_BYTES;

/** The check of a deleted parent goes by it, however seldom. */
const servesKey = (index: TableIndex, table: Table): boolean =>
  table.constraints.some((key) => key.kind === "foreign-key" && findsRows(index, key.columns, table)) ||
  ownForeignKeys(table).some(({ columns }) => columns.some((column) => index.keys[0]?.column === column));

interface Seen extends Pick<Situation, "server"> {
  readonly ageDays: number;
}

function findingOf(table: Table, index: TableIndex, { ageDays, server }: Seen) {
  const replicas = server?.replicas ?? null;
  const { inserted = 0, updated = 0, hotUpdated = 0 } = table.activity ?? {};
  return ofIndex(
    indexUnused.code,
    { table, index },
    {
      severity: index.sizeBytes >= LARGE_BYTES && replicas === 0 ? "warning" : "info",
      evidence: {
        scans: 0,
        sizeBytes: index.sizeBytes,
        statisticsDays: ageDays,
        replicas,
        writes: inserted + updated - hotUpdated,
        definition: index.definition,
      },
      fix: dropOf(table, index).up.join("\n"),
    },
  );
}
