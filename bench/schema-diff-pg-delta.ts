// @supabase/pg-delta as a module for the judge of schema-diff: PG_DELTA names the folder that it is installed in. Its library's own
// defaults, but secrets are kept, because a plan with redacted ones could never be right.
import { createRequire } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

const folder = process.env["PG_DELTA"];
if (folder === undefined)
  throw new Error("@supabase/pg-delta is absent: name the folder that it is installed in in PG_DELTA");
const from = createRequire(join(folder, "package.json"));
const load = async (name: string) => import(pathToFileURL(join(folder, "node_modules", name)).href);
const { extract, plan } = await load("@supabase/pg-delta/dist/index.js");
const { renderApplyScript } = await load("@supabase/pg-delta/dist/frontends/render-apply-script.js");
const { Pool } = from("pg");

async function factsOf(url: string) {
  const database = decodeURIComponent(/\/(?<name>[^/?]+)\?/.exec(url)?.groups?.["name"] ?? "postgres");
  const pool = new Pool({ database, max: 2 });
  // A connection that the judge ends must not end this process.
  pool.on("error", () => undefined);
  try {
    return (await extract(pool, { redactSecrets: false })).factBase;
  } finally {
    await pool.end();
  }
}

export async function generate(currentUrl: string, desiredUrl: string, { both }: { readonly both: boolean }) {
  const [current, desired] = await Promise.all([factsOf(currentUrl), factsOf(desiredUrl)]);
  const up: string = renderApplyScript(plan(current, desired));
  return both ? { up, down: String(renderApplyScript(plan(desired, current))) } : { up };
}
