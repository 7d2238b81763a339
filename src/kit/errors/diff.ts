import { defineError } from "./define.ts";

export const diffErrors = {
  sources: defineError<{ problem: string }>("diff-sources", {
    exitCode: 2,
    when: "It is not clear which two schemas are to be compared.",
    message: ({ problem }) => `Two schemas are needed: ${problem}.`,
    hint: () => "Write backwright db diff old.sql new.sql, or backwright db diff --connection URL schema.sql.",
  }),
  pgVersion: defineError<{ title: string; has: number; wanted: number }>("diff-pg-version", {
    exitCode: 2,
    when: "A plan is asked for another major version than the one of the database that it is for.",
    message: ({ title, has, wanted }) => `${title} is a PostgreSQL ${has}, and --pg-version says ${wanted}.`,
    hint: () => "Leave --pg-version out: it is for comparing files.",
  }),
  dataLoss: defineError<{ lost: readonly string[] }>("diff-data-loss", {
    exitCode: 4,
    when: "A plan would lose rows or values, and nobody has allowed it.",
    message: ({ lost }) => `The migration would lose ${lost.join("; ")}.`,
    hint: () => "If something was renamed, say so with --rename old:new. If it shall go, add --allow data-loss.",
  }),
  renames: defineError<{ questions: readonly string[]; flags: readonly string[] }>("diff-rename-unclear", {
    exitCode: 4,
    when: "Something may have been renamed, and there is no terminal to ask at.",
    message: ({ questions }) => `Renamed, or dropped and made anew? ${questions.join("; ")}.`,
    hint: ({ flags }) => `Add ${flags.join(" ")} where it was renamed, or --rename none where nothing was.`,
  }),
  renameUnknown: defineError<{ rename: string; problem: string }>("diff-rename-unknown", {
    exitCode: 2,
    when: "A --rename names something that is not there, or that is not a rename.",
    message: ({ rename, problem }) => `--rename ${rename} cannot be followed: ${problem}.`,
    hint: () => "Write --rename old:new, with the table in front for columns: --rename users.mail:users.email.",
  }),
  unplanned: defineError<{ what: readonly string[] }>("diff-unplanned", {
    exitCode: 4,
    when: "A difference has no statements that Backwright could write, or its statements need each other.",
    message: ({ what }) => `No plan can be made for: ${what.join("; ")}.`,
    hint: () => "Change these by hand in a migration of your own, and compare again.",
  }),
  unmodelled: defineError<{ what: readonly string[] }>("diff-unmodelled", {
    exitCode: 4,
    when: "One of the two schemas has something that Backwright cannot read, so that no plan speaks of it.",
    message: ({ what }) => `The migration would say nothing about ${what.join("; ")}.`,
    hint: () => "Take care of it by hand, and add --allow unmodelled to write the rest.",
  }),
  unproven: defineError<{ stage: string; detail: string }>("diff-unproven", {
    exitCode: 4,
    when: "A plan was run on a shadow and did not lead where it should.",
    message: ({ stage, detail }) => `The plan failed its proof on a shadow (${stage}): ${detail}.`,
    hint: () =>
      "Nothing was written. Make that change in a migration of your own, or in two steps with a schema file between them, and compare " +
      "again. --sql without --out shows the plan, --allow unproven writes it with this warning inside. Where the shadow lacks no " +
      "extension and no right, the mistake is ours: please report it.",
  }),
};
