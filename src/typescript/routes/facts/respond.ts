import type { Machine } from "../machine/machine.ts";
import type { Schema, Value } from "../value.ts";
import type { Annotated } from "./annotations.ts";
import type { ResponseFacts } from "./model.ts";
import { schemaOfValue } from "./of-value.ts";
import type { Answer } from "./record.ts";

export interface Said {
  readonly answers: readonly Answer[];
  readonly returned: readonly Value[];
  readonly annotated: Annotated;
  readonly returnType: Schema | undefined;
  /** Statuses of middleware. */
  readonly statuses: readonly number[];
  readonly defaultStatus: number;
  /** The framework answers with success whatever a handler does not refuse. */
  readonly alwaysAnswers: boolean;
}

interface Draft {
  schemas: Schema[];
  contentType: string | undefined;
  hasBody: boolean;
  headers: Set<string>;
}

/** A response for every status that was seen, in their order. */
export function responsesOf(machine: Machine, said: Said): readonly ResponseFacts[] {
  const drafts = new Map<number, Draft>();
  // A status that nobody knows is one of those that are known; alone it is taken for success.
  const known = said.answers.filter(({ isObscure }) => isObscure !== true);
  const hasKnown = known.some(({ status = said.defaultStatus }) => status < 400);
  for (const one of hasKnown ? known : said.answers) add(machine, drafts, { answer: one, said });
  addReturned(machine, drafts, said);
  for (const status of said.statuses) draftOf(drafts, status);
  const hasSuccess = [...drafts.keys()].some((status) => status < 400);
  if (!hasSuccess && (said.alwaysAnswers || said.answers.length === 0)) fallback(drafts, said);
  return [...drafts].toSorted(([a], [b]) => a - b).map(([status, draft]) => finish(status, draft, said));
}

function fallback(drafts: Map<number, Draft>, { defaultStatus, annotated, returnType }: Said): void {
  const draft = draftOf(drafts, defaultStatus);
  const schema = annotated.answer ?? returnType;
  if (schema !== undefined) {
    draft.schemas.push(schema);
    draft.hasBody = true;
  }
}

function draftOf(drafts: Map<number, Draft>, status: number): Draft {
  const known = drafts.get(status) ?? { schemas: [], contentType: undefined, hasBody: false, headers: new Set() };
  drafts.set(status, known);
  return known;
}

function add(
  machine: Machine,
  drafts: Map<number, Draft>,
  { answer, said }: { readonly answer: Answer; readonly said: Said },
): void {
  const draft = draftOf(drafts, answer.status ?? said.defaultStatus);
  for (const name of answer.headers) draft.headers.add(name);
  draft.contentType ??= answer.contentType;
  if (answer.body === undefined) return;
  draft.hasBody = true;
  const schema = schemaOfValue(machine, answer.body);
  if (Object.keys(schema).length > 0) draft.schemas.push(schema);
}

/** Fastify and NestJS send what a handler returns. */
function addReturned(
  machine: Machine,
  drafts: Map<number, Draft>,
  { returned, returnType, annotated, defaultStatus }: Said,
): void {
  const schemas = returned.filter(isAnswer).map((one) => schemaOfValue(machine, one));
  const known = [returnType, ...annotated.answers.values(), ...schemas].find(
    (one) => one !== undefined && Object.keys(one).length > 0,
  );
  if (schemas.length === 0 && returnType === undefined) return;
  // `reply.code(201); return user`: the status that was set is the one of what is returned.
  const set = [...drafts].find(([status, { hasBody }]) => status < 300 && status !== 204 && !hasBody)?.[0];
  const draft = draftOf(drafts, drafts.has(defaultStatus) ? defaultStatus : (set ?? defaultStatus));
  draft.hasBody = true;
  if (known !== undefined) draft.schemas.push(known);
}

/** What is returned and is no answer object itself. */
const isAnswer = (value: Value): boolean => {
  if (value.kind === "constant") return value.value !== undefined;
  if (value.kind === "external") return !/^@(?:reply|response|next)$/.test(value.source);
  return (
    value.kind !== "router" && value.kind !== "function" && !(value.kind === "unknown" && value.type === undefined)
  );
};

function finish(status: number, { schemas, contentType, hasBody, headers }: Draft, { annotated }: Said): ResponseFacts {
  const unique = [...new Map(schemas.map((one) => [JSON.stringify(one), one])).values()];
  const [first] = unique;
  const seen = unique.length > 1 ? { anyOf: unique } : first;
  const schema = status < 300 ? (annotated.answers.get(String(status)) ?? annotated.answer ?? seen) : seen;
  const isEmpty = status === 204 || status === 304 || (!hasBody && schema === undefined);
  return {
    status: String(status),
    description: undefined,
    contentType: isEmpty
      ? undefined
      : (contentType ?? (schema?.["type"] === "string" ? "text/plain" : "application/json")),
    schema: isEmpty ? undefined : (schema ?? {}),
    headers: [...headers],
    confidence: "seen",
  };
}
