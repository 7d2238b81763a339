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
    const keeper = word(finding, "duplicateOf");
    return `${indexName(finding)} - same as ${keeper} (${size(finding)}), DROP recommended`;
  });
}

export function redundantSection(analysis: Analysis): Section {
  return section("REDUNDANT INDEXES", ofCode(analysis, "index-redundant"), (finding) => {
    const keeper = word(finding, "coveredBy");
    const advice = finding.severity === "info" ? "DROP unless its smaller size matters" : "DROP recommended";
    return `${indexName(finding)} - covered by ${keeper} (${size(finding)}), ${advice}`;
  });
}

export function primaryKeysSection(analysis: Analysis): Section {
  return section("MISSING PRIMARY KEYS", ofCode(analysis, "primary-key-missing"), (finding) => {
    const columns = finding.evidence["candidateColumns"];
    const candidate = Array.isArray(columns) && columns.length > 0 ? `, (${columns.join(", ")}) could be it` : "";
    return `${safeText(finding.subject.name)} - no primary key${safeText(candidate)}`;
  });
}

/** `orders.orders_at_idx`, with its schema where that is not `public`. */
function indexName(finding: Finding): string {
  const [schema, table, index] = [word(finding, "schema"), word(finding, "table"), word(finding, "index")];
  return `${schema === "public" ? "" : `${schema}.`}${table}.${index}`;
}

const size = (finding: Finding): string => formatBytes(figure(finding, "sizeBytes") ?? 0);
