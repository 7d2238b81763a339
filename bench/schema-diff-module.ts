// What the judge of schema-diff asks: `generate(current, desired, { both })` → the text of up and down.
import { readSchema, type SchemaModel } from "../src/catalog/schema/index.ts";
import { planBetween, type PlanOptions, renderPlain } from "../src/diff/index.ts";
import { createDatabases } from "../src/edge/postgres/index.ts";

const databases = createDatabases({ env: process.env });

async function read(url: string): Promise<readonly [model: SchemaModel, role: string]> {
  await using session = await databases.open({ url });
  return [await readSchema(session, { secrets: "keep" }), session.user];
}

function textOf(current: SchemaModel, desired: SchemaModel, options: PlanOptions): string {
  const { batches, refused } = planBetween(current, desired, options);
  if (refused.length > 0) throw new Error(`refused: ${refused.join("; ")}`);
  return renderPlain(batches);
}

export async function generate(currentUrl: string, desiredUrl: string, { both }: { readonly both: boolean }) {
  const [[current, role], [desired]] = await Promise.all([read(currentUrl), read(desiredUrl)]);
  const options = { role, online: process.env["DIFF_ONLINE"] === "1" };
  const up = textOf(current, desired, options);
  return both ? { up, down: textOf(desired, current, options) } : { up };
}
