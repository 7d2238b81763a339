import type { World } from "../../command/index.ts";
import type { Finding, Severity } from "../../kit/index.ts";
import {
  lint,
  loadParse,
  measuredStatements,
  prove,
  readScript,
  sift,
  suppressionsOf,
  type Found,
  type LintContext,
  type LintSettings,
  type Script,
  type Suppression,
  type TargetFacts,
  type Unparsed,
} from "../../lint/index.ts";
import { isApplied } from "./applied.ts";
import type { MeasuredRun } from "../../diff/shadow/index.ts";
import { placeFinder } from "../../sql/index.ts";
import { readLintFile, type LintFile, type Part } from "./file.ts";
import { writeFixes } from "./fixes.ts";
import type { LintInput } from "./input.ts";
import type { LintReport } from "./output.ts";
import { lintPaths } from "./paths.ts";
import { findingOutput } from "./finding.ts";
import { lintSettings } from "./settings.ts";
import { proveFiles, type Proof, type Provable } from "./proof.ts";
import { readTarget, type LintTarget } from "./target.ts";
import { unusedSuppressions } from "./unused.ts";
import { refuseUnparsed } from "./unparsed.ts";

/** A direction of a file, read and judged. */
export interface Judged {
  readonly file: LintFile;
  readonly part: Part;
  readonly script: Script;
  /** Undefined where nothing was run. */
  readonly run: MeasuredRun | undefined;
  readonly kept: readonly Found[];
  readonly suppressed: readonly { readonly found: Found; readonly by: Suppression }[];
  readonly unused: readonly Suppression[];
}

const OLDEST = 13;

/** Lints files: reads them and their target, runs them on a shadow of it, judges them, and writes safe forms where asked. */
export async function lintFiles(input: LintInput, world: World): Promise<LintReport> {
  const settings = lintSettings(input);
  const all = await readFiles(world, input);
  const parse = await loadParse();
  const target = await readTarget(world, input);
  const files = all.map((file) => withoutApplied(file, target));
  const major = input.pgVersion ?? target.major ?? OLDEST;
  const read = (one: Provable, facts: TargetFacts | undefined): ReadPart => ({
    ...one,
    ...readScript(one.part.statements, { parse, context: contextOf(one, facts, major) }),
  });
  const parts = files.flatMap((file) => file.parts.map((part) => ({ file, part })));
  const first = parts.map((one) => read(one, target.facts));
  refuseUnparsed(first);
  const proof = await proofOf(world, input, { target, parts });
  const judged = first.map((one) => {
    const proved = proof?.parts.get(one.part);
    // The files before it have changed what is there.
    const seen = proved === undefined || proved.before === target.facts ? one : read(one, proved.before);
    return judge(seen, { settings, run: proved?.run });
  });
  const fixes = input.fix ? await writeFixes(world, judged, { parse, settings, dryRun: input.dryRun }) : [];
  const applied = all.filter(({ parts }, at) => parts.length > (files[at]?.parts.length ?? 0)).map(({ path }) => path);
  return reportOf(judged, { input, target, major, fixes, proof, applied });
}

async function readFiles(world: World, input: LintInput): Promise<readonly LintFile[]> {
  const paths = await lintPaths(world.files, input.files.length > 0 ? input.files : ["migrations"]);
  const files: LintFile[] = [];
  for (const path of paths) files.push(await readLintFile(world, path, input.assumeInTransaction));
  return files;
}

/** A migration that the target has had cannot be run there again; its rollback can. */
const withoutApplied = (file: LintFile, { applied }: LintTarget): LintFile =>
  isApplied(file, applied) ? { ...file, parts: file.parts.filter(({ direction }) => direction === "down") } : file;

/** Undefined where nothing says what the files are for, or no proof is wanted. */
async function proofOf(
  world: World,
  { timeout }: LintInput,
  { target, parts }: { readonly target: LintTarget; readonly parts: readonly Provable[] },
): Promise<Proof | undefined> {
  const { source, facts } = target;
  if (source === undefined || facts === undefined) return undefined;
  return await proveFiles(world, { source, facts, timeout }, parts);
}

function contextOf({ file, part }: Provable, target: TargetFacts | undefined, serverMajor: number): LintContext {
  const { direction, transaction } = part;
  const isOurs = file.format === "backwright";
  return { transaction, direction, serverMajor, runnerSetsLockTimeout: isOurs, hasBatches: isOurs, target };
}

interface ReadPart {
  readonly file: LintFile;
  readonly part: Part;
  readonly script: Script;
  readonly unparsed: readonly Unparsed[];
}

/** What the rules say, without what comments silence. */
function judge(
  { file, part, script }: ReadPart,
  { settings, run }: { readonly settings: LintSettings; readonly run: MeasuredRun | undefined },
): Judged {
  const claimed = lint(script, settings, placeFinder(file.text));
  const found = run === undefined ? claimed : prove(script, run, { found: claimed, settings });
  const suppressions = suppressionsOf(
    file.text,
    file.parts.flatMap(({ statements }) => statements),
  );
  const sifted = sift(
    found,
    suppressions,
    script.statements.map(({ line }) => line),
  );
  return { file, part, script, run, ...sifted };
}

interface Around {
  readonly input: LintInput;
  readonly target: LintTarget;
  readonly major: number;
  readonly fixes: LintReport["fixes"];
  readonly proof: Proof | undefined;
  readonly applied: readonly string[];
}

/** The files are for a major that is not here. */
function otherMajor({ pgVersion: major }: LintInput, proof: Proof | undefined): readonly string[] {
  const used = /\d+/.exec(proof?.engine ?? "")?.[0];
  const isSaid = proof?.notes.some((note) => note.startsWith("measured on ")) === true;
  if (major === undefined || used === undefined || isSaid || Number(used) === major) return [];
  return [`measured on PostgreSQL ${used}, judged for ${major}`];
}

const RANK: Readonly<Record<Severity | "never", number>> = { info: 0, warning: 1, error: 2, never: 3 };

function reportOf(judged: readonly Judged[], { input, target, major, fixes, proof, applied }: Around): LintReport {
  const found = judged.flatMap(({ file, kept }) => kept.map((one) => findingOutput(file, one)));
  const findings = [...found, ...unusedSuppressions(judged)];
  const count = (severity: Severity): number => findings.filter((one) => one.severity === severity).length;
  return {
    files: judged.map(({ file, part, script, run }) => ({
      file: file.path,
      format: file.format,
      direction: part.direction,
      statements: part.statements.length,
      transaction: part.transaction,
      measured: run === undefined ? null : measuredStatements(script, run),
    })),
    findings,
    suppressed: judged.flatMap(({ file, suppressed }) =>
      suppressed.map(({ found, by }) => silenced(file, found.finding, by)),
    ),
    counts: { error: count("error"), warning: count("warning"), info: count("info") },
    target: {
      kind: target.kind,
      name: target.name,
      pgVersion: major,
      proof: proof?.engine ?? null,
      notes: [...(proof?.notes ?? []), ...otherMajor(input, proof)],
      applied,
    },
    fixes,
    failOn: input.failOn,
    failed: findings.some(({ severity }) => RANK[severity] >= RANK[input.failOn]),
  };
}

const silenced = (
  file: LintFile,
  { code, subject }: Finding,
  { reason }: Suppression,
): LintReport["suppressed"][number] => ({
  code,
  file: file.path,
  line: subject.line ?? 1,
  reason,
});
