import type { Analysis } from "../../advice/index.ts";
import type { Finding } from "../../kit/index.ts";
import { advicePages } from "../findings/index.ts";
import { sarifText, type SarifResult } from "../sarif/index.ts";
import { nPlusOnePages, riskResult } from "./n-plus-one-pages.ts";
import { adviceSentence } from "./sentence.ts";

/** SARIF 2.1.0: by the schema's first file where there is one, else by the names of tables and indexes. */
export function analysisSarif(analysis: Analysis): string {
  const found = analysis.findings.map((finding) => ({
    ...resultOf(finding, analysis),
    isNew: isNew(finding, analysis),
  }));
  const silenced = analysis.suppressed.map(({ finding, reason }) => ({
    ...resultOf(finding, analysis),
    silencedFor: reason,
  }));
  const { nPlusOne } = analysis;
  const risks = nPlusOne.examined ? nPlusOne.risks.map(riskResult) : [];
  return sarifText("backwright db analyze", [...advicePages, ...nPlusOnePages], [...found, ...silenced, ...risks]);
}

function resultOf(finding: Finding, { source }: Analysis): SarifResult {
  const { code, severity, subject, fix } = finding;
  const message = adviceSentence(finding);
  const [path] = source.files;
  return {
    code,
    severity,
    message: fix === undefined ? message : `${message}\n\n${fix}`,
    ...(path === undefined ? {} : { file: { path, line: 1, column: 1 } }),
    thing: { kind: subject.kind, name: subject.name },
  };
}

function isNew({ code, subject }: Finding, { baseline }: Analysis): boolean | undefined {
  return baseline?.added.some((one) => one.code === code && one.subject === subject.name);
}
