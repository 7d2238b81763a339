// One pair of schemas: old + up = new, planning again finds nothing, up + down = old, rows of untouched columns stay.
// Judged twice where the first is wrong: the planner alone, then what `db diff` would write, which proves its plan on a shadow of its own, goes
// on where something is left, and refuses what it cannot prove. A plan that is right as it stands would be proven as it stands.
import { readSchema, type SchemaModel } from "../../../src/catalog/schema/index.ts";
import type { Session } from "../../../src/catalog/index.ts";
import { measurePlan, type Plan, planBetween, type Proof, prove } from "../../../src/diff/index.ts";
import { fillSentinels, lostRows, readRows } from "../../../src/diff/shadow/index.ts";
import { fresh, type Ground, load, type Loaded } from "./ground.ts";
import { type Observer, withoutPlaces } from "./observer.ts";
import type { SchemaPair } from "./schema.ts";
import { untouchedRows } from "./untouched.ts";

export interface Verdict {
  /** Of what the product would write: `right`, `refused` (by name), or the stage that went wrong. */
  readonly stage: string;
  /** Of the plan without its proof. */
  readonly alone: string;
  readonly detail: string;
  readonly statements: number;
  /** Whether rows of ours went through it. */
  readonly withRows: boolean;
  readonly old: Loaded;
  readonly next: Loaded;
}

export interface JudgeOptions {
  readonly online: boolean;
  readonly rows: boolean;
  readonly observer: Observer | undefined;
  readonly lane: string;
}

class Wrong extends Error {
  readonly stage: string;

  constructor(stage: string, detail: string) {
    super(detail);
    this.stage = stage;
  }
}

const NOTHING: Loaded = { items: [], refusals: [] };

export async function judge(ground: Ground, pair: SchemaPair, options: JudgeOptions): Promise<Verdict> {
  const first = await judgePlans(ground, pair, { ...options, plans: undefined });
  const { current, desired, stage } = first;
  if (
    current === undefined ||
    desired === undefined ||
    stage === "crash" ||
    /^(?:right|refused|unmodelled|truth)/.test(stage)
  )
    return { ...first, alone: stage };
  const proof = await proven(ground, { current, desired }, options);
  if (proof.state === "failed")
    return {
      ...first,
      alone: stage,
      stage: "refused",
      detail: `the proof (${proof.stage}): ${proof.detail}\n${first.detail}`,
    };
  const again = await judgePlans(ground, pair, { ...options, plans: proof });
  return { ...again, alone: stage };
}

type Proven = Extract<Proof, { state: "proven" }>;

interface Sides {
  readonly current: SchemaModel;
  readonly desired: SchemaModel;
}

/** As `db diff` does it: with a rollback for each file, else one for all; then with rows. */
async function proven(ground: Ground, sides: Sides, { online, lane }: JudgeOptions): Promise<Proof> {
  const once = async (isSplit: boolean): Promise<Proof> => {
    const name = `${lane}_proof`;
    await using runner = await fresh(ground, name);
    const proof = await prove(runner, { ...sides, renames: [], isSplit, online });
    if (proof.state === "failed") return proof;
    const openWatcher = (): Promise<Session> => ground.databases.open({ url: ground.urlOf(name) });
    const { lost } = await measurePlan({ runner, openWatcher }, { ...sides, ...proof });
    return lost.length === 0 ? proof : { state: "failed", stage: "rows", detail: lost.join("; ") };
  };
  const first = await once(true);
  return first.state === "failed" && first.stage.startsWith("down") ? await once(false) : first;
}

type Judged = Omit<Verdict, "alone"> & Pick<State, "current" | "desired">;
type Judging = JudgeOptions & { readonly plans: Proven | undefined };

async function judgePlans(ground: Ground, pair: SchemaPair, options: Judging): Promise<Judged> {
  const state: State = { old: NOTHING, next: NOTHING, statements: 0, withRows: options.rows };
  try {
    await course(ground, pair, options, state);
    return { ...state, stage: "right", detail: "" };
  } catch (failure) {
    if (failure instanceof Wrong && failure.stage === "data" && options.rows)
      return await judgePlans(ground, pair, { ...options, rows: false });
    if (failure instanceof Wrong) return { ...state, stage: failure.stage, detail: failure.message };
    const detail = failure instanceof Error ? `${failure.stack}` : String(failure);
    return { ...state, stage: "crash", detail };
  }
}

interface State {
  old: Loaded;
  next: Loaded;
  statements: number;
  withRows: boolean;
  current?: SchemaModel;
  desired?: SchemaModel;
}

async function course(ground: Ground, pair: SchemaPair, options: Judging, state: State): Promise<void> {
  const names = { old: `${options.lane}_old`, next: `${options.lane}_next` };
  await using session = await fresh(ground, names.old);
  await using other = await fresh(ground, names.next);
  state.old = await load(session, pair.old);
  state.next = await load(other, pair.next);
  const read = (one: Session): Promise<SchemaModel> => readSchema(one, { secrets: "keep" });
  const observe = async (name: string): Promise<string> =>
    options.observer === undefined ? "" : withoutPlaces(await options.observer.observe(ground.urlOf(name)));
  const [current, desired] = [await read(session), await read(other)];
  const [before, after] = [await observe(names.old), await observe(names.next)];
  [state.current, state.desired] = [current, desired];
  const [strange] = [...current.unmodelled, ...desired.unmodelled];
  if (strange !== undefined) throw new Wrong("unmodelled", strange.description);
  if (options.observer !== undefined) expectTruth([before, after], [current, desired]);

  const settings = { role: "postgres", online: options.online };
  const up = options.plans?.up ?? planned(current, desired, settings);
  const downs = options.plans?.downs ?? [planned(desired, current, settings)];
  const down = { ...up, batches: downs.toReversed().flatMap(({ batches }) => batches) };
  state.statements = count(up) + count(down);
  if (options.rows) await fillSentinels(session);
  const rows = options.rows ? await readRows(session) : new Map();
  await run(session, up, "up");
  const reached = await read(session);
  expectNothing(planBetween(reached, desired, { ...settings, online: false }), "again", up);
  expectSame(await observe(names.old), after, "observer", up);
  const untouched = untouchedRows(rows, [current, desired], up);
  if (options.rows) {
    const [lost] = lostRows(untouched, await readRows(session, { like: untouched }));
    if (lost !== undefined) throw new Wrong("rows", `${lost.rows} rows of ${lost.relation.name}\n${textOf(up)}`);
  }
  await run(session, down, "down");
  expectNothing(planBetween(await read(session), current, { ...settings, online: false }), "back", down);
  expectSame(await observe(names.old), before, "observer-back", down);
}

/** Places of columns and parents, rows of materialized views, and whether an inherited column is declared here too: the observer looks at none. */
const contentOf = ({ objects }: SchemaModel): string =>
  [...objects.values()]
    .map((one) => {
      const isDeclared = one.kind === "column" && one.isInherited ? { isLocal: false } : {};
      const parents = one.kind === "table" ? { inherits: one.inherits.toSorted() } : {};
      return JSON.stringify({ ...one, ...isDeclared, ...parents, position: 0, populated: true });
    })
    .join("\n");

/** The model tells two states apart if and only if the observer does. */
function expectTruth(
  [before, after]: readonly [string, string],
  [current, desired]: readonly [SchemaModel, SchemaModel],
): void {
  const isTold = before !== after;
  const differs = contentOf(current) !== contentOf(desired);
  if (isTold && !differs) throw new Wrong("truth-lost", firstDifference(before, after));
  if (!isTold && differs) throw new Wrong("truth-spurious", firstDifference(contentOf(current), contentOf(desired)));
}

function planned(
  from: SchemaModel,
  to: SchemaModel,
  options: { readonly role: string; readonly online: boolean },
): Plan {
  const plan = planBetween(from, to, options);
  if (plan.refused.length > 0) throw new Wrong("refused", plan.refused.join("; "));
  return plan;
}

const count = ({ batches }: Plan): number => batches.reduce((sum, { steps }) => sum + steps.length, 0);
export const textOf = ({ batches }: Plan): string =>
  batches.flatMap(({ steps }) => steps.map(({ sql }) => sql)).join(";\n");

function expectNothing(plan: Plan, stage: string, made: Plan): void {
  const left = [...plan.refused, textOf(plan)].filter((one) => one !== "").join("\n");
  if (left !== "") throw new Wrong(stage, `${left}\n-- after\n${textOf(made)}`);
}

function expectSame(found: string, wanted: string, stage: string, made: Plan): void {
  if (found !== wanted) throw new Wrong(stage, `${firstDifference(wanted, found)}\n-- after\n${textOf(made)}`);
}

function firstDifference(wanted: string, found: string): string {
  const [lacks, has] = [wanted.split("\n"), found.split("\n")];
  const [known, present] = [new Set(has), new Set(lacks)];
  const missing = lacks.filter((line) => !known.has(line)).slice(0, 2);
  const surplus = has.filter((line) => !present.has(line)).slice(0, 2);
  return [...missing.map((line) => `lacks ${line}`), ...surplus.map((line) => `has   ${line}`)]
    .join("\n")
    .slice(0, 3000);
}

const REFUSED_ROWS = /^(22|23)/;
const ROW_WORDS =
  /contains null values|violated by some row|could not create unique index|is violated|cannot be cast automatically/;

async function run(session: Session, { batches }: Plan, stage: string): Promise<void> {
  await session.script("SET check_function_bodies = off");
  for (const { transactional, steps } of batches) {
    if (transactional) await session.script("BEGIN");
    for (const [index, { sql }] of steps.entries())
      await session.script(sql).catch(async (failure: unknown) => {
        if (transactional) await session.script("ROLLBACK");
        const message = failure instanceof Error ? failure.message : String(failure);
        const stateCode = codeOf(failure);
        if (REFUSED_ROWS.test(stateCode) || ROW_WORDS.test(message)) throw new Wrong("data", message);
        const before = steps.slice(Math.max(0, index - 8), index).map((step) => step.sql);
        throw new Wrong(stage, `${message}\n${sql}\n-- after\n${before.join(";\n")}`);
      });
    if (transactional) await session.script("COMMIT");
  }
}

function codeOf(failure: unknown): string {
  const seen = [failure, failure instanceof Error ? failure.cause : undefined];
  for (const one of seen)
    if (typeof one === "object" && one !== null)
      for (const name of ["sqlState", "code"]) {
        const value: unknown = Reflect.get(one, name);
        if (typeof value === "string" && /^[0-9A-Z]{5}$/.test(value)) return value;
      }
  return "";
}
