import { uniqueBy, type JsonValue } from "../../../kit/index.ts";
import { escapeSegment } from "../../../openapi/text/index.ts";
import type { ThresholdWish } from "../../thresholds/index.ts";
import { TOKEN, type Feeder, type Flow, type Scenario } from "../model.ts";
import type { Compiler, FlowWork, Wire } from "./compiler.ts";
import { tablesOf, type Table } from "./feeders.ts";
import { wishesOf, type FileWishes } from "./load.ts";
import { newMistakes, type Complaint, type Mistakes } from "./mistakes.ts";
import { namesSetBy } from "./names.ts";
import { invalid, type ReadFile } from "./read-file.ts";
import type { FileAuth, FileStep, ScenarioFile } from "./schema.ts";
import { setVariable } from "./scope.ts";
import { compileSteps } from "./steps.ts";
import { wishesFor } from "./thresholds.ts";
import { settingOf } from "./values.ts";
import { timeoutsOf, type FileTimeouts } from "./timeouts.ts";

/** What a file needs besides its text. */
export interface Surroundings {
  readonly wire: Wire;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Contents of the files that it names, by the names it uses. */
  readonly files: ReadonlyMap<string, Uint8Array>;
  /** True: values of the environment become variables by the name `env.NAME`, for an export. */
  readonly isEnvironmentLate?: boolean;
}

/** A file, ready to be played. */
export interface Compiled {
  readonly scenario: Scenario;
  /** Played once before and after by one user; undefined without steps. */
  readonly setup: Scenario | undefined;
  readonly teardown: Scenario | undefined;
  /** Credentials to fetch a token with; every scenario of this file reads it from its `token`. */
  readonly oauth: Extract<FileAuth, object>["oauth"];
  readonly load: FileWishes;
  readonly timeouts: FileTimeouts;
  readonly thresholds: readonly ThresholdWish[];
  readonly warnings: readonly Complaint[];
}

/**
 * Compiles a scenario file for one server. Error: `load-scenario-invalid`, with file, line and column of every mistake.
 *
 * @example
 * compileScenario(readScenarioFile("shop.yaml", text), { wire, env: {}, files: new Map() }).scenario;
 */
export function compileScenario({ file, placed }: ReadFile, surroundings: Surroundings): Compiled {
  const mistakes = newMistakes();
  const tables = tablesOf(file, surroundings.files, mistakes);
  const isLate = surroundings.isEnvironmentLate ?? false;
  const names = [...variablesOf(file, tables), ...(isLate ? environmentNames(file) : [])];
  const numbers = new Map(names.map((name, number) => [name, number]));
  const { wire, env, files } = surroundings;
  const used = new Set<string>();
  const constants = constantsOf(file);
  const broken = new Set(tables.filter(({ columns }) => columns.length === 0).map(({ name }) => name));
  const compiler = (): Compiler => ({
    file,
    wire,
    files,
    steps: [],
    scope: {
      env,
      isLate,
      mistakes,
      numbers,
      constants,
      used,
      broken,
      defined: new Set(Object.keys(file.variables ?? {})),
    },
  });
  const made = { file, names, tables, numbers };
  const setup = onceOf(compiler(), { made, steps: file.setup, pointer: "/setup", after: [] });
  const after = namesSetBy(file.setup ?? []);
  const main = mainOf(compiler(), made, after);
  const teardown = onceOf(compiler(), { made, steps: file.teardown, pointer: "/teardown", after });
  warnOfUnused(tables, used, mistakes);
  const thresholds = wishesFor(file, main.steps, mistakes);
  const [load, timeouts] = [wishesOf(file, mistakes), timeoutsOf(file, mistakes)];
  const complaints = placed(uniqueBy(mistakes.all, ({ pointer, text }) => `${pointer}\n${text}`));
  if (complaints.some(({ severity }) => severity === "error")) throw invalid(complaints);
  return { scenario: main, setup, teardown, oauth: oauthOf(file), load, timeouts, thresholds, warnings: complaints };
}

const stepsOf = ({ setup = [], steps = [], scenarios = [], teardown = [] }: ScenarioFile): readonly FileStep[] => [
  ...setup,
  ...steps,
  ...scenarios.flatMap((flow) => flow.steps),
  ...teardown,
];

/** A variable that is computed at the beginning of every iteration. */
const isComputed = (value: JsonValue): boolean => typeof value === "string" && value.includes("${");

/** Variables that keep the value that the file gives them. */
function constantsOf(file: ScenarioFile): ReadonlyMap<string, JsonValue> {
  const changed = new Set(namesSetBy(stepsOf(file)));
  const all = Object.entries(file.variables ?? {});
  return new Map(all.filter(([name, value]) => !changed.has(name) && !isComputed(value)));
}

function variablesOf(file: ScenarioFile, tables: readonly Table[]): readonly string[] {
  const columns = tables.flatMap(({ name, columns: each }) => each.map((column) => `${name}.${column}`));
  return uniqueBy(
    [TOKEN, ...Object.keys(file.variables ?? {}), ...columns, ...namesSetBy(stepsOf(file))],
    (name) => name,
  );
}

/** `env.NAME` for every variable of the environment that the file may ask for. */
const environmentNames = (file: ScenarioFile): readonly string[] => [
  ...new Set(JSON.stringify(file).match(/\benv\.[A-Za-z_]\w*/g) ?? []),
];

interface Made {
  readonly file: ScenarioFile;
  readonly names: readonly string[];
  readonly tables: readonly Table[];
  readonly numbers: ReadonlyMap<string, number>;
}

function mainOf(compiler: Compiler, made: Made, after: readonly string[]): Scenario {
  const { file, tables } = made;
  const { scope } = compiler;
  const kinds = file.scenarios ?? [];
  if (file.steps !== undefined && kinds.length > 0)
    scope.mistakes.error("/steps", "steps: is for the only kind of user; they stand under scenarios: here");
  if (file.steps === undefined && kinds.length === 0) scope.mistakes.error("", "steps: or scenarios: is missing");
  const given = [...after, ...tables.flatMap(({ name, columns }) => columns.map((column) => `${name}.${column}`))];
  const only = file.steps === undefined ? [] : [flowOf(compiler, { steps: file.steps, pointer: "/steps", given })];
  const flows = kinds.map((kind, index): Flow => {
    const pointer = `/scenarios/${index}`;
    const { name, weight } = kind;
    const flow = flowOf(compiler, {
      steps: kind.steps,
      pointer: `${pointer}/steps`,
      given,
      own: kind,
      ownPointer: pointer,
    });
    return { name: name ?? flow.name, weight: weight ?? 1, program: flow.program };
  });
  return scenarioOf(compiler, made, { flows: [...only, ...flows], isOnce: false });
}

interface FlowWishes {
  readonly steps: readonly FileStep[];
  readonly pointer: string;
  /** Variables that have a value when the flow begins. */
  readonly given: readonly string[];
  readonly own?: { readonly auth?: FileAuth | undefined; readonly think?: string | number | undefined };
  readonly ownPointer?: string;
}

function flowOf(compiler: Compiler, { steps, pointer, given, own, ownPointer }: FlowWishes): Flow {
  const { file, scope } = compiler;
  scope.defined.clear();
  for (const name of [...Object.keys(file.variables ?? {}), ...given]) scope.defined.add(name);
  const work: FlowWork = {
    compiler,
    program: [],
    loops: 0,
    auth: own?.auth ?? file.auth,
    authPointer: own?.auth === undefined ? "/auth" : `${ownPointer}/auth`,
    think: own?.think ?? file.defaults?.think,
  };
  for (const [name, value] of Object.entries(file.variables ?? {}))
    if (isComputed(value)) {
      const setting = settingOf(value, { scope, pointer: `/variables/${escapeSegment(name)}` });
      work.program.push({ do: "set", variable: setVariable(scope, name), value: setting });
    }
  compileSteps(work, steps, pointer);
  return { name: pointer, weight: 1, program: work.program };
}

interface Once {
  readonly made: Made;
  readonly steps: readonly FileStep[] | undefined;
  readonly pointer: string;
  readonly after: readonly string[];
}

function onceOf(compiler: Compiler, { made, steps, pointer, after }: Once): Scenario | undefined {
  if (steps === undefined || steps.length === 0) return undefined;
  const flow = flowOf(compiler, { steps, pointer, given: after, own: { think: 0 } });
  return scenarioOf(compiler, made, { flows: [flow], isOnce: true });
}

interface Parts {
  readonly flows: readonly Flow[];
  readonly isOnce: boolean;
}

function scenarioOf(compiler: Compiler, { file, names, tables, numbers }: Made, { flows, isOnce }: Parts): Scenario {
  const variables = file.variables ?? {};
  return {
    name: file.name ?? "scenario",
    seed: file.seed ?? 1,
    variables: names,
    initial: names.map((name): JsonValue | undefined => (Object.hasOwn(variables, name) ? variables[name] : undefined)),
    feeders: isOnce ? [] : tables.map((table) => feederOf(table, numbers)),
    flows,
    steps: compiler.steps,
    keepsCookies: file.cookies ?? true,
  };
}

function feederOf({ name, columns, rows, order }: Table, numbers: ReadonlyMap<string, number>): Feeder {
  return { name, rows, order, columns: columns.map((column) => numbers.get(`${name}.${column}`) ?? 0) };
}

function warnOfUnused(tables: readonly Table[], used: ReadonlySet<string>, mistakes: Mistakes): void {
  for (const { name, pointer, columns } of tables)
    for (const column of columns)
      if (!used.has(`${name}.${column}`))
        mistakes.warning(pointer, `the column ${column} of the feeder ${name} is never used`);
}

function oauthOf({ auth, scenarios = [] }: ScenarioFile): Compiled["oauth"] {
  for (const one of [auth, ...scenarios.map((flow) => flow.auth)])
    if (one !== undefined && one !== "none" && one.oauth !== undefined) return one.oauth;
  return undefined;
}
