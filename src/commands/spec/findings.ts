import type { Finding } from "../../kit/index.ts";
import type { ApplicationFacts, Unresolved } from "../../typescript/routes/index.ts";

/** Everything that could not be resolved, as findings: of routes first. */
export function specFindings(
  facts: ApplicationFacts,
  {
    skipped,
    extra,
    file,
  }: { readonly skipped: readonly string[]; readonly extra: readonly string[]; readonly file: string },
): readonly Finding[] {
  return [
    ...facts.routes.flatMap(({ method, path, unresolved }) =>
      unresolved.map((one) => finding(one, `${method} ${path}`)),
    ),
    ...facts.routes
      .filter(({ isAssumed }) => isAssumed)
      .slice(0, 1)
      .map(({ method, path, place }) =>
        finding({ code: "route-path-assumed", what: path, place }, `${method} ${path}`, "info"),
      ),
    ...facts.unresolved.map((one) => finding(one, one.what)),
    ...skipped.map((path) => note("route-source-too-large", { kind: "file", name: path, file: path }, { what: path })),
    ...extra.map((name) => note("operation-not-in-code", { kind: "operation", name, file }, { operation: name })),
    ...(facts.routes.length === 0
      ? [note("no-routes", { kind: "folder", name: file, file }, { files: facts.filesRead })]
      : []),
  ];
}

function finding({ code, what, place }: Unresolved, name: string, severity: Finding["severity"] = "warning"): Finding {
  return { code, severity, subject: { kind: "operation", name, ...place }, evidence: { what } };
}

/** A finding whose lists anybody may change: what a command's output asks for. */
export const outputRow = ({ subject, evidence, ...rest }: Finding) => ({
  ...rest,
  subject: { ...subject },
  evidence: { ...evidence },
});

const note = (code: string, subject: Finding["subject"], evidence: Finding["evidence"]): Finding => ({
  code,
  severity: "warning",
  subject,
  evidence,
});
