import { errorCatalogue } from "../../src/kit/index.ts";

/** docs/errors.md: every code that Backwright ends with on purpose. */
export function errorsPage(): string {
  return [
    "# Errors",
    "",
    "Generated from the catalogue in `src/kit/errors`; `npm run generate` writes it, a test keeps it true.",
    'With `--json` a failure is `{"error": {"code", "message", "hint", "exitCode"}}` on stdout.',
    "",
    "Exit codes: 0 done · 1 the answer is no · 2 usage or an unusable input document · 3 environment · 4 refused for",
    "safety · 5 the measurement cannot be trusted · 70 a bug · 130 interrupted.",
    "",
    "| code | exit code | when |",
    "|---|---|---|",
    ...errorCatalogue().map((entry) => `| \`${entry.code}\` | ${entry.exitCode} | ${entry.when} |`),
    "",
  ].join("\n");
}
