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
} as const;
