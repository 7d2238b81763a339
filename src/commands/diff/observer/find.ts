import type { World } from "../../../command/index.ts";

/** A pg_dump of this machine. */
interface Dumper {
  readonly program: string;
  /** `15.18` */
  readonly version: string;
  readonly major: number;
}

/** The pg_dump that knows a server of a major best: of the same one, else the next newer one. Older ones refuse. */
export async function findDumper(world: World, major: number): Promise<Dumper | undefined> {
  const onPath = await dumperAt(world, await world.processes.which("pg_dump"));
  if (onPath?.major === major) return onPath;
  const others = await Promise.all((await programFolders(world)).map((folder) => dumperAt(world, `${folder}/pg_dump`)));
  const able = [onPath, ...others].filter((one) => one !== undefined).filter((one) => one.major >= major);
  return able.toSorted((a, b) => a.major - b.major)[0];
}

/** npm's binaries have no pg_dump. */
async function programFolders({ engines }: World): Promise<readonly string[]> {
  const infos = await engines.available();
  return infos.flatMap(({ kind, path }) => (kind === "system" && path !== undefined ? [path] : []));
}

const SOON_MS = 10_000;

async function dumperAt({ processes }: World, program: string | undefined): Promise<Dumper | undefined> {
  if (program === undefined) return undefined;
  try {
    const { code, stdout } = await processes.run(program, ["--version"], { timeoutMs: SOON_MS });
    const version = /(\d+(?:\.\d+)?)/.exec(stdout)?.[1];
    return code !== 0 || version === undefined ? undefined : { program, version, major: Number.parseInt(version, 10) };
  } catch {
    return undefined;
  }
}
