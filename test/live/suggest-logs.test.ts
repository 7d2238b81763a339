import { chmod, mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { expect, test } from "vitest";
import { fromExecutions, type LogFormat, readLog } from "../../src/advice/indexes/index.ts";
import { loadParser } from "../../src/advice/statements/index.ts";
import { testWorld } from "../support/world.ts";

const world = await testWorld([]);
const majors = (await world.engines.available()).filter(({ kind }) => kind !== "pglite").map(({ major }) => major);
// jsonlog came with 15.
const major = majors.includes(15) ? 15 : majors.find((one) => one > 15);

const FORMATS: readonly (readonly [LogFormat, string])[] = [
  ["csvlog", ".csv"],
  ["jsonlog", ".json"],
  ["stderr", ".log"],
];

/** All that the server has written in one format, once its last statement is there: the collector is a process of its own. */
async function logOf(folder: string, ending: string): Promise<string> {
  for (;;) {
    const names = (await readdir(folder)).filter((name) => name.endsWith(ending));
    const text = (await Promise.all(names.map((name) => readFile(join(folder, name), "utf8")))).join("");
    if (text.includes("the last one")) return text;
    await setTimeout(20);
  }
}

test.skipIf(major === undefined)("the logs of a real server are read, in each of its three formats", async () => {
  const folder = await mkdtemp(join(tmpdir(), "backwright-logs-"));
  try {
    // Where the suite runs as root, the server is another user.
    await chmod(folder, 0o777);
    await using server = await world.engines.start({
      major: major ?? 15,
      settings: {
        logging_collector: "on",
        log_destination: "stderr,csvlog,jsonlog",
        log_directory: folder,
        log_file_mode: "0644",
        log_min_duration_statement: "0",
        shared_preload_libraries: "auto_explain",
        "auto_explain.log_min_duration": "0",
        autovacuum: "off",
      },
    });
    await using other = await world.databases.open({ url: await server.createDatabase("other") });
    await other.query("select 'of another database'");
    await using session = await world.databases.open({ url: await server.createDatabase("shop") });
    await session.script('create table "Orders" (id int, "who, exactly" text)');
    for (const who of ["O'Neil", 'so "called"', "two\nlines"])
      await session.query('select id\n  from "Orders" where "who, exactly" = $1', [who]);
    await session.script(`select id from "Orders" where "who, exactly" = 'a;b,"c"'`);
    await session.script("select 'the last one'");
    const parser = await loadParser();
    for (const [format, ending] of FORMATS) {
      const executions = readLog(await logOf(folder, ending), format, "shop");
      const texts = executions.map(({ text }) => text.trim());
      const ours = (text: string): number => texts.filter((one) => one === text).length;
      // Once by its duration, once by auto_explain.
      expect([format, ours('select id\n  from "Orders" where "who, exactly" = $1')]).toEqual([format, 6]);
      expect([format, ours(`select id from "Orders" where "who, exactly" = 'a;b,"c"'`)]).toEqual([format, 2]);
      if (format !== "stderr") expect(texts.join("\n")).not.toContain("of another database");
      const workload = fromExecutions(executions, "log", parser).filter(({ text }) => text.includes("Orders"));
      expect([format, workload.reduce((sum, { calls }) => sum + calls, 0)]).toEqual([format, 9]);
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});
