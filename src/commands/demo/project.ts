import { posix } from "node:path";
import type { World } from "../../command/index.ts";
import { demoManifest } from "./packages.ts";

/** Where the shop lies in this package; what a stranger's document lacks is taken from it. */
export const shopOf = (world: World): string => `${world.packageRoot}/examples/shop`;

/** The whole shop: document, handlers, migrations, rows, manifest. Its handlers go over the generated stubs. */
export async function copyShop(world: World, folder: string): Promise<void> {
  await copyTree(world, shopOf(world), folder);
}

/** The shop's own handlers, server and what they share lie as they will lie below `src/`. */
export async function placeHandlers(world: World, folder: string): Promise<void> {
  await copyTree(world, `${folder}/handlers`, `${folder}/src`);
}

async function copyTree(world: World, from: string, to: string): Promise<void> {
  for (const name of await world.files.list(from)) {
    const facts = await world.files.facts(`${from}/${name}`);
    if (facts?.kind === "folder") await copyTree(world, `${from}/${name}`, `${to}/${name}`);
    else await world.files.copy(`${from}/${name}`, `${to}/${name}`);
  }
}

/** A project around a stranger's document: the document, a manifest, compiler options. */
export async function writeProject(world: World, folder: string, specification: string): Promise<void> {
  await world.files.copy(specification, `${folder}/${posix.basename(specification.replaceAll("\\", "/"))}`);
  await world.files.copy(`${shopOf(world)}/tsconfig.json`, `${folder}/tsconfig.json`);
  await world.files.writeText(`${folder}/package.json`, await demoManifest(world));
}
