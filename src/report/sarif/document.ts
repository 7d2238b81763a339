import { jsonText, type Severity } from "../../kit/index.ts";
import type { FindingPage } from "../findings/index.ts";

export interface SarifResult {
  readonly code: string;
  readonly severity: Severity;
  readonly message: string;
  /** Where it is in a file. */
  readonly file?: { readonly path: string; readonly line: number; readonly column: number };
  /** What it is about where there is no file: `orders.user_id`. */
  readonly thing?: { readonly kind: string; readonly name: string };
  /** Whether a baseline has it; undefined without one. */
  readonly isNew?: boolean | undefined;
  /** The reason that somebody gave for silencing it. */
  readonly silencedFor?: string;
}

const LEVELS = { error: "error", warning: "warning", info: "note" } as const;

/**
 * The document of one run of a tool.
 *
 * @example
 * sarifText("backwright db lint", lintPages, [{ code: "drop-column", severity: "error", message: "drops a column" }]);
 */
export function sarifText(tool: string, pages: readonly FindingPage[], results: readonly SarifResult[]): string {
  const codes = [...new Set(results.map(({ code }) => code))].toSorted();
  const driver = { name: tool, rules: codes.map((code) => ruleOf(code, pages)) };
  const run = {
    tool: { driver },
    columnKind: "utf16CodeUnits",
    results: results.map((each) => resultOf(each, codes)),
  };
  const document = { $schema: "https://json.schemastore.org/sarif-2.1.0.json", version: "2.1.0", runs: [run] };
  return `${jsonText(document)}\n`;
}

function ruleOf(code: string, pages: readonly FindingPage[]) {
  const page = pages.find((one) => one.code === code);
  return {
    id: code,
    shortDescription: { text: page?.title ?? code },
    fullDescription: { text: page?.why ?? code },
    help: { text: page?.mend ?? "", markdown: page?.mend ?? "" },
  };
}

function resultOf(result: SarifResult, codes: readonly string[]) {
  const { code, severity, message, isNew, silencedFor } = result;
  return {
    ruleId: code,
    ruleIndex: codes.indexOf(code),
    level: LEVELS[severity],
    message: { text: message },
    locations: [locationOf(result)],
    ...(isNew === undefined ? {} : { baselineState: isNew ? "new" : "unchanged" }),
    ...(silencedFor === undefined ? {} : { suppressions: [{ kind: "external", justification: silencedFor }] }),
  };
}

function locationOf({ file, thing }: SarifResult) {
  const physical =
    file === undefined
      ? {}
      : {
          physicalLocation: {
            artifactLocation: { uri: uriOf(file.path) },
            region: { startLine: file.line, startColumn: file.column },
          },
        };
  const logical =
    thing === undefined ? {} : { logicalLocations: [{ fullyQualifiedName: thing.name, kind: thing.kind }] };
  return { ...physical, ...logical };
}

/** A path as a relative reference. */
const uriOf = (path: string): string => path.replaceAll("\\", "/").split("/").map(encodeURIComponent).join("/");
