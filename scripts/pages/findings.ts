import { findingPages, type FindingPage } from "../../src/report/findings/index.ts";

/** docs/findings: a page for each finding code, and the list of them. */
export function findingFiles(): readonly (readonly [string, string])[] {
  return [
    ["docs/findings/README.md", list()],
    ...findingPages.map((page) => [`docs/findings/${page.code}.md`, text(page)] as const),
  ];
}

function list(): string {
  const rows = findingPages.map((page) => `| [\`${page.code}\`](${page.code}.md) | ${page.title} |`);
  return [
    "# Findings",
    "",
    "Generated from `src/report/findings`; a test keeps it true.",
    "",
    "| code | what |",
    "|---|---|",
    ...rows,
    "",
  ].join("\n");
}

function text(page: FindingPage): string {
  return [
    `# ${page.code}`,
    "",
    `${page.title}.`,
    "",
    "## Why",
    "",
    page.why,
    "",
    ...(page.wrongWhen === undefined ? [] : ["## What would prove it wrong", "", page.wrongWhen, ""]),
    "## What to do",
    "",
    page.mend,
    "",
  ].join("\n");
}
