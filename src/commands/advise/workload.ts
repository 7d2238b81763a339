import { type Catalog, readWorkload, type Session, type Workload } from "../../catalog/index.ts";
import {
  dearest,
  foreignKeyChecks,
  fromExecutions,
  fromExport,
  fromSql,
  fromStatistics,
  type LogFormat,
  readLog,
  type WorkloadStatement,
} from "../../advice/indexes/index.ts";
import { loadParser } from "../../advice/statements/index.ts";
import type { World } from "../../command/index.ts";

export interface FoundWorkload {
  readonly statements: readonly WorkloadStatement[];
  readonly origins: readonly string[];
  readonly statistics: Pick<Workload, "state" | "hidden" | "resetAt">;
  /** Statements of files that were not looked at, because others take more. */
  readonly passedOver: number;
}

const NONE = { state: "no-server", hidden: 0, resetAt: null } as const;

/**
 * The statements to find indexes for: those of the files where any are named, else what pg_stat_statements remembers; and the
 * searches of foreign keys that deleting parents has brought.
 */
export async function findWorkload(
  world: World,
  session: Session,
  { files, catalog }: { readonly files: readonly string[]; readonly catalog: Catalog },
): Promise<FoundWorkload> {
  const checks = foreignKeyChecks(catalog);
  if (files.length === 0) {
    const workload = await readWorkload(session);
    return {
      statements: [...fromStatistics(workload), ...checks],
      origins: ["pg_stat_statements"],
      statistics: workload,
      passedOver: 0,
    };
  }
  const found: WorkloadStatement[] = [];
  for (const path of files) found.push(...(await readFile(world, path, session.database)));
  const { statements, passedOver } = dearest(found);
  return { statements: [...statements, ...checks], origins: files, statistics: NONE, passedOver };
}

const LOGS: ReadonlyMap<string, LogFormat> = new Map([
  ["csv", "csvlog"],
  ["json", "jsonlog"],
  ["jsonl", "jsonlog"],
  ["log", "stderr"],
]);

/** By its ending a log of the server, or by its first line what pg_stat_statements held; else SQL. */
async function readFile({ files }: World, path: string, database: string): Promise<readonly WorkloadStatement[]> {
  const format = LOGS.get(/\.(?<ending>\w+)$/.exec(path)?.groups?.["ending"]?.toLowerCase() ?? "");
  const text = await files.readText(path);
  if (format === undefined) return fromSql(text, path);
  const exported = format === "csvlog" ? fromExport(text, path) : undefined;
  return exported ?? fromExecutions(readLog(text, format, database), path, await loadParser());
}
