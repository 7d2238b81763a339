// db lint with proof on a file of 20 statements, warm: `npx tsx bench/lint-proof.ts`. Bar: < 3 s of processor time, servers included.
import { readFileSync } from "node:fs";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { databases, engines } from "../test/live/embedded-support.ts";
import { runCli } from "../test/support/world.ts";

const SCHEMA = Array.from(
  { length: 20 },
  (
    _,
    at,
  ) => `create table t${at} (id bigint primary key, user_id bigint, note text, code varchar(20), total numeric(10,2) check (total >= 0));
create index t${at}_user_idx on t${at} (user_id);`,
).join("\n");
const FORMS: readonly ((table: string) => string)[] = [
  (table) => `alter table ${table} add column extra int`,
  (table) => `alter table ${table} alter column note set not null`,
  (table) => `create index concurrently ${table}_note_idx on ${table} (note)`,
  (table) => `alter table ${table} alter column code type varchar(40)`,
  (table) => `alter table ${table} add constraint ${table}_fk foreign key (user_id) references t0 (id) not valid`,
];
const FILE = Array.from({ length: 20 }, (_, at) => `${FORMS[at % FORMS.length]?.(`t${at}`) ?? ""};`).join("\n");

/** Of this process and of all of its children that have ended, in seconds. */
function processorSeconds(): number {
  const { user, system } = process.cpuUsage();
  const fields = readFileSync("/proc/self/stat", "utf8").split(") ")[1]?.split(" ") ?? [];
  return (user + system) / 1e6 + (Number(fields[13]) + Number(fields[14])) / 100;
}

const folder = await mkdtemp(join(tmpdir(), "backwright-lint-proof-"));
await using server = await engines().start({});
const url = await server.createDatabase("target");
{
  await using session = await databases.open({ url });
  await session.script(SCHEMA);
}
try {
  await writeFile(join(folder, "schema.sql"), SCHEMA);
  await writeFile(join(folder, "change.sql"), FILE);
  for (const [name, words] of [
    ["--schema FILE", ["--schema", "schema.sql"]],
    ["--connection URL", ["--connection", url]],
  ] as const)
    for (const turn of ["cold", "warm", "warm"]) {
      const before = processorSeconds();
      const began = performance.now();
      const { code, stdout } = await runCli(["db", "lint", "change.sql", ...words, "--json"], { cwd: folder });
      const wall = (performance.now() - began) / 1_000;
      const report = JSON.parse(stdout) as { readonly target?: { readonly proof: string | null } };
      console.log(
        `${name.padEnd(17)} ${turn}: ${(processorSeconds() - before).toFixed(2)} s of processor time, ${wall.toFixed(2)} s by the clock, exit ${code}, proved on ${report.target?.proof}`,
      );
    }
} finally {
  await rm(folder, { recursive: true, force: true });
}
