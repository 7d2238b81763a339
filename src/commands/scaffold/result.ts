import { posix } from "node:path";
import type { World } from "../../command/index.ts";
import type { Finding } from "../../kit/index.ts";
import { unifiedDiff, type FileDecision, type Language } from "../../scaffold/index.ts";
import type { ScaffoldOutput } from "./output.ts";
import { shownPath, type Places } from "./places.ts";
import type { Prepared, PrepareWishes } from "./prepare.ts";
import type { Copies } from "./write.ts";

export interface Outcome {
  readonly prepared: Prepared;
  readonly copies: Copies;
  readonly dryRun: boolean;
  readonly check: boolean;
  readonly refused: boolean;
}

/** What a run answers. */
export function resultOf(world: World, wishes: PrepareWishes, outcome: Outcome): ScaffoldOutput {
  const { prepared, dryRun, check, refused } = outcome;
  const { places, generated, plan, findings } = prepared;
  const at = (path: string): string => shownPath(world, `${places.sourceRoot}/${path}`);
  const decisions = refused ? [] : plan.decisions;
  const changes = refused ? [] : plan.changes;
  const named = { spec: wishes.spec, framework: prepared.chosen.framework, language: prepared.state.language };
  return {
    ...namesOf(world, places, named),
    operations: generated.operations.map((one) => ({ ...one, file: at(one.file) })),
    missingHandlers: missing(changes, at),
    basePath: generated.basePath,
    securitySchemes: generated.securitySchemes,
    files: decisions.map((decision) => fileRow(world, decision, outcome)),
    changes: changes.map(({ file, ...change }) => Object.assign(change, { file: at(file) })),
    unreadable: refused ? [] : plan.unreadable.map(({ path, ...place }) => Object.assign(place, { path: at(path) })),
    drift: decisions.some(isDrift) || changes.some(({ kind }) => kind === "stuck"),
    findings: findings.map(reported),
    dryRun,
    check,
    refused,
  };
}

function namesOf(
  world: World,
  places: Places,
  { spec, framework, language }: { readonly spec: string; readonly framework: string; readonly language: Language },
) {
  const root = shownPath(world, places.sourceRoot);
  const isJavaScript = language === "javascript";
  return {
    specification: spec,
    framework,
    routes: `${shownPath(world, places.routes)}/`,
    validators: `${root}/middleware/validators.${isJavaScript ? "js" : "ts"}`,
    types: `${root}/types/api.${isJavaScript ? "d.ts" : "ts"}`,
  };
}

function missing(
  changes: Prepared["plan"]["changes"],
  at: (path: string) => string,
): ScaffoldOutput["missingHandlers"] {
  const lost = changes.filter(({ kind }) => kind === "missing");
  const files = [...new Set(lost.map(({ file }) => file))];
  return files.map((file) => ({
    file: at(file),
    operations: lost.filter((change) => change.file === file).map(({ id }) => id),
  }));
}

/** A run would change it. */
const isDrift = ({ action }: FileDecision): boolean => action !== "kept" && action !== "unchanged";

function fileRow(world: World, decision: FileDecision, outcome: Outcome): ScaffoldOutput["files"][number] {
  const { path, ownership, action, isEdited, before, after } = decision;
  const { sourceRoot, projectRoot } = outcome.prepared.places;
  const shown = shownPath(world, `${sourceRoot}/${path}`);
  const copy = outcome.copies.get(path);
  const diffed = outcome.dryRun && isDrift(decision);
  return {
    path: shown,
    ownership,
    action,
    edited: isEdited,
    ...(copy === undefined ? {} : { copy: shownPath(world, copy) }),
    ...(diffed
      ? { diff: unifiedDiff({ path: posix.relative(projectRoot, `${sourceRoot}/${path}`), before, after }) }
      : {}),
    ...(decision.conflicts.length === 0 ? {} : { conflicts: decision.conflicts }),
  };
}

function reported({ code, severity, subject, evidence, fix }: Finding): ScaffoldOutput["findings"][number] {
  const row = { code, severity, subject: { ...subject }, evidence: { ...evidence } };
  return fix === undefined ? row : { ...row, fix };
}
