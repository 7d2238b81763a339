// The differ over pairs of schemas: `PGHOST=… PGPORT=… PGUSER=… npx tsx bench/schema-diff.ts <corpus> [--filter re] [--every n]`.
// Our own reader judges here, quickly; the outside judge with pg_dump takes bench/schema-diff-module.ts as its module.
import { writeFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { createDatabases } from "../src/edge/postgres/index.ts";
import { judge, type Pair, pairsOf, type Verdict } from "./support/schema-diff-pairs.ts";

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    filter: { type: "string", default: "" },
    every: { type: "string", default: "1" },
    lanes: { type: "string", default: "2" },
    online: { type: "boolean", default: false },
    out: { type: "string" },
    verbose: { type: "boolean", default: false },
  },
});
const corpus = positionals[0] ?? "";
const databases = createDatabases({ env: process.env });
const urlOf = (name: string): string =>
  `postgresql:///${name}?host=${process.env["PGHOST"]}&port=${process.env["PGPORT"]}&user=${process.env["PGUSER"]}`;

const chosen = pairsOf(corpus)
  .filter(({ engine, loads, isolatedCluster }) => engine === "pg" && loads !== false && isolatedCluster !== true)
  .filter(({ id }) => new RegExp(values.filter).test(id))
  .filter((_, index) => index % Number(values.every) === 0);

const queue: Pair[] = [...chosen];
const verdicts: Verdict[] = [];
const started = performance.now();

async function lane(number: number): Promise<void> {
  await using admin = await databases.open({ url: urlOf("postgres") });
  const bench = {
    databases,
    admin,
    urlOf,
    corpus,
    options: { online: values.online },
    lane: `bw${process.pid}_${number}`,
  };
  for (let pair = queue.shift(); pair !== undefined; pair = queue.shift()) {
    const verdict = await judge(pair, bench);
    verdicts.push(verdict);
    if (verdict.stage !== "right")
      console.log(`## ${verdict.id} ${verdict.stage}\n${verdict.detail.slice(0, values.verbose ? 20_000 : 500)}`);
  }
  for (const side of ["old", "new"])
    await admin
      .script(`DROP DATABASE IF EXISTS "bw${process.pid}_${number}_${side}" WITH (FORCE)`)
      .catch(() => undefined);
}

await Promise.all(Array.from({ length: Number(values.lanes) }, (_, number) => lane(number)));
const stages = new Map<string, number>();
for (const { stage } of verdicts) stages.set(stage, (stages.get(stage) ?? 0) + 1);
console.log(
  Object.fromEntries(stages),
  `${verdicts.length} pairs, ${((performance.now() - started) / 1000).toFixed(0)} s`,
);
if (values.out !== undefined) writeFileSync(values.out, JSON.stringify(verdicts, null, 1));
