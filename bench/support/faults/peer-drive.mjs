// Drives a peer's library as its own documents show it: node peer-drive.mjs <peer> <folder of packages> <url> <migrations> <up|down>
import { createRequire } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

const [peer, packages, url, folder, direction] = process.argv.slice(2);
const require = createRequire(join(packages, "index.js"));

async function nodePgMigrate() {
  const { runner } = await import(pathToFileURL(require.resolve("node-pg-migrate")).href);
  const count = direction === "up" ? Number.POSITIVE_INFINITY : 1;
  await runner({ databaseUrl: url, dir: folder, direction, migrationsTable: "pgmigrations", count });
}

async function knex() {
  const made = require("knex")({ client: "pg", connection: url, migrations: { directory: folder } });
  try {
    const [batch, names] = direction === "up" ? await made.migrate.latest() : await made.migrate.down();
    console.log(`batch ${batch}: ${names.join(", ")}`);
  } finally {
    await made.destroy();
  }
}

async function postgrator() {
  const { default: Postgrator } = await import(pathToFileURL(require.resolve("postgrator")).href);
  const { Client } = require("pg");
  const client = new Client({ connectionString: url });
  await client.connect();
  client.on("error", (error) => {
    console.error(error.message);
    process.exit(1);
  });
  try {
    const made = new Postgrator({
      migrationPattern: `${folder}/*`,
      driver: "pg",
      database: new URL(url).pathname.slice(1),
      execQuery: (query) => client.query(query),
    });
    const at = await made.getDatabaseVersion().catch(() => 0);
    const before = (await made.getMigrations()).map(({ version }) => version).filter((version) => version < at);
    const done = await made.migrate(direction === "up" ? "max" : String(Math.max(0, ...before)));
    console.log(done.map(({ filename }) => filename).join(", "));
  } finally {
    await client.end();
  }
}

const RUN = { "node-pg-migrate": nodePgMigrate, knex, postgrator };
try {
  await RUN[peer]();
} catch (error) {
  console.error(error.stack ?? String(error));
  process.exit(1);
}
