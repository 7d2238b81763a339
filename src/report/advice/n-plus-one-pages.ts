import type { Severity } from "../../kit/index.ts";
import type { FindingPage } from "../findings/index.ts";
import type { SarifResult } from "../sarif/index.ts";
import { riskLine, type Risk } from "./n-plus-one.ts";

const WRONG =
  "The proxy of `backwright db watch` sees whether the keys that one query returns come back in the next ones. Where they do not, it is none.";
const MEND = "One query for all keys: `= ANY($1)`, `IN`, a join, `include`, or a data loader.";

const page = (code: string, title: string, why: string): FindingPage => ({
  code,
  title,
  why,
  mend: MEND,
  wrongWhen: WRONG,
  sentence: () => title,
});

/** What the classes mean, for readers of SARIF. */
export const nPlusOnePages: readonly FindingPage[] = [
  page(
    "n-plus-one-static",
    "A query in a loop",
    "The source sends one query for each element, and its argument changes with it. How many elements there are, the source does not say.",
  ),
  page(
    "n-plus-one-likely",
    "Lookups one by one in a log",
    "In one session a list was followed by five lookups or more of one form, whose values differ, on columns that a foreign key joins.",
  ),
  page(
    "n-plus-one-suspected",
    "About as many lookups as rows",
    "The counters of a lookup and of a list's rows are nearly equal, and a foreign key joins the two. Equal counters can be chance.",
  ),
];

const SEVERITIES: Readonly<Record<Risk["class"], Severity>> = {
  static: "warning",
  likely: "warning",
  suspected: "info",
};

/** A risk as a result of SARIF: with file and line where it is one of source code. */
export function riskResult(risk: Risk): SarifResult {
  const common = { code: `n-plus-one-${risk.class}`, severity: SEVERITIES[risk.class] };
  if (risk.class !== "static")
    return {
      ...common,
      message: `${riskLine(risk)}\n\n${risk.parent}\n${risk.child}\n\n${risk.batchedSql}`,
      thing: { kind: "foreign-key", name: risk.foreignKey },
    };
  const { file: path, line, column, batched } = risk;
  return { ...common, message: `${riskLine(risk)}\n\n${batched}`, file: { path, line, column } };
}
