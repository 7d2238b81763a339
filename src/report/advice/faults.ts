import type { Analysis } from "../../advice/index.ts";
import { formatBytes, safeText, type Finding } from "../../kit/index.ts";
import { figure, word } from "./cells.ts";
import { foundTitle, type Section } from "./section.ts";

const section = (title: string, findings: readonly Finding[], line: (finding: Finding) => string): Section => ({
  title: foundTitle(title, findings.length),
  lines: findings.map(line),
});

const ofCode = ({ findings }: Analysis, code: string): readonly Finding[] =>
  findings.filter((finding) => finding.code === code);

export function duplicatesSection(analysis: Analysis): Section {
  return section("DUPLICATE INDEXES", ofCode(analysis, "index-duplicate"), (finding) => {
    const [table, keeper] = [word(finding, "table"), word(finding, "duplicateOf")];
    return `${table}.${word(finding, "index")} - same as ${keeper} (${size(finding)}), DROP recommended`;
  });
}

export function redundantSection(analysis: Analysis): Section {
  return section("REDUNDANT INDEXES", ofCode(analysis, "index-redundant"), (finding) => {
    const [table, keeper] = [word(finding, "table"), word(finding, "coveredBy")];
    const advice = finding.severity === "info" ? "DROP unless its smaller size matters" : "DROP recommended";
    return `${table}.${word(finding, "index")} - covered by ${keeper} (${size(finding)}), ${advice}`;
  });
}

export function primaryKeysSection(analysis: Analysis): Section {
  return section("MISSING PRIMARY KEYS", ofCode(analysis, "primary-key-missing"), (finding) => {
    const columns = finding.evidence["candidateColumns"];
    const candidate = Array.isArray(columns) && columns.length > 0 ? `, (${columns.join(", ")}) could be it` : "";
    return `${safeText(finding.subject.name)} - no primary key${safeText(candidate)}`;
  });
}

const size = (finding: Finding): string => formatBytes(figure(finding, "sizeBytes") ?? 0);
