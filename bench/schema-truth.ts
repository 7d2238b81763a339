// Is anything lost by the catalogue? For the schemas of a corpus: an observer tells old from new if and only if the model does. The
// observer is a pg_dump that knows the server, else the second reader. Needs the corpus (BACKWRIGHT_CORPUS, default
// ../shared/corpus). Run: npx tsx bench/schema-truth.ts [every nth] [part of an id] [major]
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { readSchema, type SchemaModel } from "../src/catalog/schema/index.ts";
import { isRecord } from "../src/kit/index.ts";
import { observerOf } from "./support/random-schema/observer.ts";
import { testWorld } from "../test/support/world.ts";

const [step = "1", part = "", major = ""] = process.argv.slice(2);
const folder = join(
  process.env["BACKWRIGHT_CORPUS"] ?? join(import.meta.dirname, "../../shared/corpus"),
  "schema-diff",
);
if (!existsSync(folder)) throw new Error(`there is no corpus in ${folder}`);

const listed: unknown = JSON.parse(readFileSync(join(folder, "index.json"), "utf8"));
const pairs = (Array.isArray(listed) ? listed : [])
  .filter(isRecord)
  .filter((pair) => pair["engine"] === "pg" && pair["loads"] !== false && pair["isolatedCluster"] !== true)
  .filter((pair) => String(pair["id"]).includes(part))
  .filter((_pair, index) => index % Number(step) === 0);

const world = await testWorld([]);
const natives = (await world.engines.available()).filter(({ kind }) => kind !== "pglite");
const engine =
  natives.find((one) => (major === "" ? one.kind === "system" : one.major === Number(major))) ?? natives[0];
if (engine === undefined) throw new Error("no PostgreSQL was found");
const observer = observerOf(world, engine, natives);
if (observer === undefined) throw new Error(`nobody else reads PostgreSQL ${engine.major}: no pg_dump is here`);
console.log(`PostgreSQL ${engine.version}, observed by ${observer.name}`);
const settings = { wal_level: "logical", fsync: "off", max_locks_per_transaction: "512" };
await using server = await world.engines.start({ engine: engine.kind, major: engine.major, settings });
await using admin = await world.databases.open({ url: server.url() });

interface State {
  readonly dump: string;
  readonly model: SchemaModel;
}

/** This server has no words for what the schema says: another major's business. */
class Unloadable extends Error {}

async function stateOf(name: string, sql: string): Promise<State> {
  const url = await server.createDatabase(name);
  await load(url, sql).catch((failure: unknown) => {
    throw new Unloadable(failure instanceof Error ? failure.message : String(failure));
  });
  await using session = await world.databases.open({ url });
  const model = await readSchema(session, { secrets: "keep" });
  const dump = (await observer?.observe(url)) ?? "";
  await session.script(DROP_SUBSCRIPTIONS);
  return { dump, model };
}

const COPY_DATA = /^COPY [^;]* FROM stdin;[\s\S]*?^\\\.$/gim;
const MOST_ROLES = 20;

/** Roles that a schema mentions and does not make are made on the way. */
async function load(url: string, sql: string): Promise<void> {
  await using session = await world.databases.open({ url });
  const plain = sql.replace(COPY_DATA, "").replace(/^\\.*$/gm, "");
  for (let made = 0; ; made += 1) {
    try {
      await session.script(plain);
      return;
    } catch (failure) {
      const role = /role "([^"]+)" does not exist/.exec(failure instanceof Error ? failure.message : "")?.[1];
      if (role === undefined || made === MOST_ROLES) throw failure;
      await admin.script(`CREATE ROLE "${role}"`);
    }
  }
}

const DROP_SUBSCRIPTIONS = `DO $$ DECLARE name text; BEGIN
  FOR name IN SELECT subname FROM pg_subscription s JOIN pg_database d ON d.oid = s.subdbid WHERE d.datname = current_database() LOOP
    EXECUTE format('ALTER SUBSCRIPTION %I DISABLE', name);
    EXECUTE format('ALTER SUBSCRIPTION %I SET (slot_name = NONE)', name);
    EXECUTE format('DROP SUBSCRIPTION %I', name);
  END LOOP; END $$`;

const contentOf = ({ objects, unmodelled }: SchemaModel): readonly string[] => [
  ...[...objects.values()].map((object) => JSON.stringify(object)),
  ...unmodelled.map((one) => JSON.stringify(one)),
];

const counts = { agree: 0, lost: 0, spurious: 0, unmodelled: 0, unloadable: 0, failed: 0 };
for (const pair of pairs) {
  const id = String(pair["id"]);
  if (process.env["BACKWRIGHT_TRACE"] !== undefined) console.log(id);
  const roles = Array.isArray(pair["roles"]) ? pair["roles"].map(String) : [];
  const textOf = (file: string): string =>
    `${pair["checkFunctionBodies"] === false ? "SET check_function_bodies = off;" : ""}${readFileSync(join(folder, id, file), "utf8")}`;
  for (const role of roles) await admin.script(`CREATE ROLE "${role}"`).catch(() => undefined);
  try {
    const [before, after] = [await stateOf("before", textOf("old.sql")), await stateOf("after", textOf("new.sql"))];
    judge(id, before, after);
  } catch (failure) {
    if (failure instanceof Unloadable) counts.unloadable += 1;
    else counts.failed += 1;
    console.log(
      `${failure instanceof Unloadable ? "unloadable" : "failed    "}   ${id}: ${failure instanceof Error ? failure.message : String(failure)}`,
    );
  }
  await admin.script("DROP DATABASE IF EXISTS before WITH (FORCE)").catch(() => undefined);
  await admin.script("DROP DATABASE IF EXISTS after WITH (FORCE)").catch(() => undefined);
}

function judge(id: string, before: State, after: State): void {
  for (const { description } of [...before.model.unmodelled, ...after.model.unmodelled].slice(0, 3)) {
    counts.unmodelled += 1;
    console.log(`no words  ${id}: ${description}`);
  }
  const [old, fresh] = [contentOf(before.model), contentOf(after.model)];
  const differs = old.join("\n") !== fresh.join("\n");
  const isTold = before.dump !== after.dump;
  if (differs === isTold) counts.agree += 1;
  else if (isTold) {
    counts.lost += 1;
    console.log(`LOST      ${id}`);
  } else {
    counts.spurious += 1;
    const known = new Set(old);
    console.log(`spurious  ${id}: ${fresh.find((line) => !known.has(line))?.slice(0, 400) ?? "something less"}`);
  }
}

console.table(counts);
process.exitCode = counts.lost > 0 || counts.failed > 0 ? 1 : 0;
