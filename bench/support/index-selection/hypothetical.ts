import { type Candidate, candidateKey, createSql } from "../../../src/advice/indexes/candidates/index.ts";
import {
  type Answer,
  askPlan,
  type Built,
  type IndexPlanner,
  type Question,
} from "../../../src/advice/indexes/shadow/index.ts";
import type { Session } from "../../../src/catalog/index.ts";
import { quoteLiteral } from "../../../src/sql/index.ts";

const PAGE_BYTES = 8_192;

/** A planner over hypopg: the same interface as the shadow's, on a server that has the rows. Indexes are hypothetical, their sizes hypopg's. */
export interface Hypothetical extends IndexPlanner {
  /** One index with its size as hypopg has it; kept from the first time on. */
  indexOf(candidate: Candidate): Promise<Built | undefined>;
  /** The cost under these and no other, asked anew. */
  ask(question: Question, on: readonly Built[]): Promise<Answer>;
}

export function hypothetical(session: Session): Hypothetical {
  const known = new Map<string, Built | undefined>();
  const there = new Map<string, { readonly oid: string; readonly name: string }>();
  const answers = new Map<string, Answer>();
  let calls = 0;

  async function create(candidate: Candidate): Promise<{ readonly oid: string; readonly name: string }> {
    const sql = quoteLiteral(createSql(candidate, "hypothetical"), "postgresql");
    const [row] = await session.query(
      `select indexrelid::text as oid, indexname::text as name from hypopg_create_index(${sql})`,
    );
    return { oid: String(row?.["oid"]), name: String(row?.["name"]) };
  }
  const drop = (oid: string): Promise<unknown> => session.query(`select hypopg_drop_index(${oid})`);

  async function indexOf(candidate: Candidate): Promise<Built | undefined> {
    const key = candidateKey(candidate);
    if (known.has(key)) return known.get(key);
    known.set(key, await measured(candidate, key));
    return known.get(key);
  }

  async function measured(candidate: Candidate, key: string): Promise<Built | undefined> {
    try {
      const { oid } = await create(candidate);
      const [row] = await session.query(`select hypopg_relation_size(${oid})::float8 as bytes`);
      await drop(oid);
      const pages = Math.ceil(Number(row?.["bytes"]) / PAGE_BYTES);
      return { candidate, key, oids: [], names: [key], pages, rows: candidate.table.rows.count ?? 0 };
    } catch {
      return undefined;
    }
  }

  async function use(on: readonly Built[]): Promise<void> {
    const wanted = new Set(on.map(({ key }) => key));
    for (const [key, { oid }] of [...there].filter(([one]) => !wanted.has(one))) {
      await drop(oid);
      there.delete(key);
    }
    for (const { key, candidate } of on) if (!there.has(key)) there.set(key, await create(candidate));
  }

  async function ask(question: Question, on: readonly Built[]): Promise<Answer> {
    await use(on);
    const answer = await askPlan(session, question);
    if (!("plan" in answer)) return answer;
    const keys = new Map([...there].map(([key, { name }]) => [name, key]));
    const scans = answer.plan.scans.map((scan) => ({
      ...scan,
      index: scan.index === null ? null : (keys.get(scan.index) ?? scan.index),
    }));
    return { plan: { ...answer.plan, scans } };
  }

  async function counted(question: Question, on: readonly Built[]): Promise<Answer> {
    calls += 1;
    return await ask(question, on);
  }

  return {
    indexOf,
    ask,
    build: async (candidates) => {
      const built: Built[] = [];
      for (const candidate of candidates) {
        const one = await indexOf(candidate);
        if (one !== undefined) built.push(one);
      }
      return { built, refused: [] };
    },
    again: counted,
    plan: async (question, on) => {
      const key = [question.id, ...on.map((one) => one.key).toSorted()].join("\n");
      const before = answers.get(key);
      if (before !== undefined) return before;
      const answer = await counted(question, on);
      answers.set(key, answer);
      return answer;
    },
    calls: () => calls,
    [Symbol.asyncDispose]: async () => {
      await session.query("select hypopg_reset()");
      there.clear();
    },
  };
}
