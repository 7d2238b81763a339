import type { World } from "../../command/index.ts";
import { authorityText, originText, parseHeader, type Connecting, type Target } from "../../load/index.ts";
import { throughProxy } from "../../load/proxy/index.ts";
import { bodyFilesOf, spelledFeeder, type ScenarioFile, type Surroundings } from "../../load/scenario/format/index.ts";
import type { Input } from "./input.ts";
import type { Source } from "./source.ts";

interface Sending {
  readonly source: Source;
  readonly input: Input;
  readonly connecting: Connecting;
}

/** What a scenario is compiled with: where it goes, the environment, and the files that it names. */
export async function surroundingsOf(
  target: Target,
  { source, input, connecting }: Sending,
  world: World,
): Promise<Surroundings> {
  const { file } = source.read;
  const given = input.header.map(parseHeader);
  const login = target.authorization === undefined ? [] : [target.authorization];
  const wire = wireOf(connecting);
  return {
    wire: {
      ...wire,
      basePath: basePathOf(target),
      keepsAlive: connecting.keepAlive,
      headers: [...given, ...login, ...wire.headers],
    },
    env: { ...source.secrets, ...definedIn(world.env) },
    files: await filesOf(file, source.folder ?? "", world),
  };
}

/** How an origin is named in requests; through a proxy, plain http asks for whole addresses. */
export function wireOf(connecting: Connecting) {
  const { origin } = connecting;
  const { path, headers } = throughProxy(connecting, { name: "", weight: 1, method: "GET", path: "*", headers: [] });
  return { prefix: path === "*" ? "" : path, origin: originText(origin), authority: authorityText(origin), headers };
}

/** The path of the target, which stands before every path: `/v2`, or nothing. */
function basePathOf({ path }: Target): string {
  return (path.split("?", 1)[0] ?? "").replace(/\/+$/, "");
}

function definedIn(env: World["env"]): Readonly<Record<string, string>> {
  const entries = Object.entries(env).flatMap(([name, value]) => (value === undefined ? [] : [[name, value] as const]));
  return Object.fromEntries(entries);
}

/** Contents of the files that a scenario names. */
export async function filesOf(
  file: ScenarioFile,
  folder: string,
  { files }: World,
): Promise<ReadonlyMap<string, Uint8Array>> {
  const feeders = Object.values(file.feeders ?? {}).map((feeder) => spelledFeeder(feeder).file);
  const names = [...new Set([...feeders, ...bodyFilesOf(file)])];
  const contents = await Promise.all(
    names.map(async (name) => [name, await files.readBytes(isAbsolute(name) ? name : `${folder}${name}`)] as const),
  );
  return new Map(contents);
}

const isAbsolute = (path: string): boolean => /^(?:[\\/]|[A-Za-z]:[\\/])/.test(path);
