import { LIMITS } from "../limits.ts";
import type { Machine, Recorder } from "../machine/machine.ts";
import { lastArgs } from "../frameworks/mounts.ts";
import { filterOf } from "../frameworks/nest-filters.ts";
import { external, isNothing, type ExternalValue, type FunctionValue, type Value } from "../value.ts";
import { answerOfCall, assignAnswer, type AnswerState } from "./answers.ts";
import { pieceOf, type Piece } from "./part.ts";
import { thrownStatus } from "./status.ts";
import { validationOf, type Validation } from "./validation.ts";

export interface Answer {
  readonly status: number | undefined;
  readonly body: Value | undefined;
  readonly contentType: string | undefined;
  readonly headers: readonly string[];
  /** Its status is known to the running application only. */
  readonly isObscure?: boolean;
  /** It was given when everything behind a middleware had its turn: what answers 404 there answers for nobody. */
  readonly isLate?: boolean;
}

/** What a handler was seen to do. */
export interface Seen {
  readonly answers: Answer[];
  /** Fields of the request that are read, and what they are taken for. */
  readonly reads: Map<string, { readonly piece: Piece; type: string | undefined }>;
  readonly validations: Validation[];
  /** Chains on the request, response and packages, for facts that somebody else looks for. */
  readonly calls: ExternalValue[];
  readonly returned: Value[];
}

/** A framework, and what its handler is called with where that is not the same for all. */
type Manner = string | Called;

interface Called {
  readonly framework: string;
  readonly args: readonly Value[];
  /** What is known of the arguments decides which branches are taken. */
  readonly isDecided?: boolean;
}

/** Interprets a handler with a request and an answer that remember what is done with them. */
export function observe(machine: Machine, handler: FunctionValue, manner: Manner): Seen {
  const called: Called = typeof manner === "string" ? { framework: manner, args: argumentsFor(manner) } : manner;
  const { framework, args, isDecided = false } = called;
  const seen: Seen = { answers: [], reads: new Map(), validations: [], calls: [], returned: [] };
  const before = machine.recorder;
  const { budget } = machine;
  const saved = { steps: budget.steps, calls: budget.calls };
  budget.steps = LIMITS.stepsPerRoute;
  budget.calls = 0;
  const state: AnswerState = { status: undefined, pending: new Set(), contentType: undefined, headers: [] };
  machine.recorder = { ...recorder(machine, seen, state), isDecided };
  const result = machine.call(handler, args, { node: handler.node, scope: handler.scope });
  if (framework === "fastify" || framework === "nestjs") seen.returned.push(result);
  for (const status of state.pending) answer(seen, { status, body: undefined, contentType: undefined, headers: [] });
  machine.recorder = before;
  budget.steps = saved.steps;
  budget.calls = saved.calls;
  return seen;
}

function argumentsFor(framework: string): readonly Value[] {
  if (framework === "koa") return [external("@context"), external("@next")];
  if (framework === "fastify") return [external("@request"), external("@reply"), external("@next")];
  return [external("@request"), external("@response"), external("@next")];
}

const answer = (seen: Seen, one: Answer): void => {
  seen.answers.push(one);
};

function recorder(machine: Machine, seen: Seen, state: AnswerState): Recorder {
  return {
    called: (target) => called(machine, { target, seen, state }),
    read: (target) => read(seen, target),
    assigned: (target, value) => {
      const done = assignAnswer(target, value, state);
      if (done !== undefined) answer(seen, done);
    },
    threw: (value) => threw(machine, seen, value),
    branch: () => {
      const kept = { ...state, headers: [...state.headers] };
      return (ended) => {
        if (ended && kept.isLate !== true) delete state.isLate;
        state.status = kept.status;
        state.isObscure = kept.isObscure ?? false;
        state.contentType = kept.contentType;
        state.headers = kept.headers;
        state.implied = kept.implied;
      };
    },
    returned: (value) => seen.returned.push(value),
  };
}

interface Call {
  readonly target: ExternalValue;
  readonly seen: Seen;
  readonly state: AnswerState;
}

function called(machine: Machine, { target, seen, state }: Call): void {
  seen.calls.push(target);
  if (target.source === "@next") {
    const [error] = lastArgs(target);
    if (error !== undefined && !isNothing(error)) threw(machine, seen, error);
    state.isLate = true;
    return;
  }
  if (target.source === "@global") return converted(seen, target);
  const done = answerOfCall(target, state);
  if (done !== undefined) answer(seen, state.isLate === true ? { ...done, isLate: true } : done);
  seen.validations.push(...validationOf(machine, target));
  if (pieceOf(target) !== undefined) read(seen, target);
}

const CONVERSIONS: ReadonlyMap<string, string> = new Map([
  ["Number", "number"],
  ["parseInt", "integer"],
  ["parseFloat", "number"],
  ["Boolean", "boolean"],
]);

/** `Number(req.query.page)`: it is taken for a number. */
function converted(seen: Seen, target: ExternalValue): void {
  const names = target.steps.flatMap((step) => (step.kind === "member" ? [step.name] : []));
  const type = CONVERSIONS.get(names.at(-1) ?? "");
  const [value] = lastArgs(target);
  const piece = value?.kind === "external" ? pieceOf(value) : undefined;
  if (type === undefined || piece === undefined || piece.path.length === 0) return;
  const key = keyOf(piece);
  seen.reads.set(key, { piece, type });
}

const keyOf = ({ part, path }: Piece): string => `${part}:${path.join("\u0000")}`;

function read(seen: Seen, target: ExternalValue): void {
  const piece = pieceOf(target);
  if (piece === undefined || seen.reads.has(keyOf(piece))) return;
  seen.reads.set(keyOf(piece), { piece, type: undefined });
}

function threw(machine: Machine, seen: Seen, value: Value): void {
  const filter = filterOf(machine, value);
  const status = filter === undefined ? thrownStatus(value) : undefined;
  if (status !== undefined) return answer(seen, { status, body: undefined, contentType: undefined, headers: [] });
  const answers =
    filter === undefined
      ? failureAnswers(machine, value)
      : observe(machine, filter.method, { framework: "nestjs", args: filter.args }).answers;
  for (const one of answers) answer(seen, one);
}

/** What the application's own handlers of errors say to an error of its own: `status(STATUS_OF[error.code])`. */
function failureAnswers(machine: Machine, value: Value): readonly Answer[] {
  const isError = value.kind === "object" && (value.of !== undefined || value.properties.has("message"));
  if (!isError || machine.recorder?.isDecided === true) return [];
  for (const one of machine.failures) {
    const [request, response] = [external("@request"), external("@response")];
    const args = [value, request, response, external("@next")];
    const { answers } = observe(machine, one, { framework: "express", args, isDecided: true });
    const refusals = answers.filter(({ status = 0 }) => status >= 400 && status < 500);
    if (refusals.length > 0) return refusals;
  }
  return [];
}
