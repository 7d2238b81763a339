import { defineError } from "./define.ts";

export interface Gaps {
  /** A line each: `--team-size: engineers who build and run it`. */
  readonly missing: readonly string[];
  /** A line each: `--qps-p99 -3: …`. */
  readonly impossible: readonly string[];
}

const listed = (title: string, lines: readonly string[]): readonly string[] =>
  lines.length === 0 ? [] : [title, ...lines.map((line) => `  ${line}`)];

const count = (lines: readonly string[], one: string, many: string): string =>
  lines.length === 1 ? `1 ${one}` : `${lines.length} ${many}`;

const describeGaps = ({ missing, impossible }: Gaps): string =>
  [
    ...listed(`${count(missing, "answer is", "answers are")} missing:`, missing),
    ...listed(`${count(impossible, "answer is", "answers are")} impossible:`, impossible),
  ].join("\n");

export const decideErrors = {
  answersMissing: defineError<Gaps>("decide-answers-missing", {
    exitCode: 2,
    when: "A decision was asked for without all of the answers that it needs; each missing one is named.",
    message: describeGaps,
    hint: () => "Give them as flags, or be asked one question at a time: backwright decide grill",
  }),
  answersImpossible: defineError<Gaps>("decide-answers-impossible", {
    exitCode: 2,
    when: "An answer cannot be true (a negative number, an unknown data tier, a contradiction); all are named at once.",
    message: describeGaps,
    hint: () => "Correct these flags and run the command again; backwright decide --help says what each takes.",
  }),
  profileUnusable: defineError<{ file: string; problems: readonly string[] }>("profile-unusable", {
    exitCode: 2,
    when: "A profile file is no JSON or does not follow the profile schema; every wrong key is named.",
    message: ({ file, problems }) =>
      [`The profile ${file} cannot be used:`, ...problems.map((p) => `  ${p}`)].join("\n"),
    hint: () => "Mend these keys; the schema is profiles/profile.schema.json of this package.",
  }),
  profileTwice: defineError<{ name: string; files: readonly string[] }>("profile-twice", {
    exitCode: 2,
    when: "Two custom profile files carry the same profile_name.",
    message: ({ name, files }) => `The profile name ${name} stands in ${files.join(" and ")}.`,
    hint: () => "Give each file a profile_name of its own.",
  }),
  profileUnknown: defineError<{ name: string; nearest?: string | undefined; known: readonly string[] }>(
    "profile-unknown",
    {
      exitCode: 2,
      when: "A profile was named that is neither built in nor in ./profiles.",
      message: ({ name }) => `There is no profile ${name}.`,
      hint: ({ nearest, known }) =>
        nearest === undefined ? `Known are ${known.join(", ")}.` : `Did you mean ${nearest}?`,
    },
  ),
  profileExists: defineError<{ path: string }>("profile-exists", {
    exitCode: 4,
    when: "A new profile would replace a file that exists.",
    message: ({ path }) => `${path} exists and is yours; it was not changed.`,
    hint: () => "Edit that file, choose another name, or remove it first.",
  }),
} as const;
