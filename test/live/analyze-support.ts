// A PostgreSQL for the analysis: our own, or the one that BACKWRIGHT_TEST_SERVER names (its URL without a database).
import type { Session } from "../../src/catalog/index.ts";
import { command as analyze } from "../../src/commands/db-analyze.ts";
import { type CliOptions, testWorld } from "../support/world.ts";

export interface Server extends AsyncDisposable {
  createDatabase(name: string): Promise<string>;
}

const STATISTICS = { shared_preload_libraries: "pg_stat_statements", autovacuum: "off" } as const;

export async function startServer(settings: Readonly<Record<string, string>> = STATISTICS): Promise<Server> {
  const world = await testWorld([]);
  const given = process.env["BACKWRIGHT_TEST_SERVER"];
  if (given === undefined) return await world.engines.start({ settings });
  return {
    createDatabase: async (name) => {
      await using session = await open(`${given}/postgres`);
      await session.script(`drop database if exists "${name}"`);
      await session.script(`create database "${name}"`);
      return `${given}/${name}`;
    },
    [Symbol.asyncDispose]: async () => undefined,
  };
}

export async function open(url: string): Promise<Session> {
  const world = await testWorld([]);
  return await world.databases.open({ url });
}

type Output = Awaited<ReturnType<typeof analyze.call>>;

/** Runs the command in this process; data and text of the same run. */
export async function runAnalyze(
  input: Readonly<Record<string, unknown>>,
  options: CliOptions = {},
): Promise<{ readonly data: Output; readonly text: string }> {
  const world = await testWorld([], options);
  const answer = await analyze.execute({ remember: false, ...input }, world);
  const look = { columns: 100, paint: plain };
  return { data: analyze.output.parse(answer.data) as Output, text: answer.text(look) };
}

const same = (text: string): string => text;
const plain = { bold: same, dim: same, red: same, green: same, yellow: same, cyan: same };
