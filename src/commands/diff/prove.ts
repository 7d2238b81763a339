import type { EngineKind, World } from "../../command/index.ts";
import {
  afterRenames,
  continuedFrom,
  type Measured,
  measurePlan,
  type Plan,
  type Proof,
  prove,
  rebuild,
  type Rename,
  renameRole,
  rolesIn,
  rollbacksOf,
} from "../../diff/index.ts";
import type { SchemaModel } from "../../catalog/schema/index.ts";
import { errors, isBackwrightError } from "../../kit/index.ts";
import { onGround } from "./ground.ts";
import { type Looks, observe, type Observed } from "./observer/index.ts";

export interface Proposal {
  readonly current: SchemaModel;
  readonly desired: SchemaModel;
  readonly role: string;
  readonly engine?: EngineKind | undefined;
  readonly renames: readonly Rename[];
  readonly online: boolean;
  readonly looks: Looks;
  /** Both ways, as they are to be written. */
  readonly planned: { readonly up: Plan; readonly down: Plan };
}

const MAJOR = 10_000;

/** What a shadow has shown, in the names of the role that will run the plan. */
export type ShadowProof =
  | Extract<Proof, { state: "failed" }>
  | {
      readonly state: "proven";
      readonly statements: number;
      /** As planned; with what planning again had found left, where it did. */
      readonly up: Plan;
      /** Undoes all of it, where no rollback is for each batch. */
      readonly down: Plan;
      /** One rollback for each batch; null: one for all of them. */
      readonly downs: readonly Plan[] | null;
      readonly measured: Measured;
      readonly seen: Observed;
    };

/** Runs up and down on a shadow. What keeps the shadow from starting is an outcome, too: nothing has been proven then. */
export async function proveOnShadow(world: World, proposal: Proposal): Promise<ShadowProof> {
  const step = world.progress.step("Proving the plan on a shadow");
  try {
    const first = await proveOnce(world, proposal, true);
    const isOfRollback = first.state === "failed" && first.stage.startsWith("down");
    const proof = isOfRollback ? await proveOnce(world, proposal, false) : first;
    if (proof.state === "proven") step.done(`${proof.statements} statements up and down`);
    else step.failed(proof.stage);
    return proof;
  } catch (failure) {
    step.failed();
    if (!isBackwrightError(failure) || !failure.code.startsWith("engine-")) throw failure;
    return { state: "failed", stage: "rebuild", detail: failure.message };
  }
}

async function proveOnce(world: World, proposal: Proposal, isSplit: boolean): Promise<ShadowProof> {
  const { role, engine, renames, online } = proposal;
  const roles = [...new Set([...rolesIn(proposal.current), ...rolesIn(proposal.desired)])].filter(
    (name) => name !== role && !name.startsWith("pg_"),
  );
  const major = Math.floor(proposal.current.serverVersion / MAJOR);
  return await onGround(world, { engine, major, role, roles, model: proposal.current }, async (ground) => {
    const { runner } = ground;
    const current = renameRole(proposal.current, role, runner.user);
    const desired = renameRole(proposal.desired, role, runner.user);
    const observer = observe(world, { ground, looks: proposal.looks, desired });
    const proof = await prove(runner, { current, desired, renames, isSplit, online, observe: observer.look });
    if (proof.state === "failed") return proof;
    const { up, downs, statements } = proof;
    const measured = await measurePlan(ground, { current, desired, up, downs });
    if (measured.lost.length > 0) return { state: "failed", stage: "rows", detail: measured.lost.join("; ") };
    const named = inNamesOf(proposal, proof, runner.user);
    const count = countOf(named.up);
    if (count !== statements)
      return {
        state: "failed",
        stage: "up",
        detail: `${statements} statements were run, and ${count} would be written`,
      };
    return { state: "proven", statements, ...named, measured, seen: observer.observed() };
  });
}

type Proven = Extract<Proof, { state: "proven" }>;

/** What was proven with the shadow's user in the place of who will run it. */
function inNamesOf(
  { current, desired, planned, renames, role, online }: Proposal,
  { states, continued }: Proven,
  user: string,
): { readonly up: Plan; readonly down: Plan; readonly downs: readonly Plan[] | null } {
  const options = { role, online };
  const named = (some: readonly SchemaModel[]) => some.map((model) => renameRole(model, user, role));
  const goOn = (plan: Plan, reached: readonly SchemaModel[], wanted: SchemaModel): Plan =>
    continuedFrom(plan, named(reached), { ...options, wanted });
  const up = goOn(planned.up, continued.up, desired);
  const downs = states === null ? null : rollbacksOf([...named(states.slice(0, -1)), desired], renames, options);
  const [first, ...others] = downs ?? [];
  const back = first === undefined ? null : [goOn(first, continued.down, current), ...others];
  return { up, downs: back, down: states === null ? goOn(planned.down, continued.down, current) : planned.down };
}

const countOf = ({ batches }: Plan): number => batches.flatMap(({ steps }) => steps).length;

/** The current schema as its renames leave it, read on a shadow. */
export async function renamedModel(
  world: World,
  { current, role, engine, renames }: Pick<Proposal, "current" | "role" | "engine" | "renames">,
): Promise<SchemaModel> {
  if (renames.length === 0) return current;
  const roles = rolesIn(current).filter((name) => name !== role && !name.startsWith("pg_"));
  const major = Math.floor(current.serverVersion / MAJOR);
  return await onGround(world, { engine, major, role, roles, model: current }, async ({ runner }) => {
    const refused = await rebuild(runner, renameRole(current, role, runner.user));
    if (refused.length > 0) throw errors.diff.unplanned({ what: refused });
    const renamed = renameRole(await afterRenames(runner, renames), runner.user, role);
    return { ...renamed, unmodelled: current.unmodelled };
  });
}
