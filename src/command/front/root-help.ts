import { textTable } from "../../kit/index.ts";

/** What the registry keeps of a command: enough for the list, not enough to run it. */
export interface CommandSummary {
  readonly name: string;
  readonly summary: string;
}

const QUICK_STARTS: ReadonlyMap<string, readonly string[]> = new Map([
  [
    "backwright",
    ["backwright demo", "backwright scaffold openapi.yaml", "backwright load http://localhost:3000/ --duration 10"],
  ],
  [
    "api-scaffolder",
    [
      "api-scaffolder openapi.yaml --framework express --output src/routes/",
      "api-scaffolder openapi.yaml --framework express",
    ],
  ],
  [
    "database-migration-tool",
    [
      "database-migration-tool --connection postgres://localhost/mydb --analyze",
      'database-migration-tool create "add_user_table"',
      "database-migration-tool migrate",
      "database-migration-tool status",
    ],
  ],
  [
    "api-load-tester",
    [
      "api-load-tester https://api.example.com/users --concurrency 50 --duration 30",
      "api-load-tester http://localhost:3000/api/users --users 50 --requests 1000",
      "api-load-tester http://localhost:3000/api/users --method POST --data user.json",
    ],
  ],
  [
    "backend-decision-engine",
    [
      "backend-decision-engine --team-size 8 --qps-p99 50 --read-write-ratio 20 --tenancy shared-multi-tenant \\\n      --data-sensitivity pii --pattern modular-monolith --language-preference typescript",
    ],
  ],
]);

const PURPOSE: ReadonlyMap<string, string> = new Map([
  ["api-scaffolder", "An API from a specification: routes, validators, types."],
  ["database-migration-tool", "Looks at databases and changes them safely."],
  ["api-load-tester", "Load-tests an HTTP endpoint; the figures add up."],
  ["backend-decision-engine", "Answers to an architecture question, with reasons."],
]);

/** The page of `backwright --help` or of an alias bin's `--help`. */
export function rootHelp(bin: string, commands: readonly CommandSummary[]): string {
  const purpose = PURPOSE.get(bin) ?? "The backend engineer's toolkit: scaffold, migrate, load-test, decide.";
  const examples = (QUICK_STARTS.get(bin) ?? []).map((line) => `  ${line}`);
  const rows = commands.map((command) => [`  ${command.name}`, command.summary]);
  const table = textTable([{ title: "" }, { title: "" }], rows)
    .split("\n")
    .slice(1);
  const list = bin === "backwright" ? ["Commands:", ...table, ""] : [];
  const more = bin === "backwright" ? "backwright <command> --help" : `backwright --help, of which ${bin} is a part`;
  return [
    purpose,
    "",
    `Usage: ${bin} ${bin === "backwright" ? "<command> " : ""}[flags]`,
    "",
    ...list,
    "Examples:",
    ...examples,
    "",
    `More: ${more}`,
    "",
  ].join("\n");
}
