import { parseSync } from "oxc-parser";
import { documentAt, idsAt, STEPS } from "./document.ts";
import { newProject, type Project } from "./project.ts";
import type { Scenario } from "./scenario.ts";

/** What went wrong, a line each; none: nothing was lost and nothing was refused without need. */
export async function judge(scenario: Scenario): Promise<readonly string[]> {
  using project = newProject();
  const faults: string[] = [];
  project.document(documentAt(0));
  await project.run("scaffold", "openapi.json");
  for (let step = 1; step <= STEPS; step += 1) {
    if (step === (scenario.before ?? 1)) scenario.edit(project);
    if (step === scenario.repairBefore) scenario.repair?.(project);
    project.document(documentAt(step));
    faults.push(...(await judgeStep(scenario, project, step)).map((fault) => `step ${step}: ${fault}`));
  }
  return faults;
}

async function judgeStep(scenario: Scenario, project: Project, step: number): Promise<readonly string[]> {
  const before = project.files();
  const shown = await project.run("scaffold", "diff", "openapi.json", "--json");
  const { code, stderr, stdout } = await project.run("scaffold", "openapi.json", "--json");
  const after = project.files();
  if (scenario.collidesAt === step) return [...collided(code, before, after), ...(await forced(scenario, project))];
  if (code !== 0) return [`exit code ${code}: ${stderr}${stdout.slice(0, 600)}`];
  const isWaiting = scenario.repairBefore !== undefined && step < scenario.repairBefore;
  return [
    ...lost(scenario, step, after),
    ...(isWaiting ? [] : unserved(scenario, project, step)),
    ...touched(stdout, before, after),
    ...(JSON.parse(shown.stdout).files.length === JSON.parse(stdout).files.length ? [] : ["diff shows other files"]),
    ...(isWaiting ? [] : await restless(project, after)),
  ];
}

type Files = ReturnType<Project["files"]>;

function collided(code: number, before: Files, after: Files): readonly string[] {
  const isSame = JSON.stringify([...before]) === JSON.stringify([...after]);
  return [...(code === 4 ? [] : [`exit code ${code} for a real conflict`]), ...(isSame ? [] : ["a refused run wrote"])];
}

async function forced(scenario: Scenario, project: Project): Promise<readonly string[]> {
  const { code } = await project.run("scaffold", "openapi.json", "--force");
  const text = [...project.files().values()].map((file) => file.text).join("\n");
  return [
    ...(code === 0 ? [] : [`--force ends with ${code}`]),
    ...scenario.marks.filter((mark) => !text.includes(mark)).map((mark) => `--force lost ${mark}`),
  ];
}

/** Every mark stands in the sources as often as it was written. */
function lost({ marks, before = 1, marksFrom = before }: Scenario, step: number, after: Files): readonly string[] {
  if (step < marksFrom) return [];
  const text = [...after.values()].map((file) => file.text).join("\n");
  return marks.flatMap((mark) => {
    const count = text.split(mark).length - 1;
    return count === 1 ? [] : [`${mark} stands ${count} times`];
  });
}

/** Each operation is exported by the file that the table takes it from, and every file parses. */
function unserved(scenario: Scenario, project: Project, step: number): readonly string[] {
  const table = project.read("routes/index.ts");
  const modules = new Map(
    [...table.matchAll(/import \* as (\w+) from ["']\.\/([\w-]+)(?:\.js)?["']/g)].map(([, alias = "", file = ""]) => [
      alias,
      file,
    ]),
  );
  return idsAt(step).flatMap((id) => {
    if (scenario.lacks?.includes(id) === true) return [];
    const alias = new RegExp(`\\b${id}: (\\w+)\\.${id}\\b`).exec(table)?.[1] ?? "";
    const path = `routes/${modules.get(alias) ?? "?"}.ts`;
    if (!project.has(path)) return [`${id} is served from ${path}, which is not there`];
    const { errors, module } = parseSync(path, project.read(path));
    if (errors.length > 0) return [`${path} does not parse: ${errors[0]?.message}`];
    const entries = module.staticExports.flatMap((statement) => statement.entries);
    const count = entries.filter(({ exportName }) => exportName.name === id).length;
    const isOpen = entries.some(({ exportName }) => exportName.start === null);
    return count === 1 || (count === 0 && isOpen) ? [] : [`${path} exports ${id} ${count} times`];
  });
}

/** Files that the run does not name as written keep their time of change. */
function touched(stdout: string, before: Files, after: Files): readonly string[] {
  const rows = JSON.parse(stdout).files as readonly { path: string; action: string }[];
  const written = new Set(rows.filter(({ action }) => !["kept", "unchanged"].includes(action)).map(({ path }) => path));
  return [...before].flatMap(([path, { modified }]) => {
    const now = after.get(path);
    return now !== undefined && now.modified !== modified && !written.has(`src/${path}`) ? [`touched ${path}`] : [];
  });
}

/** A second run finds nothing to do. */
async function restless(project: Project, after: Files): Promise<readonly string[]> {
  const { code, stdout } = await project.run("scaffold", "openapi.json", "--check");
  await project.run("scaffold", "openapi.json");
  const isSame = JSON.stringify([...project.files()]) === JSON.stringify([...after]);
  return [...(code === 0 ? [] : [`--check after a run: ${stdout}`]), ...(isSame ? [] : ["a second run wrote"])];
}
