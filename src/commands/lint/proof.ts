import type { World } from "../../command/index.ts";
import { measureStatements, type MeasuredRun, type Sharing } from "../../diff/shadow/index.ts";
import { readTarget, type TargetFacts } from "../../lint/index.ts";
import { openShadow, type Shadow, type ShadowSource } from "../shadow/index.ts";
import { noteText } from "./notes.ts";
import type { LintFile, Part } from "./file.ts";

/** A part of a file, to be run on the shadow. */
export interface Provable {
  readonly file: LintFile;
  readonly part: Part;
}

/** What a part did, and what the shadow held before it. */
interface PartProof {
  readonly run: MeasuredRun;
  readonly before: TargetFacts;
}

export interface Proof {
  /** `embedded 18.4` */
  readonly engine: string;
  readonly parts: ReadonlyMap<Part, PartProof>;
  /** In what the shadow is not its target. */
  readonly notes: readonly string[];
}

export interface ProofInput {
  readonly source: ShadowSource;
  /** What is known of the target, with its sizes. */
  readonly facts: TargetFacts;
  /** Milliseconds. */
  readonly timeout: number;
}

/**
 * Runs files on a shadow of what they are for: those that go up in their order, then those that go back in the opposite one. Each
 * finds what the ones before it have left.
 */
export async function proveFiles(world: World, input: ProofInput, parts: readonly Provable[]): Promise<Proof> {
  await using shadow = await openShadow(world, input.source);
  const { runner } = shadow.sessions;
  const step = world.progress.step("Running the statements on the shadow");
  await runner.script(`SET statement_timeout = ${Math.ceil(input.timeout)}`);
  const proofs = new Map<Part, PartProof>();
  for (const { file, part } of inOrder(parts)) {
    step.update(file.path);
    const before =
      proofs.size === 0 ? input.facts : { ...(await readTarget(runner, false)), timeZone: input.facts.timeZone };
    proofs.set(part, { before, run: await measure(shadow, file, part) });
  }
  step.done();
  return { engine: `${shadow.engine.kind} ${shadow.engine.version}`, parts: proofs, notes: shadow.notes.map(noteText) };
}

const inOrder = (parts: readonly Provable[]): readonly Provable[] => [
  ...parts.filter(({ part }) => part.direction === "up"),
  ...parts.filter(({ part }) => part.direction === "down").toReversed(),
];

function measure({ sessions, sizes }: Shadow, file: LintFile, part: Part): Promise<MeasuredRun> {
  const statements = part.statements.map(({ sql }) => sql);
  return measureStatements(sessions, statements, { sharing: sharingOf(file, part), sizes, rows: false });
}

/** Our own runner leaves out the transaction where a statement forbids it; others open one whatever the file holds. */
function sharingOf({ format }: LintFile, { transaction }: Part): Sharing {
  if (transaction === "none") return "each";
  return format === "backwright" ? "file" : "always";
}
