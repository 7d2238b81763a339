import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { readProfile, shelve, type Profile, type Shelf, type ShelvedProfile } from "../../src/decide/index.ts";

const FOLDER = join(import.meta.dirname, "../../profiles");

/** The profiles that ship, read from their files. */
export function builtInProfiles(): readonly ShelvedProfile[] {
  const names = readdirSync(FOLDER).filter((name) => name.endsWith(".json") && !name.endsWith(".schema.json"));
  return names.map((name) => {
    const read = readProfile(readFileSync(join(FOLDER, name), "utf8"));
    if (read.kind !== "profile") throw new Error(`${name}: ${JSON.stringify(read)}`);
    return { profile: read.profile, origin: "built-in", file: `profiles/${name}` };
  });
}

export const builtInShelf = (): Shelf => shelve(builtInProfiles());

export function builtIn(name: string): Profile {
  const found = builtInProfiles().find(({ profile }) => profile.profile_name === name);
  if (found === undefined) throw new Error(`no profile ${name}`);
  return found.profile;
}

/** A custom copy with changes, as an organisation's file would be. */
export const custom = (profile: Profile): ShelvedProfile => ({
  profile,
  origin: "custom",
  file: `profiles/${profile.profile_name}.json`,
});
