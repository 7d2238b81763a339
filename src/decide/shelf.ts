import { groupBy, sortedBy } from "../kit/index.ts";
import type { Profile } from "./profile.ts";

/** A profile and where it stands. */
export interface ShelvedProfile {
  readonly profile: Profile;
  readonly origin: "built-in" | "custom";
  /** As the user would open it. */
  readonly file: string;
}

/** All profiles of a decision, by name; a custom one takes the place of the built-in one of its name. */
export interface Shelf {
  readonly profiles: readonly ShelvedProfile[];
  /** Names of built-in profiles that a custom one replaced. */
  readonly replaced: readonly string[];
  /** Names that two custom files claim. */
  readonly twice: readonly { readonly name: string; readonly files: readonly string[] }[];
}

/** Puts profiles on a shelf. The order in which files were read never matters. */
export function shelve(read: readonly ShelvedProfile[]): Shelf {
  const byName = groupBy(
    sortedBy(read, (one) => `${one.profile.profile_name}\n${one.origin}\n${one.file}`),
    (one) => one.profile.profile_name,
  );
  const groups = [...byName.values()];
  return {
    profiles: groups.flatMap((group) => (ownOf(group).length > 0 ? ownOf(group) : group).slice(0, 1)),
    replaced: groups.filter((group) => new Set(group.map((one) => one.origin)).size > 1).map(nameOf),
    twice: groups
      .filter((group) => ownOf(group).length > 1)
      .map((group) => ({ name: nameOf(group), files: ownOf(group).map((one) => one.file) })),
  };
}

const ownOf = (group: readonly ShelvedProfile[]): readonly ShelvedProfile[] =>
  group.filter((one) => one.origin === "custom");

const nameOf = (group: readonly ShelvedProfile[]): string => group[0]?.profile.profile_name ?? "";
