// Pairs of schemas, each made in two databases of a throw-away server, planned, run and read again: by our own catalogue reader.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { readSchema, type SchemaModel } from "../../src/catalog/schema/index.ts";
import type { Databases, Session } from "../../src/catalog/index.ts";
import { planBetween, type PlanOptions, renderPlain } from "../../src/diff/index.ts";

export interface Pair {
  readonly id: string;
  readonly engine: string;
  readonly loads?: boolean;
  readonly isolatedCluster?: boolean;
  readonly checkFunctionBodies?: boolean;
  readonly roles?: readonly string[];
}

export interface Verdict {
  readonly id: string;
  /** `right`, or the stage that failed. */
  readonly stage: string;
  readonly detail: string;
}

export const pairsOf = (corpus: string): readonly Pair[] =>
  JSON.parse(readFileSync(join(corpus, "index.json"), "utf8"));

const guardRoles = (sql: string): string =>
  sql.replaceAll(
    /^[ \t]*CREATE\s+(ROLE|USER|GROUP)\s+(?!MAPPING)("[^"]+"|\w+)([^;]*);/gim,
    (statement) =>
      `DO $judge_role$ BEGIN ${statement.trim()} EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; END $judge_role$;`,
  );

class Failed extends Error {
  readonly stage: string;

  constructor(stage: string, cause: unknown) {
    super(
      cause instanceof Error
        ? `${cause.message} ${cause.cause instanceof Error ? cause.cause.message : ""}`
        : String(cause),
    );
    this.stage = stage;
  }
}

async function at<Value>(stage: string, work: () => Promise<Value> | Value): Promise<Value> {
  try {
    return await work();
  } catch (cause) {
    throw new Failed(stage, cause);
  }
}

export interface Bench {
  readonly databases: Databases;
  readonly admin: Session;
  readonly urlOf: (name: string) => string;
  readonly corpus: string;
  readonly options: Omit<PlanOptions, "role">;
  readonly lane: string;
}

export async function judge(pair: Pair, bench: Bench): Promise<Verdict> {
  const names = [`${bench.lane}_old`, `${bench.lane}_new`] as const;
  try {
    for (const name of names) await at("setup", () => fresh(bench, name));
    for (const role of pair.roles ?? []) await bench.admin.script(`CREATE ROLE "${role}"`).catch(() => undefined);
    await at("setup", () => load(bench, pair, { side: "old", name: names[0] }));
    await at("setup", () => load(bench, pair, { side: "new", name: names[1] }));
    const detail = await compare(bench, names);
    return { id: pair.id, stage: "right", detail };
  } catch (failure) {
    const { stage, message } = failure instanceof Failed ? failure : { stage: "crash", message: String(failure) };
    return { id: pair.id, stage, detail: message };
  }
}

async function fresh(bench: Bench, name: string): Promise<void> {
  const { admin } = bench;
  await freeSubscriptions(bench, name);
  await admin.script(`DROP DATABASE IF EXISTS "${name}" WITH (FORCE)`);
  await admin.script(`CREATE DATABASE "${name}" TEMPLATE template0`);
}

/** A subscription pins its database. */
async function freeSubscriptions({ admin, databases, urlOf }: Bench, name: string): Promise<void> {
  const found = await admin.query(
    "SELECT subname FROM pg_subscription s JOIN pg_database d ON d.oid = s.subdbid WHERE d.datname = $1",
    [name],
  );
  if (found.length === 0) return;
  await using session = await databases.open({ url: urlOf(name) });
  for (const { subname } of found)
    for (const words of [
      `ALTER SUBSCRIPTION "${String(subname)}" DISABLE`,
      `ALTER SUBSCRIPTION "${String(subname)}" SET (slot_name = NONE)`,
      `DROP SUBSCRIPTION "${String(subname)}"`,
    ])
      await session.script(words);
}

async function load(
  bench: Bench,
  pair: Pair,
  { side, name }: { readonly side: string; readonly name: string },
): Promise<void> {
  await using session = await bench.databases.open({ url: bench.urlOf(name) });
  if (pair.checkFunctionBodies === false) await session.script("SET check_function_bodies = off");
  await session.script(guardRoles(readFileSync(join(bench.corpus, pair.id, `${side}.sql`), "utf8")));
}

async function compare(bench: Bench, [old, next]: readonly [string, string]): Promise<string> {
  await using wanted = await bench.databases.open({ url: bench.urlOf(next) });
  const desired = await at("read", () => readSchema(wanted, { secrets: "keep" }));
  const read = async (): Promise<SchemaModel> => {
    await using session = await bench.databases.open({ url: bench.urlOf(old) });
    return await at("read", () => readSchema(session, { secrets: "keep" }));
  };
  const run = async (sql: string): Promise<void> => {
    await using session = await bench.databases.open({ url: bench.urlOf(old) });
    for (const statement of sql.split("\u0000")) if (statement.trim() !== "") await session.script(statement);
  };
  const current = await read();
  const options = { role: wanted.user, ...bench.options };
  const text = (from: SchemaModel, to: SchemaModel, stage: string): Promise<string> =>
    at(stage, () => {
      const plan = planBetween(from, to, options);
      if (plan.refused.length > 0) throw new Error(plan.refused.join("; "));
      return renderPlain(plan.batches).replaceAll(";\n\n", ";\n\u0000");
    });
  const up = await text(current, desired, "plan-up");
  const down = await text(desired, current, "plan-down");
  await at("run-up", () => run(up)).catch((failure: unknown) => withText(failure, up));
  const again = await text(await read(), desired, "plan-again");
  if (again !== "") throw new Failed("again", `${again}\n--up--\n${up}`);
  await at("run-down", () => run(down)).catch((failure: unknown) => withText(failure, down));
  const back = await text(await read(), current, "plan-back");
  if (back !== "") throw new Failed("back", `${back}\n--down--\n${down}`);
  return up;
}

function withText(failure: unknown, text: string): never {
  if (failure instanceof Failed) throw new Failed(failure.stage, `${failure.message}\n${text.slice(0, 1500)}`);
  throw failure;
}
