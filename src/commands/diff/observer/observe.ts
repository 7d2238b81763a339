import type { SchemaModel } from "../../../catalog/schema/index.ts";
import type { World } from "../../../command/index.ts";
import { rebuild } from "../../../diff/index.ts";
import { lendingOwnership } from "../../shadow/index.ts";
import type { Ground } from "../ground.ts";
import { describeDatabase, type Description } from "./describe.ts";
import { differences } from "./differences.ts";

/** What pg_dump has said of the two sides where they come from; null where it was not asked. */
export interface Looks {
  readonly current: Description | null;
  readonly desired: Description | null;
}

/** Who has looked at the shadow beside our own reader of catalogues. */
export type Observed =
  | { readonly observer: "pg_dump"; readonly version: string }
  | { readonly observer: "catalogue"; readonly reason: string };

interface Observer {
  /** What is wrong at this point of the proof; null: nothing, or nobody could look. */
  readonly look: (at: "rebuild-observed" | "up-observed" | "down-observed") => Promise<string | null>;
  readonly observed: () => Observed;
}

interface Scene {
  readonly ground: Ground;
  readonly looks: Looks;
  /** In the names of the ground. */
  readonly desired: SchemaModel;
}

/**
 * An observer of one proof: what pg_dump says after old + up must be what it says of the new schema, and after the rollback what
 * it said before. Where the sides came from files, it has read these itself: a kind of object that our reader does not know cannot
 * hide from it.
 */
export function observe(world: World, scene: Scene): Observer {
  const { ground, looks } = scene;
  let before = "";
  let version = "";
  let reason = ground.isSingle ? "PGlite has one connection only" : "";
  const giveUp = (why: string): null => {
    reason = why;
    return null;
  };
  const wantedAt = async (at: Parameters<Observer["look"]>[0], found: string): Promise<Description> => {
    if (at === "rebuild-observed") return looks.current ?? told(found);
    return at === "up-observed" ? (looks.desired ?? (await describeModel(world, scene))) : told(before);
  };
  const look: Observer["look"] = async (at) => {
    if (reason !== "") return null;
    const found = await describeDatabase(world, ground);
    if (found.state === "untold") return giveUp(found.reason);
    version = found.version;
    if (at === "rebuild-observed") before = found.text;
    const wanted = await wantedAt(at, found.text);
    if (wanted.state === "untold") return giveUp(wanted.reason);
    return await disagreement(world, scene, [wanted.text, found.text]);
  };
  const observed = (): Observed =>
    reason === "" ? { observer: "pg_dump", version } : { observer: "catalogue", reason };
  return { look, observed };
}

const told = (text: string): Description => ({ state: "told", text, version: "" });

/** A schema that comes from no file, made anew. */
async function describeModel(world: World, { ground, desired }: Scene): Promise<Description> {
  const url = await ground.another(desired);
  await using session = await world.databases.open({ url }, { applicationName: "backwright diff" });
  const refused = await rebuild(lendingOwnership(session), desired);
  if (refused.length > 0) return { state: "untold", reason: `the new schema cannot be made: ${refused.join("; ")}` };
  return await describeDatabase(world, { url, major: ground.major });
}

const MOST = 3;

/**
 * What two answers disagree about, as a person reads it. What PostgreSQL says of an expression changes when it has read its own
 * words once: only what still differs then is a disagreement.
 */
async function disagreement(
  world: World,
  scene: Scene,
  [wanted, found]: readonly [wanted: string, found: string],
): Promise<string | null> {
  if (differences(wanted, found).length === 0) return null;
  const again = [await readAgain(world, scene, wanted), await readAgain(world, scene, found)] as const;
  const left = again[0] === null || again[1] === null ? differences(wanted, found) : differences(again[0], again[1]);
  return left.length === 0 ? null : `pg_dump disagrees with our reader: ${left.slice(0, MOST).join("; ")}`;
}

/** Null where it cannot be loaded. */
async function readAgain(world: World, { ground, desired }: Scene, text: string): Promise<string | null> {
  const url = await ground.another(desired);
  await using session = await world.databases.open({ url }, { applicationName: "backwright diff" });
  const statements = text
    .replaceAll(/^\\(?:un)?restrict .*$/gm, "")
    // Extensions are there already, and belong to the superuser.
    .replaceAll(/^(?:CREATE|COMMENT ON) EXTENSION .*;$/gm, "")
    .replaceAll(/^CREATE SCHEMA (?!IF NOT EXISTS )/gm, "CREATE SCHEMA IF NOT EXISTS ");
  try {
    await session.script(statements);
  } catch {
    return null;
  }
  const description = await describeDatabase(world, { url, major: ground.major });
  return description.state === "told" ? description.text : null;
}
