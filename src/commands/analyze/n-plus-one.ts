import { posix } from "node:path";
import { type LogFormat, readLogEntries } from "../../advice/indexes/index.ts";
import type { Analysis } from "../../advice/index.ts";
import {
  likelyIn,
  type Logged,
  type NPlusOneRisk,
  parametersOf,
  readRelations,
  suspectedPairs,
} from "../../advice/nplusone/index.ts";
import { readWorkload, type Session } from "../../catalog/index.ts";
import type { World } from "../../command/index.ts";
import { errors } from "../../kit/index.ts";
import { risksInCode } from "./code.ts";

export interface NPlusOneInput {
  /** Folders or files of TypeScript and JavaScript. */
  readonly code: readonly string[];
  /** Logs of the server, or `pg_stat_statements`. */
  readonly workload: readonly string[];
}

type Examined = Extract<Analysis["nPlusOne"], { readonly examined: true }>;
type Source = Examined["sources"][number];

interface Read {
  readonly source: Source;
  readonly risks: readonly NPlusOneRisk[];
}

const STATISTICS = "pg_stat_statements";

/** Looks for N+1 queries where the input says; without a word nothing is examined. Errors: `file-missing`, `bad-input`, those of the session. */
export async function examineNPlusOne(
  world: World,
  { code, workload }: NPlusOneInput,
  session: Session,
): Promise<Analysis["nPlusOne"]> {
  if (code.length === 0 && workload.length === 0) return { examined: false };
  const read: Read[] = [];
  for (const path of code) read.push(await risksInCode(world, path));
  for (const name of workload)
    read.push(name === STATISTICS ? await inStatistics(session) : await inLog(world, name, session));
  return {
    examined: true,
    sources: read.map(({ source }) => source),
    risks: read.flatMap(({ risks }) => risks),
  };
}

async function inStatistics(session: Session): Promise<Read> {
  const { state, statements } = await readWorkload(session);
  const counted = statements.map(({ text, calls, rows }) => ({ statement: text, calls, rows }));
  return {
    source: { kind: "statistics", name: STATISTICS, read: statements.length, state },
    risks: counted.length === 0 ? [] : await suspectedPairs(session, counted),
  };
}

const FORMATS: ReadonlyMap<string, LogFormat> = new Map([
  [".csv", "csvlog"],
  [".json", "jsonlog"],
  [".jsonl", "jsonlog"],
  [".log", "stderr"],
]);

async function inLog(world: World, path: string, session: Session): Promise<Read> {
  const format = FORMATS.get(posix.extname(path).toLowerCase());
  if (format === undefined) throw errors.command.badInput({ problems: [noLog(path)], command: "db analyze" });
  const entries = readLogEntries(await world.files.readText(path), format, session.database);
  const logged = entries.map(({ session: name, atMs, milliseconds, text, detail }): Logged => {
    return { session: name, atMs, milliseconds, text, parameters: parametersOf(detail) };
  });
  const sessions = new Set(logged.map((entry) => entry.session));
  return {
    source: { kind: "log", name: path, read: logged.length, sessions: sessions.size },
    risks: logged.length === 0 ? [] : likelyIn(logged, await readRelations(session, []), path),
  };
}

const noLog = (path: string): string =>
  `--workload ${path} is neither pg_stat_statements nor a log of the server (.csv, .json, .jsonl, .log).`;
