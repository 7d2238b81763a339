import type { World } from "../../../command/index.ts";
import { safeLine, withoutPasswords } from "../../../kit/index.ts";
import { findDumper } from "./find.ts";

/** A schema in the words of pg_dump, without owners and privileges; or why there are none. */
export type Description =
  | { readonly state: "told"; readonly text: string; readonly version: string }
  | { readonly state: "untold"; readonly reason: string };

const LATE_MS = 120_000;

/** Variables that would send it elsewhere, or have it log in as somebody else. */
const FOREIGN = ["PGHOST", "PGHOSTADDR", "PGPORT", "PGDATABASE", "PGUSER", "PGSERVICE", "PGSSLMODE", "PGOPTIONS"];

/** Asks pg_dump about a database of our own. It runs nothing of what stands there. */
export async function describeDatabase(
  world: World,
  { url, major }: { readonly url: string; readonly major: number },
): Promise<Description> {
  const dumper = await findDumper(world, major);
  if (dumper === undefined) return { state: "untold", reason: `there is no pg_dump of ${major} or newer here` };
  const place = new URL(url);
  const password = decodeURIComponent(place.password);
  place.password = "";
  const { code, stdout, stderr } = await world.processes.run(
    dumper.program,
    ["--schema-only", "--no-password", "--no-owner", "--no-privileges", `--dbname=${place.href}`],
    {
      env: { ...Object.fromEntries(FOREIGN.map((name) => [name, undefined])), LC_ALL: "C", PGPASSWORD: password },
      timeoutMs: LATE_MS,
    },
  );
  if (code === 0) return { state: "told", text: stdout, version: dumper.version };
  const words = safeLine(withoutPasswords(stderr.trim().split("\n")[0] ?? ""));
  return { state: "untold", reason: `pg_dump ${dumper.version} failed: ${words}` };
}
