import { defineError } from "./define.ts";

export const loadExportErrors = {
  noTool: defineError<object>("load-export-no-tool", {
    exitCode: 2,
    when: "load export was not told for which tool, or for two at once.",
    message: () => "load export writes for one tool at a time, and was not told which.",
    hint: () => "Add --k6 or --locust.",
  }),
  tooLarge: defineError<{ bytes: number; limit: number }>("load-export-too-large", {
    exitCode: 2,
    when: "The script and its data are larger than a ConfigMap of Kubernetes may be.",
    message: ({ bytes, limit }) =>
      `The script and its data are ${bytes} bytes, and a ConfigMap holds ${limit}: most of it are rows of feeders.`,
    hint: () =>
      "Put the files on a volume and name its claim: --volume-claim NAME writes a TestRun with volumeClaim instead.",
  }),
  notExportable: defineError<{ source: string }>("load-export-unknown-source", {
    exitCode: 2,
    when: "What load export was given is neither an address nor a file.",
    message: ({ source }) => `${source} is neither an address (http, https) nor a file.`,
    hint: () => "Give a scenario, an OpenAPI document, a HAR recording, --curl, or a URL with the flags of load.",
  }),
  badSummary: defineError<{ problems: readonly string[] }>("load-import-unreadable", {
    exitCode: 2,
    when: "A file that load import was given holds a summary that cannot be read.",
    message: ({ problems }) => problems.join("\n"),
    hint: () => "Save the log or the report again, whole; kubectl logs --tail=-1 cuts nothing off.",
  }),
  noSummary: defineError<{ files: readonly string[] }>("load-import-empty", {
    exitCode: 2,
    when: "Nothing that load import was given holds a summary.",
    message: ({ files }) => `There is no summary in ${files.join(", ")}.`,
    hint: () =>
      "It reads @@K6SUMMARY lines of exported scripts, k6 summaries in JSON, and reports of backwright load --json.",
  }),
} as const;
