import type { World } from "../../command/index.ts";
import { readProfile, shelve, type Shelf, type ShelvedProfile } from "../../decide/index.ts";
import { errors, safeText } from "../../kit/index.ts";

interface Folder {
  /** As messages show it. */
  readonly path: string;
  readonly origin: ShelvedProfile["origin"];
}

/**
 * The built-in profiles and those of `./profiles`, checked against the schema. Errors: `profile-unusable`,
 * `profile-twice`.
 */
export async function readShelf(world: World): Promise<Shelf> {
  const own = world.files.resolve("profiles");
  const builtIn = world.files.resolve(`${world.packageRoot}/profiles`);
  const read = await readFolder(world, { path: builtIn, origin: "built-in" });
  const custom = own === builtIn ? [] : await readFolder(world, { path: "profiles", origin: "custom" });
  const shelf = shelve([...read, ...custom]);
  for (const claim of shelf.twice) throw errors.decide.profileTwice(claim);
  return shelf;
}

async function readFolder(world: World, folder: Folder): Promise<readonly ShelvedProfile[]> {
  const names = (await world.files.list(folder.path)).filter(
    (name) => name.endsWith(".json") && !name.endsWith(".schema.json"),
  );
  const profiles = await Promise.all(names.map((name) => readOne(world, folder, name)));
  return profiles.flat();
}

async function readOne(world: World, { path, origin }: Folder, name: string): Promise<readonly ShelvedProfile[]> {
  const file = `${path}/${name}`;
  const read = readProfile(await world.files.readText(file));
  if (read.kind === "profile") return [{ profile: read.profile, origin, file }];
  if (read.kind === "unusable")
    throw errors.decide.profileUnusable({ file: safeText(file), problems: read.problems.map(safeText) });
  world.progress.warn(`${safeText(file)} has none of a profile's keys and was left alone.`);
  return [];
}
