import { defineError } from "./define.ts";

export const specErrors = {
  noFolder: defineError<{ path: string }>("spec-no-folder", {
    exitCode: 2,
    when: "What was named to read routes from is no folder.",
    message: ({ path }) => `${path} is no folder, and routes are read from a folder of sources.`,
    hint: () => "Name the folder: backwright spec src/routes/",
  }),
  nothingToCheck: defineError<{ command: string }>("spec-nothing-to-check", {
    exitCode: 2,
    when: "`--check` was given without the file to check.",
    message: ({ command }) => `${command} --check compares a document with the code, and no document was named.`,
    hint: () => "Name it: backwright spec . --out openapi.yaml --check",
  }),
  targetUnusable: defineError<{ path: string; found: string }>("spec-target-unusable", {
    exitCode: 2,
    when: "The file that a document should be merged into is not one that it can be merged into.",
    message: ({ path, found }) => `${path} holds ${found}. Nothing was written.`,
    hint: () => "Name another file with --out, or remove this one to have it written anew.",
  }),
  checkerMissing: defineError<Record<string, never>>("type-checker-missing", {
    exitCode: 3,
    when: "`spec --types` was asked for and the package that checks types is not installed.",
    message: () => "ts-morph, which knows the types that nobody wrote down, is not installed here.",
    hint: () => "Install it (npm install --save-dev ts-morph), or leave --types out.",
  }),
  noEntry: defineError<{ path: string; root: string }>("spec-no-entry", {
    exitCode: 2,
    when: "`spec --probe --entry` names a file that is not there or lies outside of the project.",
    message: ({ path, root }) => `${path} is no file of the project ${root}, so there is nothing to start.`,
    hint: () => "Name the file that starts the application: backwright spec . --probe --entry src/server.ts",
  }),
  entryWithoutProbe: defineError<{ path: string }>("spec-entry-without-probe", {
    exitCode: 2,
    when: "`spec --entry` was given without `--probe`.",
    message: ({ path }) => `--entry ${path} says which file to start, and nothing is started without --probe.`,
    hint: () => "Add --probe to start the application, or leave --entry out.",
  }),
} as const;
