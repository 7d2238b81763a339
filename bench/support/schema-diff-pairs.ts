// Pairs of schemas, each made in two databases of a throw-away server, planned, run batch by batch and looked at again: by an observer
// that shares nothing with the planner, or by our own catalogue reader alone.
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Databases, Session } from "../../src/catalog/index.ts";
import { readSchema, type SchemaModel } from "../../src/catalog/schema/index.ts";
import { type Plan, planBetween, type PlanOptions, type Proof, prove } from "../../src/diff/index.ts";

export interface Pair {
  readonly id: string;
  readonly engine: string;
  readonly kinds: readonly string[];
  readonly loads?: boolean;
  readonly isolatedCluster?: boolean;
  readonly checkFunctionBodies?: boolean;
  readonly minVersion?: number | string;
  readonly roles?: readonly string[];
  /** What the tool that the pair comes from plans for it. */
  readonly expectedPlan?: string;
}

export interface Verdict {
  readonly id: string;
  /** Of what would be written: `right`, `refused` (by name), or the stage that failed. */
  readonly stage: string;
  /** Of the plan without its proof, where that is another. */
  readonly alone?: string;
  readonly detail: string;
}

export const pairsOf = (corpus: string): readonly Pair[] => {
  const listed: readonly Pair[] = JSON.parse(readFileSync(join(corpus, "index.json"), "utf8"));
  return listed.filter(({ engine, loads }) => engine === "pg" && loads !== false);
};

/** Roles are made once for both sides. */
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
    throw cause instanceof Failed ? cause : new Failed(stage, cause);
  }
}

export interface Ground {
  readonly databases: Databases;
  readonly corpus: string;
  readonly options: Omit<PlanOptions, "role">;
  /** Makes an empty database for a side and answers its URL; what was there before is gone. */
  readonly fresh: (side: "old" | "new" | "proof") => Promise<string>;
  /** A state as text, whatever its order of columns; undefined: only our own reader judges. */
  readonly observe: ((session: Session) => Promise<string>) | undefined;
}

/**
 * Old + up = new, planning again gives nothing, rows stay, up + down = old. Where the planner alone is wrong, once more for what would be
 * written: proven first, gone on from where something was left, or refused.
 */
export async function judge(pair: Pair, ground: Ground): Promise<Verdict> {
  const models = new Map<string, SchemaModel>();
  const note: Note = (side, model) => models.set(side, model);
  const { roles, ...first } = await judgePlans(pair, { ...ground, note });
  const [current, desired] = [models.get("old"), models.get("new")];
  const isDone = first.stage === "right" || first.stage === "refused" || first.stage === "crash";
  if (isDone || current === undefined || desired === undefined) return first;
  const proof = await proven(ground, { current, desired, roles });
  const alone = first.stage;
  if (proof.state === "failed")
    return { ...first, stage: "refused", detail: `the proof (${proof.stage}): ${proof.detail}`, alone };
  const { roles: _again, ...written } = await judgePlans(pair, { ...ground, plans: proof });
  return { ...written, alone };
}

type Proven = Extract<Proof, { state: "proven" }>;
type Roles = ReadonlySet<string>;
type Judged = Verdict & { readonly roles: Roles };
type Note = (side: "old" | "new", model: SchemaModel) => void;
type Judging = Ground & { readonly plans?: Proven; readonly note?: Note };

async function proven(
  { databases, fresh, options }: Ground,
  { roles, ...sides }: { readonly current: SchemaModel; readonly desired: SchemaModel; readonly roles: Roles },
): Promise<Proof> {
  const once = async (isSplit: boolean): Promise<Proof> => {
    await using session = await databases.open({ url: await fresh("proof") });
    await makeRoles(session, roles);
    return await prove(session, { ...sides, renames: [], isSplit, ...options });
  };
  const first = await once(true);
  return first.state === "failed" && first.stage.startsWith("down") ? await once(false) : first;
}

async function judgePlans(pair: Pair, ground: Judging): Promise<Judged> {
  let roles: Roles = new Set();
  try {
    const urls = {
      old: await at("setup", () => ground.fresh("old")),
      new: await at("setup", () => ground.fresh("new")),
    };
    await at("setup", () => load(ground, pair, { side: "old", url: urls.old }));
    await at("setup", () => load(ground, pair, { side: "new", url: urls.new }));
    roles = await at("setup", () => shareRoles(ground.databases, urls));
    return { id: pair.id, stage: "right", detail: await compare(ground, urls), roles };
  } catch (failure) {
    const { stage, message } = failure instanceof Failed ? failure : { stage: "crash", message: String(failure) };
    return { id: pair.id, stage, detail: message, roles };
  }
}

/** Every database of PGlite is a server of its own: what either side has made is made in the other, as it is where both are of one server. */
async function shareRoles(databases: Databases, urls: Readonly<Record<"old" | "new", string>>): Promise<Roles> {
  await using old = await databases.open({ url: urls.old });
  await using wanted = await databases.open({ url: urls.new });
  const both = new Set([...(await rolesIn(old)), ...(await rolesIn(wanted))]);
  for (const session of [old, wanted]) await makeRoles(session, both);
  return both;
}

async function rolesIn(session: Session): Promise<readonly string[]> {
  const rows = await session.query("SELECT rolname FROM pg_catalog.pg_roles WHERE rolname !~ '^pg_'");
  return rows.map(({ rolname }) => String(rolname));
}

async function makeRoles(session: Session, wanted: Roles): Promise<void> {
  const there = new Set(await rolesIn(session));
  for (const role of wanted) if (!there.has(role)) await session.script(`CREATE ROLE "${role.replaceAll('"', '""')}"`);
}

const MOST_ROLES = 20;

/** Roles that a schema mentions and nobody makes are made on the way. */
async function load(
  { databases, corpus }: Ground,
  pair: Pair,
  { side, url }: { readonly side: string; readonly url: string },
): Promise<void> {
  await using session = await databases.open({ url });
  const makeRole = (role: string): Promise<unknown> =>
    session.script(`CREATE ROLE "${role.replaceAll('"', '""')}"`).catch(() => undefined);
  for (const role of pair.roles ?? []) await makeRole(role);
  if (pair.checkFunctionBodies === false) await session.script("SET check_function_bodies = off");
  const sql = guardRoles(readFileSync(join(corpus, pair.id, `${side}.sql`), "utf8"));
  for (let made = 0; ; made += 1) {
    try {
      await session.script(sql);
      break;
    } catch (failure) {
      const role = /role "([^"]+)" does not exist/.exec(failure instanceof Error ? failure.message : "")?.[1];
      if (role === undefined || made === MOST_ROLES) throw failure;
      await session.script("ROLLBACK").catch(() => undefined);
      await makeRole(role);
    }
  }
  const seed = join(corpus, pair.id, "seed.sql");
  if (side === "old" && existsSync(seed)) await session.script(readFileSync(seed, "utf8")).catch(() => undefined);
}

interface Seen {
  readonly model: SchemaModel;
  readonly text: string;
  readonly rows: ReadonlyMap<string, number>;
}

async function compare(
  { databases, observe, options, plans, note }: Judging,
  urls: { readonly old: string; readonly new: string },
): Promise<string> {
  const see = async (url: string): Promise<Seen> => {
    // A session each: an observer may leave settings behind.
    await using session = await databases.open({ url });
    const model = await at("read", () => readSchema(session, { secrets: "keep" }));
    const rows = await at("count", () => rowsIn(session));
    return { model, rows, text: observe === undefined ? "" : await at("observe", () => observe(session)) };
  };
  const [old, wanted] = [await see(urls.old), await see(urls.new)];
  note?.("old", old.model);
  note?.("new", wanted.model);
  const plan = (from: Seen, to: Seen): Plan => {
    const made = planBetween(from.model, to.model, { role: "postgres", ...options });
    if (made.refused.length > 0) throw new Failed("refused", made.refused.join("; "));
    return made;
  };
  const arrive = async (made: Plan, target: Seen, name: string): Promise<Seen> => {
    const text = textOf(made);
    await at(`run-${name}`, () => run(databases, urls.old, made)).catch((failure: unknown) => withText(failure, text));
    const now = await see(urls.old);
    const left = textOf(plan(now, target));
    if (left !== "") throw new Failed(name === "up" ? "again" : "back", `${left}\n--${name}--\n${text}`);
    if (now.text !== target.text) throw new Failed(`compare-${name}`, `${difference(target.text, now.text)}\n${text}`);
    return now;
  };
  const up = plans?.up ?? plan(old, wanted);
  const downs = plans?.downs ?? [plan(wanted, old)];
  const down = { ...up, batches: downs.toReversed().flatMap(({ batches }) => batches) };
  const now = await arrive(up, wanted, "up");
  const fewer = [...old.rows].filter(([table, count]) => (now.rows.get(table) ?? count) < count);
  if (fewer.length > 0) throw new Failed("data-lost", `${fewer.map(([table]) => table).join(", ")}\n${textOf(up)}`);
  await arrive(down, old, "down");
  return textOf(up);
}

const textOf = ({ batches }: Plan): string =>
  batches.flatMap(({ steps }) => steps.map(({ sql }) => `${sql};`)).join("\n\n");

/** As the runner does it: a transaction for each batch that can have one. */
async function run(databases: Databases, url: string, { batches }: Plan): Promise<void> {
  await using session = await databases.open({ url });
  await session.script("SET check_function_bodies = off");
  for (const { transactional, steps } of batches) {
    if (transactional) await session.script("BEGIN");
    for (const { sql } of steps) await session.script(sql);
    if (transactional) await session.script("COMMIT");
  }
}

/** Rows of every table, by `schema.name`. */
async function rowsIn(session: Session): Promise<ReadonlyMap<string, number>> {
  const tables = await session.query(`SELECT format('%I.%I', n.nspname, c.relname) AS name FROM pg_catalog.pg_class c
    JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
    WHERE c.relkind IN ('r', 'p') AND n.nspname NOT IN ('pg_catalog', 'information_schema') AND n.nspname !~ '^pg_t'`);
  const names = tables.map(({ name }) => String(name));
  const counts = new Map<string, number>();
  for (const name of names) {
    const [row] = await session.query(`SELECT count(*)::int4 AS rows FROM ${name}`);
    counts.set(name, Number(row?.["rows"]));
  }
  return counts;
}

function difference(wanted: string, found: string): string {
  const [before, after] = [new Set(wanted.split("\n")), new Set(found.split("\n"))];
  return [
    ...[...before].filter((line) => !after.has(line)).map((line) => `- ${line}`),
    ...[...after].filter((line) => !before.has(line)).map((line) => `+ ${line}`),
  ].join("\n");
}

function withText(failure: unknown, text: string): never {
  if (failure instanceof Failed) throw new Failed(failure.stage, `${failure.message}\n${text.slice(0, 1500)}`);
  throw failure;
}
