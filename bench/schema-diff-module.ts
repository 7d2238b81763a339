// What the judge of schema-diff asks: `generate(current, desired, { both })` → the text of up and down. With DIFF_PROOF=1 it is that of
// the plan that `db diff` would write: proven on a database of its own, or refused.
import { readSchema, type SchemaModel } from "../src/catalog/schema/index.ts";
import { type Batch, planBetween, type PlanOptions, type Proof, prove, renderPlain } from "../src/diff/index.ts";
import { createDatabases } from "../src/edge/postgres/index.ts";

const databases = createDatabases({ env: process.env });

async function read(url: string): Promise<readonly [model: SchemaModel, role: string]> {
  await using session = await databases.open({ url });
  return [await readSchema(session, { secrets: "keep" }), session.user];
}

function planned(current: SchemaModel, desired: SchemaModel, options: PlanOptions): readonly Batch[] {
  const { batches, refused } = planBetween(current, desired, options);
  if (refused.length > 0) throw new Error(`refused: ${refused.join("; ")}`);
  return batches;
}

interface Sides {
  readonly current: SchemaModel;
  readonly desired: SchemaModel;
  readonly online: boolean;
}

async function proven(url: string, sides: Sides): Promise<Extract<Proof, { state: "proven" }>> {
  const name = `${new URL(url).pathname.slice(1)}_proof`;
  await using admin = await databases.open({ url: at(url, "postgres") });
  const drop = (): Promise<void> => admin.script(`DROP DATABASE IF EXISTS "${name}" WITH (FORCE)`);
  const once = async (isSplit: boolean): Promise<Proof> => {
    await drop();
    await admin.script(`CREATE DATABASE "${name}" TEMPLATE template0`);
    await using session = await databases.open({ url: at(url, name) });
    return await prove(session, { ...sides, renames: [], isSplit });
  };
  const first = await once(true);
  const proof = first.state === "failed" && first.stage.startsWith("down") ? await once(false) : first;
  await drop();
  if (proof.state === "failed") throw new Error(`refused: the proof (${proof.stage}): ${proof.detail}`);
  return proof;
}

function at(url: string, database: string): string {
  const there = new URL(url);
  there.pathname = `/${database}`;
  return there.href;
}

export async function generate(currentUrl: string, desiredUrl: string, { both }: { readonly both: boolean }) {
  const [[current, role], [desired]] = await Promise.all([read(currentUrl), read(desiredUrl)]);
  const online = process.env["DIFF_ONLINE"] === "1";
  const options = { role, online };
  if (process.env["DIFF_PROOF"] === "1" && both) {
    const { up, downs } = await proven(currentUrl, { current, desired, online });
    return { up: renderPlain(up.batches), down: renderPlain(downs.toReversed().flatMap(({ batches }) => batches)) };
  }
  const up = renderPlain(planned(current, desired, options));
  return both ? { up, down: renderPlain(planned(desired, current, options)) } : { up };
}
