import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { decisionSchema, type Decision } from "../../src/decide/index.ts";
import { runCli, temporaryFolder, type CliResult } from "../support/world.ts";

const D1 =
  "--team-size 8 --qps-p99 50 --read-write-ratio 20 --tenancy shared-multi-tenant --data-sensitivity pii --pattern modular-monolith --language-preference typescript";

const bin = (line: string, cwd?: string): Promise<CliResult> =>
  runCli(
    line.split(" ").filter((word) => word !== ""),
    { bin: "backend-decision-engine", ...(cwd === undefined ? {} : { cwd }) },
  );

const decisionOf = ({ stdout }: CliResult): Decision => decisionSchema.parse(JSON.parse(stdout));

/** Writes ./profiles/<file> below a folder: node-express with changes. */
async function writeProfile(folder: string, file: string, changes: Readonly<Record<string, unknown>>): Promise<void> {
  const node = JSON.parse(
    await readFile(join(import.meta.dirname, "../../profiles/node-express.json"), "utf8"),
  ) as object;
  await mkdir(join(folder, "profiles"), { recursive: true });
  await writeFile(join(folder, "profiles", file), JSON.stringify({ ...node, ...changes }));
}

describe("backend-decision-engine", () => {
  test("answers node-express to the promised line, with reasons and the floor marked", async () => {
    await using folder = await temporaryFolder();
    const { code, stdout, stderr } = await bin(D1, folder.path);
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expect(stdout).toMatch(/^Recommendation: node-express\n/);
    for (const line of [
      /team-size +8 +within 1–14/,
      /p50 \/ p95 \/ p99 +80 \/ 250 \/ 600 ms \(profile's floor\)/,
      /uptime +99\.5 % \(profile's floor\)/,
      /RPO +60 min \(profile's floor\)/,
      /RTO +240 min \(profile's floor\)/,
      /Incomplete: these questions are open/,
      /--slo-consumer +who owns the error budget +question 7/,
      /schema_change_production +tech lead, then database owner/,
      /nothing is approved by this report/,
    ])
      expect(stdout).toMatch(line);
  });

  test("--output json has the thresholds that a load run takes", async () => {
    const result = await bin(`${D1} --output json`);
    expect(decisionOf(result).thresholds).toEqual({
      p50Ms: 80,
      p95Ms: 250,
      p99Ms: 600,
      errorRateMax: 0.005,
      uptimeTarget: 0.995,
    });
  });

  test("without answers names each and prints the grill command", async () => {
    const { code, stdout, stderr } = await bin("--language-preference go");
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    for (const flag of ["team-size", "qps-p99", "read-write-ratio", "tenancy", "data-sensitivity", "pattern"])
      expect(stderr).toContain(`--${flag}: `);
    expect(stderr).toContain("backwright decide grill");
  });

  test("the grill itself says that it is coming", async () => {
    expect((await bin("grill")).stderr).toContain("not built yet");
  });

  test("booleans take a following true or false", async () => {
    const line = `${D1} --platform-team true --needs-admin-panel true --output json`;
    expect(decisionOf(await bin(line)).answers).toMatchObject({ platformTeam: true, needsAdminPanel: true });
    expect(decisionOf(await bin(line.replaceAll(" true", " false"))).answers).toMatchObject({
      platformTeam: false,
      needsAdminPanel: false,
    });
  });

  test("the five open answers close the questions", async () => {
    const line = `${D1} --communication async --rpo-minutes 60 --rto-minutes 120 --slo 99.5 --slo-consumer product --output json`;
    expect(decisionOf(await bin(line))).toMatchObject({
      complete: true,
      openQuestions: [],
      targets: { errorBudgetOwner: "product" },
    });
  });

  test("data tiers are a list with commas, a repeated flag, or both", async () => {
    const line = `${D1.replace("--data-sensitivity pii ", "")} --data-sensitivity internal,pii --data-sensitivity public --output json`;
    expect(decisionOf(await bin(line)).answers?.dataSensitivity).toEqual(["internal", "pii", "public"]);
  });

  test("--list-profiles and --sample need no answers", async () => {
    const list = await bin("--list-profiles");
    expect(list.code).toBe(0);
    for (const name of ["node-express", "fastapi-python", "django-monolith", "go-or-rust-microservice"])
      expect(list.stdout).toContain(name);
    expect(decisionOf(await bin("--sample --output json"))).toMatchObject({
      outcome: "recommended",
      answers: { teamSize: 8 },
    });
  });
});

describe("backwright decide", () => {
  test.each([
    ["--pattern microservices", "kill-criterion", "Microservices with 8 engineers"],
    ["--language-preference kotlin", "language-not-spoken", "no profile speaks kotlin"],
    ["--tenancy single-tenant", "no-profile-fits", "tenancy: single-tenant, not shared-multi-tenant"],
  ])("--sample %s answers no: %s", async (flags, outcome, words) => {
    const text = await runCli(["decide", "--sample", ...flags.split(" ")]);
    expect(text).toMatchObject({ code: 1, stderr: "" });
    expect(text.stdout).toContain(words);
    const json = await runCli(["decide", "--sample", ...flags.split(" "), "--json"]);
    expect(json.code).toBe(1);
    expect(decisionOf(json)).toMatchObject({ outcome, recommendation: null, thresholds: null });
  });

  test("impossible and missing answers are named together", async () => {
    const { code, stdout } = await runCli([
      "decide",
      "--team-size",
      "0",
      "--slo",
      "101",
      "--tenancy",
      "shared",
      "--json",
    ]);
    expect(code).toBe(2);
    const { error } = JSON.parse(stdout) as { error: { code: string; message: string } };
    expect(error.code).toBe("decide-answers-missing");
    for (const words of ["4 answers are missing", "--team-size 0: ", "--slo 101: ", "--tenancy shared: it is one of"])
      expect(error.message).toContain(words);
  });

  test("for another language it says what scaffolding covers", async () => {
    const { stdout } = await runCli(["decide", "--sample", "--language-preference", "python"]);
    expect(stdout).toContain("Scaffolding covers TypeScript; for fastapi-python in python there are:");
  });

  test("--format markdown is a document", async () => {
    const { stdout } = await runCli(["decide", "--sample", "--format", "markdown"]);
    expect(stdout).toMatch(/^# Recommendation: node-express\n/);
    expect(stdout).toContain("| RTO | 240 min (profile's floor) |");
  });
});

describe("custom profiles", () => {
  test("decide profile new copies one, once, and the copy takes part", async () => {
    await using folder = await temporaryFolder();
    const made = await runCli(["decide", "profile", "new", "acme"], { cwd: folder.path });
    expect(made.code).toBe(0);
    expect(made.stdout).toContain("Wrote profiles/acme.json");
    expect(decisionOf(await bin(`${D1} --output json`, folder.path)).recommendation).toMatchObject({
      profile: "acme",
      origin: "custom",
    });
    expect(await runCli(["decide", "profile", "new", "acme"], { cwd: folder.path })).toMatchObject({ code: 4 });
  });

  test("a changed copy changes the answer", async () => {
    await using folder = await temporaryFolder();
    await runCli(["decide", "profile", "new", "acme", "--from", "fastapi-python"], { cwd: folder.path });
    const file = join(folder.path, "profiles/acme.json");
    const profile = await readFile(file, "utf8");
    await writeFile(file, profile.replace('"p95_api_latency_ms": 200', '"p95_api_latency_ms": 120'));
    const line = `${D1.replace("typescript", "python")} --output json`;
    expect(decisionOf(await bin(line, folder.path)).thresholds?.p95Ms).toBe(120);
  });

  test("a typo is an error with file, key and the nearest right one", async () => {
    await using folder = await temporaryFolder();
    await writeProfile(folder.path, "acme.json", { profile_name: "acme", canon_reference: [] });
    const { code, stderr } = await bin(D1, folder.path);
    expect(code).toBe(2);
    expect(stderr).toContain("profiles/acme.json");
    expect(stderr).toContain("canon_reference: no such key; did you mean canon_references?");
  });

  test("the same name replaces the built-in one, and it is said", async () => {
    await using folder = await temporaryFolder();
    await writeProfile(folder.path, "ours.json", { description: "Our own." });
    const { stdout } = await bin(D1, folder.path);
    expect(stdout).toContain("The built-in profile node-express is replaced by profiles/ours.json");
    expect(stdout).toContain("Our own.");
  });

  test("one name in two files is an error", async () => {
    await using folder = await temporaryFolder();
    await writeProfile(folder.path, "a.json", { profile_name: "acme" });
    await writeProfile(folder.path, "b.json", { profile_name: "acme" });
    expect((await bin(D1, folder.path)).stderr).toContain("profiles/a.json and profiles/b.json");
  });

  test("another program's JSON is left alone, and that is said", async () => {
    await using folder = await temporaryFolder();
    await mkdir(join(folder.path, "profiles"));
    await writeFile(join(folder.path, "profiles/users.json"), '[{"id": 1}]');
    const { code, stderr } = await bin(D1, folder.path);
    expect(code).toBe(0);
    expect(stderr).toContain("profiles/users.json has none");
  });

  test.each([
    ["an unknown source", ["acme", "--from", "node-expres"], 2, "Did you mean node-express?"],
    ["a name that would leave the folder", ["../acme"], 2, "lower-case letters"],
  ])("decide profile new refuses %s", async (_, words, code, said) => {
    await using folder = await temporaryFolder();
    const refused = await runCli(["decide", "profile", "new", ...words], { cwd: folder.path });
    expect(refused.code).toBe(code);
    expect(refused.stderr).toContain(said);
  });

  test("control characters of a profile never reach the terminal", async () => {
    await using folder = await temporaryFolder();
    await writeProfile(folder.path, "acme.json", { profile_name: "acme", description: "red \u001b[31m | <b>" });
    const { stdout } = await bin(D1, folder.path);
    expect(stdout).toContain("red \\u001b[31m | <b>");
    const document = await bin(`${D1} --output markdown`, folder.path);
    expect(document.stdout).toContain("\\| \\<b\\>");
  });
});
