import type { World } from "../../command/index.ts";
import { errors } from "../../kit/index.ts";
import {
  authorityText,
  originText,
  parseHeader,
  parseResolve,
  parseTarget,
  parseThreshold,
  readThresholds,
  resolvedBy,
  type LoadPlan,
  type Target,
  type ThresholdWish,
} from "../../load/index.ts";
import type { Handing } from "../../load/export/index.ts";
import { compileScenario, madeFile, type Compiled, type Surroundings } from "../../load/scenario/format/index.ts";
import type { Scenario } from "../../load/scenario/index.ts";
import { environmentText } from "../load-run/environment-text.ts";
import { input as runInput, type Input as RunInput } from "../load-run/input.ts";
import { limited } from "../load-run/playable.ts";
import { shapeFor } from "../load-run/shape.ts";
import { readSource, type Source } from "../load-run/source.ts";
import { filesOf } from "../load-run/surroundings.ts";
import { tokenFile } from "../load-run/token.ts";
import { connectingTo } from "../load/index.ts";
import type { Input } from "./input.ts";
import { fromAddress, isAddress } from "./from-address.ts";

/** What is exported, with where it came from. */
export interface Handed {
  readonly handing: Handing;
  readonly source: Source;
  readonly target: Target;
}

/** Reads and compiles what is to be exported; values of the environment stay names. Errors: those of reading and of flags. */
export async function handedFrom(wishes: Input, world: World): Promise<Handed> {
  const flags = runFlags(wishes);
  const source = isAddress(wishes) ? fromAddress(wishes) : await readSource(flags, world);
  const target = targetOf(flags, source, world);
  const { origin } = target;
  const timeout = wishes.timeout ?? 10_000;
  const keepalive = wishes.keepalive && source.read.file.keepAlive !== false;
  const connecting = await connectingTo(origin, { ...flags, timeout, keepalive, http3: false }, world);
  const compiled = compileScenario(source.read, await surroundings(target, { source, flags, keepalive }, world));
  const said = resolvedBy(wishes.resolve.map(parseResolve), origin);
  const thresholds = await thresholdsFrom(wishes, world);
  const plan: LoadPlan = {
    ...connecting,
    requests: [],
    ...limited(shapeFor(flags, compiled.load), compiled),
    timeoutMs: wishes.timeout ?? compiled.timeouts.timeoutMs ?? timeout,
    ...timeoutsOf(connecting.timeouts, compiled),
    ...(said === undefined ? {} : { addresses: [said] }),
  };
  const handing: Handing = {
    origin,
    scenario: compiled.scenario,
    setup: compiled.setup,
    teardown: compiled.teardown,
    token: tokenOf(compiled, world),
    plan,
    thresholds: [...thresholds, ...compiled.thresholds],
    wantsHttp3: wishes.http3,
    warmUpMs: compiled.load.warmUpMs,
  };
  return { handing, source, target };
}

async function thresholdsFrom({ threshold, thresholds: path }: Input, world: World): Promise<readonly ThresholdWish[]> {
  const read = path === undefined ? [] : readThresholds(await world.files.readText(path), path);
  return [...threshold.map((text) => parseThreshold(text, "flag")), ...read];
}

/** The flags of `load run`; those that an export has not keep their defaults. */
function runFlags({ source, ...flags }: Input): RunInput {
  return { ...runInput.parse({}), ...flags, file: source };
}

function targetOf({ url }: RunInput, { read, name, secrets, basePath }: Source, { env }: World): Target {
  const { target } = read.file;
  if (url === undefined && target === undefined) throw errors.loadScenario.targetMissing({ file: name });
  if (url === undefined) return parseTarget(environmentText(target ?? "", { ...secrets, ...env }));
  const given = parseTarget(url);
  return given.path === "/" && basePath !== "" ? { ...given, path: basePath } : given;
}

interface Sending {
  readonly source: Source;
  readonly flags: RunInput;
  readonly keepalive: boolean;
}

async function surroundings(
  target: Target,
  { source, flags, keepalive }: Sending,
  world: World,
): Promise<Surroundings> {
  const login = target.authorization === undefined ? [] : [target.authorization];
  return {
    wire: {
      ...wireTo(target),
      basePath: (target.path.split("?", 1)[0] ?? "").replace(/\/+$/, ""),
      keepsAlive: keepalive,
      headers: [...flags.header.map(parseHeader), ...login],
    },
    env: {},
    files: await filesOf(source.read.file, source.folder ?? "", world),
    isEnvironmentLate: true,
  };
}

const wireTo = ({ origin }: Target) => ({
  prefix: "",
  basePath: "",
  origin: originText(origin),
  authority: authorityText(origin),
  keepsAlive: true,
  headers: [],
});

function timeoutsOf(flags: LoadPlan["timeouts"], { timeouts }: Compiled): Pick<LoadPlan, "timeouts"> {
  const all = { ...timeouts.timeouts, ...flags };
  return Object.keys(all).length === 0 ? {} : { timeouts: all };
}

/** The request for an access token, as a scenario of its own. A secret that stands in the file becomes a variable. */
function tokenOf({ oauth }: Compiled, { env }: World): Handing["token"] {
  if (oauth === undefined) return undefined;
  const target = parseTarget(environmentText(oauth.tokenUrl, env));
  const scenario: Scenario = compileScenario(madeFile("auth.oauth", tokenFile(target, oauth)), {
    wire: wireTo(target),
    env: {},
    files: new Map(),
    isEnvironmentLate: true,
  }).scenario;
  return { scenario, origin: target.origin };
}
