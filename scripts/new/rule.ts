import { camelCase } from "../../src/kit/index.ts";
import { checkFree, NewError, putBefore, type Plan, type ReadText } from "./plan.ts";

const NAME = /^[a-z]+(-[a-z]+)+$/;
const RULES = "src/advice/rules.ts";
const PAGES = "src/report/findings/advice.ts";

/** A rule of `db analyze` that names tables without columns until it is written, with its test and its page. */
export function planRule(code: string, read: ReadText): Plan {
  if (!NAME.test(code)) throw new NewError(`"${code}" is no code of a rule; write words as in "index-unused".`);
  const plan = {
    created: new Map([
      [`src/advice/rules/${code}.ts`, rule(code)],
      [`test/advice/rules/${code}.test.ts`, ruleTest(code)],
    ]),
    changed: new Map([
      [RULES, rulesFile(code, read(RULES) ?? "")],
      [PAGES, putBefore(read(PAGES) ?? "", { after: "advicePages", before: "];" }, page(code))],
    ]),
    next: [
      `Write the condition in src/advice/rules/${code}.ts, and its page in ${PAGES}.`,
      "Label tables for it in test/advice/tables: some at fault, some not.",
    ],
  };
  return checkFree(plan, read);
}

/** The list again with one rule more, in the order of the codes. */
function rulesFile(code: string, text: string): string {
  const known = [...text.matchAll(/from "\.\/rules\/(.+)\.ts"/g)].map((found) => found[1] ?? "");
  if (known.length === 0) throw new NewError(`${RULES} lists no rules.`);
  const codes = [...new Set([...known, code])].toSorted();
  const imports = codes.map((one) => `import { ${camelCase(one)} } from "./rules/${one}.ts";`);
  const body = text.slice(text.indexOf("import type { Rule }"), text.indexOf("export const rules"));
  return `${imports.join("\n")}\n${body}export const rules: readonly Rule[] = [${codes.map(camelCase).join(", ")}];\n`;
}

const rule = (code: string): string => `import type { Table } from "../../catalog/index.ts";
import type { Finding } from "../../kit/index.ts";
import { displayName } from "../names.ts";
import type { Rule } from "../situation.ts";

/** Tables that have no column: the condition of a rule that is still to be written. */
export const ${camelCase(code)}: Rule = {
  code: "${code}",
  find: ({ catalog }) => catalog.tables.filter(isAtFault).map(findingOf),
};

const isAtFault = ({ columns }: Table): boolean => columns.length === 0;

const findingOf = (table: Table): Finding => ({
  code: ${camelCase(code)}.code,
  severity: "info",
  subject: { kind: "table", name: displayName(table) },
  evidence: { schema: table.schema, table: table.name },
});
`;

const ruleTest = (code: string): string => `import { expect, test } from "vitest";
import type { Situation } from "../../../src/advice/index.ts";
import { ${camelCase(code)} } from "../../../src/advice/rules/${code}.ts";
import { findingPages } from "../../../src/report/findings/index.ts";

const table = (name: string, columns: readonly string[]) => ({
  schema: "public",
  name,
  columns: columns.map((column) => ({ name: column })),
});

/** As much of a situation as the rule looks at. */
const situation = { catalog: { tables: [table("bare", []), table("orders", ["id"])] } } as unknown as Situation;

test("${code} names the fault and nothing else", () => {
  const found = ${camelCase(code)}.find(situation);
  expect(found.map(({ code, subject }) => [code, subject.name])).toEqual([["${code}", "bare"]]);
});

test("${code} has a page that names its subject", () => {
  const page = findingPages.find(({ code }) => code === "${code}");
  expect(${camelCase(code)}.find(situation).map((finding) => page?.sentence(finding))).toEqual(["bare has no column"]);
});
`;

const page = (code: string): string => `  {
    code: "${code}",
    title: "A table without columns",
    sentence: (finding) => \`\${subject(finding)} has no column\`,
    why: "Why it matters, how it is detected, when it is wrong to act.",
    mend: "How to mend it.",
  },
`;
