// Every schema of the proof: generated, type-checked, listening, and each list held against SQL. `bench/full from-db [name]`.
import { databaseApp } from "../test/live/from-db-support.ts";
import { SCHEMAS, type SchemaCase } from "../test/live/from-db-schemas.ts";
import { checkLists, newVerdict, resourcesOf } from "../test/live/from-db-truth.ts";
import { testWorld } from "../test/support/world.ts";

const only = process.argv[2];
const world = await testWorld([]);
await using server = await world.engines.start();
let failures = 0;
for (const one of SCHEMAS) if (only === undefined || one.name === only) failures += await prove(one);
process.exitCode = failures === 0 ? 0 : 1;

async function prove({ name, sql, flags = [], principal = { role: "admin" } }: SchemaCase): Promise<number> {
  const url = await server.createDatabase(name);
  await using session = await world.databases.open({ url });
  await session.script(sql);
  await session.query("analyze");
  const started = process.cpuUsage();
  await using app = await databaseApp(url, flags, principal);
  const cpu = process.cpuUsage(started);
  const verdict = newVerdict();
  if (app.complaints !== "") verdict.wrong.push(app.complaints);
  else {
    const resources = await resourcesOf(session, flags);
    const right = principal["tenant"] ?? principal["owner"];
    await checkLists({ session, app: await app.listen(), resources, right, verdict });
  }
  const { wrong, ...counts } = verdict;
  console.log(
    `${name.padEnd(12)} ${Math.round((cpu.user + cpu.system) / 1000)} ms CPU to generate`,
    JSON.stringify(counts),
    `wrong: ${wrong.length}`,
  );
  for (const line of wrong.slice(0, 12)) console.log(`  ${line.slice(0, 600)}`);
  return wrong.length;
}
