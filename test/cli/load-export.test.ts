import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { matching } from "../support/matching.ts";
import { runCli, temporaryFolder } from "../support/world.ts";

const SCENARIO = (more: string) => `
name: shop
target: http://localhost:3000
feeders: { rows: rows.csv }
steps:
  - get: /\${rows.id}
    checks: [{ json: "$.items[?@.id == 1]", exists: true }]
${more}`;

async function exporting(words: readonly string[], { more = "", rows = "id\n1\n" } = {}) {
  await using folder = await temporaryFolder("load-export-cli");
  await writeFile(join(folder.path, "shop.yaml"), SCENARIO(more));
  await writeFile(join(folder.path, "rows.csv"), rows);
  const result = await runCli(["load", "export", ...words], { cwd: folder.path });
  const read = (name: string) => readFile(join(folder.path, name), "utf8").catch(() => "");
  return {
    ...result,
    script: await read("load-k6/script.js"),
    locust: await read("load-locust/locustfile.py"),
    run: await read("load-k6/testrun.yaml"),
  };
}

describe("load export", () => {
  it("wants one tool", async () => {
    expect(await exporting(["shop.yaml"])).toMatchObject({ code: 2, stderr: matching(/not told which[\s\S]*--k6/) });
  });

  it("says with its place what k6 cannot", async () => {
    const words = [
      "shop.yaml",
      "--k6",
      "--rate",
      "5",
      "--arrivals",
      "poisson",
      "--http3",
      "--threshold",
      "unsent <= 1%",
    ];
    const { code, stdout, stderr } = await exporting([...words, "--traceparent"]);
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    for (const place of [
      "--arrivals poisson",
      "--http3",
      "--traceparent",
      "unsent <= 1",
      "GET /{rows.id}: $.items[?@.id == 1]",
    ])
      expect(stdout).toContain(`  ${place}: `);
  });

  it("refuses a ConfigMap above 1 MiB, and writes for a volume instead", async () => {
    const rows = `id\n${"x".repeat(1_000)}\n`.repeat(1_100).replaceAll(/(?<=\n)id\n/g, "");
    expect(await exporting(["shop.yaml", "--k6"], { rows })).toMatchObject({
      code: 2,
      stderr: matching(/1048576[\s\S]*--volume-claim/),
    });
    const { code, run } = await exporting(["shop.yaml", "--k6", "--volume-claim", "scripts"], { rows });
    expect({ code, run }).toMatchObject({
      code: 0,
      run: matching(/volumeClaim:\n\s+name: scripts\n\s+file: script.js/),
    });
  });

  it("takes an address with the flags of load, and keeps its secrets out", async () => {
    const words = [
      "http://ada:pass1@localhost:3000/users?token=t0k3n",
      "-H",
      "X-Api-Key: k3y",
      "--method",
      "POST",
      "--body",
      '{"pin":1,"password":"hunter2"}',
    ];
    for (const tool of ["--k6", "--locust"]) {
      const { code, stdout, stderr, script, locust } = await exporting([...words, "--rate", "0.5", tool]);
      expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
      const all = script + locust + stdout;
      for (const secret of ["pass1", "YWRhOnBhc3Mx", "t0k3n", "k3y", "hunter2"]) expect(all).not.toContain(secret);
      expect(all).toContain("BACKWRIGHT_PASSWORD");
    }
  });

  it("lets no text of a file become code", async () => {
    const hostile = '`${globalThis.x = 1}` */ "); throw 1; //\u2028\nthrow 1;\n"""\nimport os\n';
    const text = JSON.stringify(hostile.replaceAll("${", () => "$${"));
    const more = `  - name: ${text}\n    post: /x\n    body: ${text}\n`;
    const { code, script } = await exporting(["shop.yaml", "--k6"], { more });
    expect(code).toBe(0);
    expect(script).not.toMatch(/^\s*(?:throw 1|import os)/m);
    const python = await exporting(["shop.yaml", "--locust"], { more });
    expect(python.locust.match(/^\s*import os/gm)).toHaveLength(1);
  });
});

describe("load import", () => {
  it("names what it cannot read, and says when nothing is there", async () => {
    await using folder = await temporaryFolder("load-import-cli");
    await writeFile(join(folder.path, "a.log"), "starting\n@@K6SUMMARY {\n");
    await writeFile(join(folder.path, "b.log"), "starting\n");
    const read = (...words: readonly string[]) => runCli(["load", "import", ...words], { cwd: folder.path });
    expect(await read("a.log")).toMatchObject({ code: 2, stderr: matching(/a\.log, line 2: the summary is no JSON/) });
    expect(await read("b.log")).toMatchObject({ code: 2, stderr: matching(/no summary in b\.log/) });
  });
});
