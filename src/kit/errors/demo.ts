import { defineError } from "./define.ts";

export const demoErrors = {
  folderTaken: defineError<{ path: string }>("demo-folder-taken", {
    exitCode: 4,
    when: "The folder that the demo should keep its output in is not empty.",
    message: ({ path }) => `The folder ${path} is not empty.`,
    hint: () => "Name a new folder with --keep; nothing was written.",
  }),
  noPackages: defineError<{ reason: string }>("demo-no-packages", {
    exitCode: 3,
    when: "The demo's own packages (Express, TypeScript, pg) are neither here nor could npm install them.",
    message: ({ reason }) => `The demo's packages could not be installed: ${reason}.`,
    hint: () => "Check the network, or run the demo from a clone after npm ci.",
  }),
  typesBroken: defineError<{ output: string }>("demo-types-broken", {
    exitCode: 70,
    when: "The compiler refused the code that was generated for the demo.",
    message: ({ output }) => `The generated API does not type-check:\n${output}`,
    hint: () => "This is a bug in Backwright: please report it with the specification.",
  }),
  apiDied: defineError<{ output: string }>("demo-api-died", {
    exitCode: 3,
    when: "The demo's API ended, or did not answer, before the first request.",
    message: ({ output }) => `The API did not come up.\n${output}`.trimEnd(),
    hint: () => "Run again with --keep DIR and start it by hand to see more.",
  }),
} as const;
