import { isNothing, numberOf, textOf, type ExternalValue, type Step, type Value } from "../value.ts";
import type { Answer } from "./record.ts";
import { statusOf, statusOfName } from "./status.ts";

/** What was said of the answer before it is sent. */
export interface AnswerState {
  status: number | undefined;
  /** It was set to something that nobody knows. */
  isObscure?: boolean;
  /** Statuses that were set and not yet sent. */
  readonly pending: Set<number>;
  contentType: string | undefined;
  headers: string[];
  /** The middleware has called `next`. */
  isLate?: boolean;
  /** Koa's answer whose status was not set when its body was: it may be set after it. */
  implied?: { status: number | undefined } | undefined;
}

type Send = (args: readonly Value[], state: AnswerState) => Omit<Answer, "headers"> | undefined;

const body =
  (contentType?: string): Send =>
  ([value], state) => ({
    status: state.status,
    body: isNothing(value) ? undefined : value,
    contentType: state.contentType ?? contentType,
  });

const empty: Send = (_args, { status, contentType }) => ({ status, body: undefined, contentType });

const fixed =
  (status: number): Send =>
  ([value]) => ({ status, body: isNothing(value) ? undefined : value, contentType: undefined });

const redirect: Send = (args, state) => {
  const given = args.map(numberOf).find((one) => one !== undefined);
  return {
    status: given ?? (state.status !== undefined && state.status >= 300 ? state.status : 302),
    body: undefined,
    contentType: undefined,
  };
};

const binary: Send = (_args, state) => ({
  status: state.status ?? 200,
  body: BYTES,
  contentType: state.contentType ?? "application/octet-stream",
});
/** Stands for bytes: a text that is not JSON. */
const BYTES: Value = { kind: "unknown" };
const html: Send = (_args, state) => ({
  status: state.status ?? 200,
  body: { kind: "constant", value: "" },
  contentType: "text/html",
});

/** `sendStatus(gone ? 204 : 404)` is either. */
function statusAlone(args: readonly Value[], state: AnswerState): ReturnType<Send> {
  setStatus(args, state);
  return { status: state.status, body: undefined, contentType: undefined };
}

const RESPONSE: ReadonlyMap<string, Send> = new Map<string, Send>([
  ["json", body("application/json")],
  ["jsonp", body("application/json")],
  ["send", body()],
  ["end", body()],
  ["write", empty],
  ["sendStatus", statusAlone],
  ["redirect", redirect],
  ["render", html],
  ["view", html],
  ["sendFile", binary],
  ["sendfile", binary],
  ["download", binary],
  ["pipe", binary],
  ["callNotFound", fixed(404)],
]);

/** Calls that set something and send nothing. */
const SETTERS: ReadonlyMap<string, (args: readonly Value[], state: AnswerState) => void> = new Map([
  ["status", setStatus],
  ["code", setStatus],
  ["writeHead", setStatus],
  ["type", setType],
  ["contentType", setType],
  ["set", setHeader],
  ["header", setHeader],
  ["setHeader", setHeader],
]);

function setStatus([value]: readonly Value[], state: AnswerState): void {
  const given = value?.kind === "unknown" && value.either !== undefined ? value.either : [value];
  const statuses = given.flatMap((one) => statusOf(one) ?? []);
  for (const status of statuses) state.pending.add(status);
  state.status = statuses[0];
  state.isObscure = statuses.length === 0;
}

function setType([value]: readonly Value[], state: AnswerState): void {
  state.contentType = mediaType(textOf(value));
}

function setHeader([name, value]: readonly Value[], state: AnswerState): void {
  const called = textOf(name);
  if (called === undefined) return;
  if (called.toLowerCase() === "content-type") state.contentType = mediaType(textOf(value));
  else state.headers.push(called);
}

const SHORT: ReadonlyMap<string, string> = new Map([
  ["json", "application/json"],
  ["html", "text/html"],
  ["text", "text/plain"],
  ["txt", "text/plain"],
  ["csv", "text/csv"],
  ["xml", "application/xml"],
  ["pdf", "application/pdf"],
  ["png", "image/png"],
]);

function mediaType(text: string | undefined): string | undefined {
  const plain = text?.split(";")[0]?.trim().toLowerCase();
  return plain === undefined ? undefined : plain.includes("/") ? plain : SHORT.get(plain.replace(/^\./, ""));
}

/** The answer that a call sends, if it sends one. Setters are remembered in the state. */
export function answerOfCall(target: ExternalValue, state: AnswerState): Answer | undefined {
  const last = target.steps.at(-1);
  const before = target.steps.at(-2);
  if (last === undefined || last.kind === "member" || before?.kind !== "member") return undefined;
  if (target.source === "@context") return ofContext(before.name, last.args, state);
  // @fastify/jwt's own check throws when there is no token.
  if (target.source === "@request" && /^(?:jwtVerify|jwtDecode)$/.test(before.name))
    return { status: 401, body: undefined, contentType: undefined, headers: [] };
  if (target.source !== "@response" && target.source !== "@reply") return undefined;
  const set = SETTERS.get(before.name);
  if (set !== undefined) {
    set(last.args, state);
    return undefined;
  }
  return isSent(target) ? undefined : sent(before.name, last, state);
}

/** `res.json(user).end()`: it was answered before. */
const isSent = ({ steps }: ExternalValue): boolean =>
  steps.slice(0, -2).some((step) => step.kind === "member" && /^(?:json|jsonp|send|sendStatus|end)$/.test(step.name));

function sent(name: string, { args }: Extract<Step, { args: unknown }>, state: AnswerState): Answer | undefined {
  const named = args.length <= 1 ? statusOfName(name) : undefined;
  const send = RESPONSE.get(name) ?? (named !== undefined && named >= 400 ? fixed(named) : undefined);
  const made = send?.(args, state);
  if (made === undefined) return undefined;
  return finish({ ...made, headers: [...state.headers] }, state);
}

function finish(answer: Answer, state: AnswerState): Answer {
  if (answer.status !== undefined) state.pending.delete(answer.status);
  const isObscure = answer.status === undefined && state.isObscure === true;
  state.status = undefined;
  state.isObscure = false;
  state.contentType = undefined;
  return isObscure ? { ...answer, isObscure } : answer;
}

/** Koa: `ctx.throw(404)`, `ctx.assert(user, 404)`, `ctx.redirect("/")`, `ctx.set(…)`, and helpers such as `ctx.ok(body)`. */
function ofContext(name: string, args: readonly Value[], state: AnswerState): Answer | undefined {
  const none = { body: undefined, contentType: undefined, headers: [] };
  if (name === "throw" || name === "assert") {
    const status = args.map(statusOf).find((one) => one !== undefined && one >= 300);
    return { status: status ?? (name === "throw" ? 500 : undefined), ...none };
  }
  if (name === "redirect") return { status: state.status ?? 302, ...none };
  if (name === "set" || name === "append") setHeader(args, state);
  if (name === "type") setType(args, state);
  const status = statusOfName(name);
  return status === undefined ? undefined : { status, ...none, body: args[0] };
}

/** Koa's `ctx.status = 201` and `ctx.body = user`; `res.statusCode = 404`. */
export function assignAnswer({ source, steps }: ExternalValue, value: Value, state: AnswerState): Answer | undefined {
  const names = steps
    .map((step) => (step.kind === "member" ? step.name : ""))
    .filter((name) => name !== "response" && name !== "res");
  const [name] = names;
  if (names.length !== 1 || !/^@(?:context|response|reply)$/.test(source)) return undefined;
  if (name === "status" || name === "statusCode") setLate(value, state);
  if (name === "type") setType([value], state);
  if (name !== "body" || source !== "@context") return undefined;
  const { status } = state;
  if (status !== undefined) state.pending.delete(status);
  const isEmpty = value.kind === "constant" && value.value === null;
  const made = {
    status: status ?? (isEmpty ? 204 : 200),
    body: isEmpty || isNothing(value) ? undefined : value,
    contentType: state.contentType,
    headers: [...state.headers],
  };
  state.implied = status === undefined ? made : undefined;
  return made;
}

/** `ctx.body = user; ctx.status = 201`: the answer that stands there already. */
function setLate(value: Value, state: AnswerState): void {
  setStatus([value], state);
  const { implied, status } = state;
  if (implied === undefined || status === undefined) return;
  implied.status = status;
  state.pending.delete(status);
  state.implied = undefined;
}
