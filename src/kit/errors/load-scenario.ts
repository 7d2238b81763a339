import { defineError } from "./define.ts";

export const loadScenarioErrors = {
  invalid: defineError<{ problems: readonly string[] }>("load-scenario-invalid", {
    exitCode: 2,
    when: "A scenario file has mistakes; each is named with file, line and column.",
    message: ({ problems }) => problems.join("\n"),
    hint: () =>
      "Mend the file at these places; docs/scenarios.md and docs/schemas/scenario.schema.json say what it may hold.",
  }),
  unknownForm: defineError<{ file: string }>("load-scenario-unknown", {
    exitCode: 2,
    when: "A file that was to be played is no scenario, no specification and no recording.",
    message: ({ file }) => `${file} is neither a scenario file, nor an OpenAPI document, nor a HAR recording.`,
    hint: () =>
      "A scenario begins with target: and steps:, a specification with openapi:, a recording has log.entries.",
  }),
  nothingToPlay: defineError<{ file: string; reason: string }>("load-scenario-empty", {
    exitCode: 2,
    when: "A specification or a recording has no request that may be sent.",
    message: ({ file, reason }) => `Nothing in ${file} can be played: ${reason}.`,
    hint: () => "Allow more with --include-writes or --static, or choose others with --only.",
  }),
  targetMissing: defineError<{ file: string }>("load-scenario-target-missing", {
    exitCode: 2,
    when: "Neither the file nor a flag says which server a scenario is played against.",
    message: ({ file }) => `${file} does not say which server is meant.`,
    hint: () => "Name it with --url http://localhost:3000, or as target: in the file.",
  }),
  setupFailed: defineError<{ phase: string; failures: readonly string[] }>("load-setup-failed", {
    exitCode: 3,
    when: "A request or a check of a scenario's set-up failed; the load was not begun.",
    message: ({ phase, failures }) => `The ${phase} failed: ${failures.join("; ")}.`,
    hint: () => "Check the server and the steps of setup: in the scenario; nothing was measured.",
  }),
  tokenFailed: defineError<{ url: string; failures: readonly string[] }>("load-token-failed", {
    exitCode: 3,
    when: "No access token was issued for the client credentials of a scenario.",
    message: ({ url, failures }) => `${url} issued no access token: ${failures.join("; ")}.`,
    hint: () => "Check tokenUrl, clientId, clientSecret and scope under auth.oauth; nothing was measured.",
  }),
  badCurl: defineError<{ reason: string }>("load-curl-unusable", {
    exitCode: 2,
    when: "A curl command line cannot be turned into a request.",
    message: ({ reason }) => `The curl command cannot be used: ${reason}.`,
    hint: () => "Give it in single quotes, as a browser copies it: --curl 'curl https://…'.",
  }),
} as const;
