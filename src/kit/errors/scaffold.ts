import { defineError } from "./define.ts";

export const scaffoldErrors = {
  edited: defineError<{ paths: readonly string[] }>("scaffold-edited", {
    exitCode: 4,
    when: "A managed file was edited by hand, or a file that Backwright did not write stands in its place.",
    message: ({ paths }) =>
      `${paths.length === 1 ? "A managed file was" : "Managed files were"} edited by hand or not written by Backwright: ${paths.join(", ")}. Nothing was written.`,
    hint: () =>
      "Move the edit into a handler or app.ts, or overwrite with --force: a copy is kept beside each as .orig.",
  }),
  specMissing: defineError<{ command: string }>("scaffold-spec-missing", {
    exitCode: 2,
    when: "No specification was named.",
    message: ({ command }) => `${command} needs an OpenAPI document and none was named.`,
    hint: () => "Name it: backwright scaffold openapi.yaml",
  }),
} as const;
