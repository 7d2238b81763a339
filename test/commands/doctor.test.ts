import { describe, expect, test } from "vitest";
import { command } from "../../src/commands/doctor.ts";
import { isSupportedNode } from "../../src/commands/doctor/index.ts";
import type { EngineInfo, World } from "../../src/command/index.ts";
import { errors } from "../../src/kit/index.ts";
import { testWorld } from "../support/world.ts";

const found: readonly EngineInfo[] = [{ kind: "embedded", major: 18, version: "18.4", path: "/native/bin" }];

async function world(parts: Partial<World> = {}): Promise<World> {
  const engines: World["engines"] = {
    available: () => Promise.resolve(found),
    start: () => Promise.reject(new Error("not here")),
    install: (major) => Promise.resolve({ kind: "embedded", major, version: `${major}.9`, path: "/cache" }),
  };
  return { ...(await testWorld(["doctor"])), engines, ...parts };
}

const plain = { columns: 100, paint: paintNothing() };

describe("doctor", () => {
  test("names the engines, packages and programs that are here, and what they enable", async () => {
    const answer = await command.execute({}, await world());
    expect(answer.exitCode).toBe(0);
    expect(answer.data).toMatchObject({ engines: found, node: { supported: true } });
    const text = answer.text(plain);
    expect(text).toMatch(/^\+ PostgreSQL 18\.4 +embedded +npm's native binaries +\/native\/bin$/m);
    expect(text).toMatch(/^\+ pg +\d+\.\d+\.\d+ +every db command on a PostgreSQL$/m);
    expect(text).toMatch(/^\+ koffi +\d+\.\d+\.\d+ +load with the kernel's own time stamps/m);
  });

  test("says how to get what is missing", async () => {
    const base = await testWorld(["doctor"]);
    const nothing: Partial<World> = {
      processes: { ...base.processes, which: () => Promise.resolve(undefined) },
      files: { ...base.files, facts: () => Promise.resolve(undefined) },
      engines: { ...(await world()).engines, available: () => Promise.resolve([]) },
    };
    const text = (await command.execute({}, await world(nothing))).text(plain);
    expect(text).toMatch(/^- none: run npm install without --omit=optional$/m);
    expect(text).toMatch(/^- pg +missing +every db command on a PostgreSQL: comes with npm install/m);
    expect(text).toMatch(/^- koffi +missing +/m);
    expect(text).toMatch(/^- git +missing .*git-scm\.com$/m);
    expect(text).not.toMatch(/^\+ (?!Node)/m);
  });

  test("fetches a major and says so", async () => {
    const answer = await command.execute({ installPostgres: 15 }, await world());
    expect(answer.data).toMatchObject({ installed: { major: 15 } });
    expect(answer.text(plain)).toContain("PostgreSQL 15.9 was fetched and can be started now.");
  });

  test("refuses a major that nobody publishes, before anything is fetched", async () => {
    const tried = command.execute({ installPostgres: 12 }, await world());
    await expect(tried).rejects.toMatchObject({ code: "bad-input", exitCode: 2 });
  });

  test("passes on why a major could not be fetched", async () => {
    const failure = errors.engine.installFailed({ major: 15, reason: "no network" });
    const engines: World["engines"] = { ...(await world()).engines, install: () => Promise.reject(failure) };
    await expect(command.execute({ installPostgres: 15 }, await world({ engines }))).rejects.toBe(failure);
  });
});

test.each([
  ["20.18.3", false],
  ["20.19.0", true],
  ["21.7.0", false],
  ["22.11.0", false],
  ["22.12.0", true],
  ["24.0.0", true],
])("Node %s: %s", (version, isSupported) => {
  expect(isSupportedNode(version)).toBe(isSupported);
});

function paintNothing() {
  const same = (text: string): string => text;
  return { bold: same, dim: same, red: same, green: same, yellow: same, cyan: same };
}
