import type { World } from "../../command/index.ts";
import { errors } from "../../kit/index.ts";
import { originText, parseTarget, type Connecting, type LoadPlan, type Target } from "../../load/index.ts";
import { scenarioYaml } from "../../load/import/index.ts";
import { compileScenario, type Compiled } from "../../load/scenario/format/index.ts";
import { connectingTo } from "../load/index.ts";
import { environmentText } from "./environment-text.ts";
import type { Input } from "./input.ts";
import { shapeFor } from "./shape.ts";
import { readSource, type Source } from "./source.ts";
import { surroundingsOf } from "./surroundings.ts";

const DEFAULT_TIMEOUT_MS = 10_000;

/** What is going to be played, before anything is sent. */
export interface Playable {
  readonly source: Source;
  readonly target: Target;
  readonly compiled: Compiled;
  readonly plan: LoadPlan;
  /** The environment as the file sees it. */
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly warnings: readonly string[];
}

/** Reads, writes where that was asked for, and compiles. Errors: those of `readSource` and of the flags. */
export async function playableFrom(input: Input, world: World): Promise<Playable> {
  const source = await readSource(input, world);
  const target = targetOf(input, source, world);
  await save(input, { source, target }, world);
  const keepalive = input.keepalive && source.read.file.keepAlive !== false;
  const flags = { ...input, keepalive, timeout: input.timeout ?? DEFAULT_TIMEOUT_MS };
  const connecting = await connectingTo(target.origin, flags, world);
  const surroundings = await surroundingsOf(target, { source, input, connecting }, world);
  const compiled = compileScenario(source.read, surroundings);
  return {
    source,
    target,
    compiled,
    plan: { ...timed(connecting, compiled, input), ...limited(shapeFor(input, compiled.load), compiled) },
    env: surroundings.env,
    warnings: [...source.warnings, ...compiled.warnings.map(({ text }) => text)],
  };
}

interface Found {
  readonly source: Source;
  readonly target: Target;
}

/** Writes the scenario where --save-scenario says, complete with its target. */
async function save({ saveScenario }: Input, { source, target }: Found, world: World): Promise<void> {
  if (saveScenario === undefined) return;
  const { name, target: own, ...rest } = source.read.file;
  const address = own ?? `${originText(target.origin)}${target.path === "/" ? "" : target.path}`;
  const file = { ...(name !== undefined && { name }), target: address, ...rest };
  await world.files.writeText(saveScenario, scenarioYaml(file, source.name));
}

/** A `--url` without a path keeps the path of the document's server. Error: `load-scenario-target-missing`. */
function targetOf({ url }: Input, { read, name, secrets, basePath }: Source, { env }: World): Target {
  const { target } = read.file;
  if (url === undefined && target === undefined) throw errors.loadScenario.targetMissing({ file: name });
  if (url === undefined) return parseTarget(environmentText(target ?? "", { ...secrets, ...env }));
  const given = parseTarget(url);
  return given.path === "/" && basePath !== "" ? { ...given, path: basePath } : given;
}

/** Flags win over the file, and the file over what is usual. */
function timed(connecting: Connecting, { scenario, timeouts: own }: Compiled, { timeout }: Input): LoadPlan {
  const timeouts = { ...own.timeouts, ...connecting.timeouts };
  return {
    ...connecting,
    requests: [],
    scenario,
    concurrency: 1,
    timeoutMs: timeout ?? own.timeoutMs ?? connecting.timeoutMs,
    ...(Object.keys(timeouts).length > 0 && { timeouts }),
  };
}

/** Rows that are used once end the run with the last one. */
export function limited(shape: ReturnType<typeof shapeFor>, { scenario }: Compiled): ReturnType<typeof shapeFor> {
  const rows = scenario.feeders.filter(({ order }) => order === "unique").map(({ rows: each }) => each.length);
  if (rows.length === 0) return shape;
  return { ...shape, requestLimit: Math.min(shape.requestLimit ?? Infinity, ...rows) };
}
