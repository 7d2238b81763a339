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

export interface Proposal {
  readonly current: SchemaModel;
  readonly desired: SchemaModel;
  readonly role: string;
  readonly engine?: EngineKind | undefined;
  readonly renames: readonly Rename[];
  readonly online: boolean;
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
  return await onGround(world, { engine, major, roles }, async (runner, openWatcher) => {
    const current = renameRole(proposal.current, role, runner.user);
    const desired = renameRole(proposal.desired, role, runner.user);
    const proof = await prove(runner, { current, desired, renames, isSplit, online });
    if (proof.state === "failed") return proof;
    const { up, downs, states, statements } = proof;
    const measured = await measurePlan({ runner, openWatcher }, { current, desired, up, downs });
    if (measured.lost.length > 0) return { state: "failed", stage: "rows", detail: measured.lost.join("; ") };
    const options = { role, online };
    const named = states?.map((state) => renameRole(state, runner.user, role));
    return {
      state: "proven",
      statements,
      downs: named === undefined ? null : rollbacksOf(named, renames, options),
      measured,
    };
  });
}

/** The current schema as its renames leave it, read on a shadow. */
export async function renamedModel(world: World, { current, role, engine, renames }: Proposal): Promise<SchemaModel> {
  if (renames.length === 0) return current;
  const roles = rolesIn(current).filter((name) => name !== role && !name.startsWith("pg_"));
  const major = Math.floor(current.serverVersion / MAJOR);
  return await onGround(world, { engine, major, roles }, async (session) => {
    const refused = await rebuild(session, renameRole(current, role, session.user));
    if (refused.length > 0) throw errors.diff.unplanned({ what: refused });
    const renamed = renameRole(await afterRenames(session, renames), session.user, role);
    return { ...renamed, unmodelled: current.unmodelled };
  });
}
