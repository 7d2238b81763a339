// Rules over long files, and proof of them: `npx tsx bench/lint-scale.ts [--proof]`. Processor time must grow with the statements, not
// with their square.
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { lint, loadParse, readScript, rewrite, tablesOnly, UNKNOWN_TARGET } from "../src/lint/index.ts";
import { placeFinder, splitStatements } from "../src/sql/index.ts";
import { runCli } from "../test/support/world.ts";

const { values: flags } = parseArgs({ options: { proof: { type: "boolean" } } });
const FORMS: readonly ((table: string) => string)[] = [
  (table) => `alter table ${table} add column extra int not null default 0`,
  (table) => `alter table ${table} add constraint ${table}_fk foreign key (user_id) references base (id) not valid`,
  (table) => `create index ${table}_note_idx on ${table} (note)`,
  (table) => `alter table ${table} alter column note set not null`,
  (table) => `update ${table} set note = 'x' where id = 5`,
  (table) => `insert into ${table} (id, note) values (1000000, 'x')`,
  (table) => `drop index if exists ${table}_old_idx`,
  (table) => `create table new_${table} (id bigint primary key, ref bigint references ${table} (id))`,
];
const fileOf = (count: number): string =>
  Array.from(
    { length: count },
    (_, at) => `${FORMS[at % FORMS.length]?.(`t${Math.floor(at / FORMS.length)}`) ?? ""};`,
  ).join("\n");
const SIZES = [500, 1_000, 2_000, 4_000];

const parse = await loadParse();
for (const transaction of ["none", "runner"] as const)
  for (const count of SIZES) {
    const text = fileOf(count);
    const before = process.cpuUsage();
    const context = { ...UNKNOWN_TARGET, transaction, target: tablesOnly([]) };
    const { script } = readScript(splitStatements(text, "postgresql").statements, { parse, context });
    const read = process.cpuUsage(before);
    const found = lint(script, { severities: new Map() }, placeFinder(text));
    const { parts } = rewrite(text, script, found);
    const all = process.cpuUsage(before);
    const ms = ({ user, system }: NodeJS.CpuUsage): string => ((user + system) / 1_000).toFixed(0).padStart(6);
    console.log(
      `rules, transaction of ${transaction.padEnd(6)}: ${String(count).padStart(5)} statements ${ms(all)} ms of processor time (parsing ${ms(read)} ms), ${found.length} findings, fixed into ${parts.length} files`,
    );
  }

/** Of this process and of all of its children that have ended, in seconds. */
function processorSeconds(): number {
  const { user, system } = process.cpuUsage();
  const fields = readFileSync("/proc/self/stat", "utf8").split(") ")[1]?.split(" ") ?? [];
  return (user + system) / 1e6 + (Number(fields[13]) + Number(fields[14])) / 100;
}

if (flags.proof === true) {
  const folder = await mkdtemp(join(tmpdir(), "backwright-lint-scale-"));
  try {
    for (const count of [150, 300, 600, 1_200]) {
      const tables = Array.from(
        { length: Math.ceil(count / FORMS.length) },
        (_, at) => `create table t${at} (id bigint primary key, user_id bigint, note text);`,
      );
      await writeFile(join(folder, "schema.sql"), ["create table base (id bigint primary key);", ...tables].join("\n"));
      await writeFile(join(folder, "20240115_change.sql"), fileOf(count));
      const before = processorSeconds();
      const began = performance.now();
      const { code, stdout } = await runCli(["db", "lint", "20240115_change.sql", "--schema", "schema.sql", "--json"], {
        cwd: folder,
      });
      const report = JSON.parse(stdout) as { readonly findings: readonly { readonly code: string }[] };
      console.log(
        `with proof: ${String(count).padStart(5)} statements over ${tables.length} tables: ${(processorSeconds() - before).toFixed(1)} s of processor time, ${((performance.now() - began) / 1_000).toFixed(1)} s by the clock, exit ${code}, ${report.findings.length} findings, ${report.findings.filter((one) => one.code === "statement-fails").length} failing`,
      );
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
