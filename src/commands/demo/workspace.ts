import type { World } from "../../command/index.ts";
import { errors } from "../../kit/index.ts";

/** The folder in which the tour's API is made. */
export interface Workspace extends AsyncDisposable {
  readonly path: string;
  /** It stays after the run. */
  readonly kept: boolean;
}

/** A temporary folder, or the one to keep, which must be new or empty. Error: `demo-folder-taken`. */
export async function openWorkspace(world: World, keep: string | undefined): Promise<Workspace> {
  if (keep === undefined) {
    const folder = await world.files.temporaryFolder("backwright-demo");
    return { path: folder.path, kept: false, [Symbol.asyncDispose]: () => folder[Symbol.asyncDispose]() };
  }
  if ((await world.files.list(keep)).length > 0) throw errors.demo.folderTaken({ path: keep });
  await world.files.makeFolder(keep);
  const path = world.files.resolve(keep);
  return { path, kept: true, [Symbol.asyncDispose]: () => letStand(world, path) };
}

/** What stays is a project of its own: its packages are for its owner to install, not a link to ours. */
async function letStand(world: World, path: string): Promise<void> {
  await world.files.remove(`${path}/node_modules`);
}
