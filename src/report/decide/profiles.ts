import type { Decision } from "../../decide/index.ts";

/** What must be said of the profiles that were looked at: the custom ones, and what they replace. */
export function profileLines({ profiles, recommendation }: Decision): readonly string[] {
  const own = profiles.filter(({ origin }) => origin === "custom");
  const replaced = own.filter(({ replacesBuiltIn }) => replacesBuiltIn);
  return [
    ...(recommendation === null ? [] : [`Profile version ${recommendation.version}, ${recommendation.file}`]),
    ...(own.length === 0 ? [] : [`Custom profiles: ${own.map(({ profile }) => profile).join(", ")}`]),
    ...replaced.map(({ profile, file }) => `The built-in profile ${profile} is replaced by ${file}`),
  ];
}

/** A row per profile, for `--list-profiles`. */
export function profileRows({ profiles }: Decision): readonly (readonly string[])[] {
  return profiles.map(({ profile, origin, teamSize, languages, description }) => [
    profile,
    origin,
    `team ${teamSize}`,
    languages.join(", "),
    description,
  ]);
}
