import { errors, isRecord, nearest } from "../kit/index.ts";
import { convert } from "./convert.ts";
import type { Command, RawSources } from "./declare.ts";
import { flagsOf, type Flag } from "./flags.ts";
import { problemsOf, spelling } from "./problems.ts";
import { readWords } from "./words.ts";

/**
 * One raw input out of flags, environment and configuration, in that order of strength; defaults are the schema's.
 * A variable is the flag's own (`DATABASE_URL`) or `BACKWRIGHT_` + command + flag: `BACKWRIGHT_LOAD_CONCURRENCY`.
 * Errors: `unknown-flag`, `bad-input`, which names the place that a value came from.
 */
export function mergeSettings(command: Command, sources: RawSources): Readonly<Record<string, unknown>> {
  const settings = settingsOf(command, sources);
  refuseEmpty(command, settings);
  const merged = Object.fromEntries([...settings].map(([key, { value }]) => [key, value]));
  const checked = command.input.safeParse(merged, { reportInput: true });
  if (checked.success) return merged;
  const nameOf = (flag: Flag): string => settings.get(flag.key)?.from ?? spelling(flag);
  throw errors.command.badInput({
    problems: problemsOf(checked.error, command.input, nameOf),
    command: command.name,
  });
}

/** Mostly a shell's variable that was not set; as a path it would mean the working directory, or the root of the machine. */
function refuseEmpty(command: Command, settings: ReadonlyMap<string, Setting>): void {
  const empty = [...settings.values()].filter(({ value }) => [value].flat().includes(""));
  if (empty.length === 0) return;
  const problems = empty.map(({ from }) => `${from} is empty; give it a value, or leave it away.`);
  throw errors.command.badInput({ problems, command: command.name });
}

interface Setting {
  readonly value: unknown;
  /** As complaints name it: `--times`, `BACKWRIGHT_GREET_TIMES in the environment`, `greet.times in backwright.config.json`. */
  readonly from: string;
}

function settingsOf(command: Command, sources: RawSources): ReadonlyMap<string, Setting> {
  const given = { ...readWords(command, sources.words), ...known(command, sources.values ?? {}) };
  const configured = configuredBy(command.name, sources);
  const settings = new Map<string, Setting>();
  for (const flag of flagsOf(command.input)) {
    const typed = given[flag.key] === undefined ? undefined : { value: given[flag.key], from: spelling(flag) };
    const setting = typed ?? fromEnvironment(command.name, flag, sources.env) ?? configured.get(flag.key);
    if (setting !== undefined) settings.set(flag.key, setting);
  }
  return settings;
}

/** What an agent gives by name; a name that is none would otherwise be ignored in silence. */
function known(command: Command, values: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  const keys = Object.keys(command.input.shape);
  const unknown = Object.keys(values).find((key) => !keys.includes(key));
  if (unknown === undefined) return values;
  throw errors.command.unknownFlag({ flag: unknown, command: command.name, nearest: nearest(unknown, keys) });
}

/** `{ "db": { "analyze": { … } } }`, and what stands at `db` for all of its commands. */
function configuredBy(command: string, { configuration, configurationFile }: RawSources): ReadonlyMap<string, Setting> {
  const words = command.split(" ");
  const settings = new Map<string, Setting>();
  let section: unknown = configuration;
  for (const [index, word] of words.entries()) {
    section = isRecord(section) ? section[word] : undefined;
    if (!isRecord(section)) break;
    const at = words.slice(0, index + 1).join(".");
    for (const [key, value] of Object.entries(section))
      settings.set(key, { value, from: `${at}.${key} in ${configurationFile ?? "the configuration"}` });
  }
  return settings;
}

function fromEnvironment(command: string, flag: Flag, env: RawSources["env"]): Setting | undefined {
  const names = [variableOf(command, flag), ...(flag.env === undefined ? [] : [flag.env])];
  const name = names.find((each) => (env[each] ?? "") !== "");
  if (name === undefined) return undefined;
  return { value: readVariable(flag, env[name] ?? ""), from: `${name} in the environment` };
}

/** `--target-p99` of `load` is `BACKWRIGHT_LOAD_TARGET_P99`. */
const variableOf = (command: string, flag: Flag): string =>
  `BACKWRIGHT_${command} ${flag.name.slice(2)}`.replaceAll(/[ -]/g, "_").toUpperCase();

const TRUTHS: ReadonlyMap<string, boolean> = new Map([
  ["1", true],
  ["true", true],
  ["0", false],
  ["false", false],
]);

function readVariable(flag: Flag, text: string): unknown {
  if (flag.kind === "boolean") return TRUTHS.get(text) ?? text;
  if (flag.kind === "list") return text.split(",").map((item) => item.trim());
  return convert(flag, text);
}
