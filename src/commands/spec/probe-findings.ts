import type { ProbeResult } from "../../command/index.ts";
import type { Finding } from "../../kit/index.ts";
import type { ProbeDifference, SourcePlace } from "../../typescript/routes/index.ts";

interface Around {
  /** Where it happened, nearer than the entry. */
  readonly place?: SourcePlace | null | undefined;
  readonly entry: string;
  readonly wishes: { readonly probeTimeout: number };
}

/** Whether the application came up, in what it and its sources are not the same, and what was kept from it. */
export function probeFindings(
  result: ProbeResult,
  differences: readonly ProbeDifference[],
  around: Around,
): readonly Finding[] {
  return [
    ...comingUp(result, around),
    ...result.warnings.map(({ what, reason }) => aboutEntry("probe-incomplete", around, { what, reason })),
    // What only runs is told with all else that the document marks.
    ...differences.filter(({ code }) => code !== "route-only-running").map(differenceFinding),
    ...keptAway(result, around),
  ];
}

const SEVERITY: ReadonlyMap<string, Finding["severity"]> = new Map<string, Finding["severity"]>([
  ["route-path-resolved", "info"],
  ["route-catches-all", "info"],
]);

const differenceFinding = ({ code, operation, read, place }: ProbeDifference): Finding => ({
  code,
  severity: SEVERITY.get(code) ?? "warning",
  subject: { kind: "operation", name: operation, ...place },
  evidence: { read },
});

function comingUp(result: ProbeResult, around: Around): readonly Finding[] {
  const { outcome, failure, wanted, applications, routes } = result;
  const evidence = {
    reason: failure?.reason ?? "",
    module: failure?.module ?? "",
    exitCode: failure?.exitCode ?? -1,
    wanted: wanted.join(", "),
    routes: routes.length,
    timeoutMs: around.wishes.probeTimeout,
  };
  const at = { ...around, place: failure?.place };
  if (failure?.module !== undefined && failure.module !== null)
    return [aboutEntry("probe-module-missing", at, evidence)];
  const code = CODES[outcome];
  if (code !== undefined) return [aboutEntry(code, at, evidence)];
  return applications === 0 ? [aboutEntry("probe-no-application", around, evidence)] : [];
}

const CODES = {
  finished: undefined,
  unfinished: "probe-unfinished",
  stuck: "probe-stuck",
  threw: "probe-threw",
  exited: "probe-exited",
  broken: "probe-broken",
} as const;

function aboutEntry(code: string, { entry, place }: Around, evidence: Finding["evidence"]): Finding {
  return { code, severity: "error", subject: { kind: "file", name: entry, file: entry, ...place }, evidence };
}

/** Each kind once: what was not done, and what stubs stood for. */
function keptAway({ stopped, stubbed }: ProbeResult, { entry }: Around): readonly Finding[] {
  const kinds = [...new Set(stopped.map(({ kind }) => kind))].filter((kind) => kind !== "listen");
  const subject = { kind: "file", name: entry, file: entry };
  const info = (code: string, evidence: Finding["evidence"], at: object = {}): Finding => ({
    code,
    severity: "info",
    subject: { ...subject, ...at },
    evidence,
  });
  return [
    ...kinds.map((kind) => {
      const own = stopped.filter((one) => one.kind === kind);
      return info("probe-kept-away", { what: kind, list: listed(own.map(({ what }) => what)) }, own[0]?.place ?? {});
    }),
    ...(stubbed.length > 0 ? [info("probe-stubbed", { list: listed(stubbed) })] : []),
  ];
}

const listed = (all: readonly string[]): string =>
  `${all.slice(0, 5).join(", ")}${all.length > 5 ? ` and ${all.length - 5} more` : ""}`;
