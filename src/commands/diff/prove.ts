import type { EngineKind, World } from "../../command/index.ts";
import {
  afterRenames,
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
}

const MAJOR = 10_000;

/** What a shadow has shown, in the names of the role that will run the plan. */
export type ShadowProof =
  | Extract<Proof, { state: "failed" }>
  | {
      readonly state: "proven";
      readonly statements: number;
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
  return await onGround(world, { engine, major, roles, model: proposal.current }, async (ground) => {
    const { runner } = ground;
    const current = renameRole(proposal.current, role, runner.user);
    const desired = renameRole(proposal.desired, role, runner.user);
    const observer = observe(world, { ground, looks: proposal.looks, desired });
    const proof = await prove(runner, { current, desired, renames, isSplit, online, observe: observer.look });
    if (proof.state === "failed") return proof;
    const { up, downs, states, statements } = proof;
    const measured = await measurePlan(ground, { current, desired, up, downs });
    if (measured.lost.length > 0) return { state: "failed", stage: "rows", detail: measured.lost.join("; ") };
    const named = states?.map((state) => renameRole(state, runner.user, role));
    return {
      state: "proven",
      statements,
      downs: named === undefined ? null : rollbacksOf(named, renames, { role, online }),
      measured,
      seen: observer.observed(),
    };
  });
}

/** The current schema as its renames leave it, read on a shadow. */
export async function renamedModel(
  world: World,
  { current, role, engine, renames }: Omit<Proposal, "looks">,
): Promise<SchemaModel> {
  if (renames.length === 0) return current;
  const roles = rolesIn(current).filter((name) => name !== role && !name.startsWith("pg_"));
  const major = Math.floor(current.serverVersion / MAJOR);
  return await onGround(world, { engine, major, roles, model: current }, async ({ runner }) => {
    const refused = await rebuild(runner, renameRole(current, role, runner.user));
    if (refused.length > 0) throw errors.diff.unplanned({ what: refused });
    const renamed = renameRole(await afterRenames(runner, renames), runner.user, role);
    return { ...renamed, unmodelled: current.unmodelled };
  });
}
