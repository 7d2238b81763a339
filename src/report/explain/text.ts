import { formatBytes, formatDecimal, indent, safeLine, safeText, type Look } from "../../kit/index.ts";
import type { ExplainedView, ExplainView } from "./view.ts";
import { nodeFigures, nodeName, nodeShare, remarkText } from "./words.ts";

const WIDTH = 10;

/** Each step with a bar of its share, the remarks below it, and the indexes that help. */
export function explainText(view: ExplainView, look: Look): string {
  return `${[...view.statements.map((one) => statementText(one, look)), ...indexLines(view), ...noteLines(view)].join("\n\n")}\n`;
}

function statementText(one: ExplainedView, { paint }: Look): string {
  const lines = one.nodes.flatMap((node, at) => [
    `${bar(nodeShare(node))} ${"  ".repeat(node.depth)}${paint.bold(nodeName(node))}  ${nodeFigures(node)}`,
    ...conditionLines(one, at),
    ...one.remarks
      .filter((remark) => remark.at === at)
      .map((remark) => paint.yellow(indent(`! ${remarkText(remark, node)}`, WIDTH + 3 + node.depth * 2))),
  ]);
  return [paint.dim(safeLine(one.text)), head(one), ...lines].join("\n");
}

function head({ cost, executionMs, isGeneric }: ExplainedView): string {
  const time = executionMs === null ? "" : `, ran ${formatDecimal(executionMs, 2)} ms and was rolled back`;
  return `Cost ${formatDecimal(cost, 1)}${time}${isGeneric ? ", planned for any values of its parameters" : ""}`;
}

function conditionLines({ nodes }: ExplainedView, at: number): readonly string[] {
  const node = nodes[at];
  if (node === undefined) return [];
  const { indexCondition, filter, sortKey, depth } = node;
  return [
    ...(indexCondition === null ? [] : [`by ${safeLine(indexCondition)}`]),
    ...(filter === null ? [] : [`filter ${safeLine(filter)}`]),
    ...(sortKey.length === 0 ? [] : [`sort ${safeLine(sortKey.join(", "))}`]),
  ].map((line) => indent(line, WIDTH + 3 + depth * 2));
}

/** Ten marks are the whole statement. */
const bar = (share: number): string => "█".repeat(Math.round(share * WIDTH)).padEnd(WIDTH, "·");

function indexLines({ indexes, whyNot }: ExplainView): readonly string[] {
  const found = indexes.map((one) => {
    const helped = one.queries.map(
      (query) =>
        `  cost ${formatDecimal(query.costBefore, 1)} → ${formatDecimal(query.costAfter, 1)}: ${query.scansAfter.map(safeLine).join(", ")}`,
    );
    return [...one.up.map(safeText), `  ${one.kind} index, ~${formatBytes(one.sizeBytes)}`, ...helped].join("\n");
  });
  if (found.length > 0) return [["INDEXES THAT HELP:", ...found].join("\n")];
  return whyNot.length === 0 ? [] : ["INDEXES THAT HELP:\n  none: no index would save this enough"];
}

const noteLines = ({ notes }: ExplainView): readonly string[] =>
  notes.length === 0 ? [] : [["NOTES:", ...notes.map((note) => indent(safeText(note), 2))].join("\n")];
