import { isNothing, numberOf, textOf, type ExternalValue, type Step, type Value } from "../value.ts";
import type { Answer } from "./record.ts";
import { statusOf, statusOfName } from "./status.ts";

/** What was said of the answer before it is sent. */
export interface AnswerState {
  status: number | undefined;
  /** Statuses that were set and not yet sent. */
  readonly pending: Set<number>;
  contentType: string | undefined;
  headers: string[];
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

const RESPONSE: ReadonlyMap<string, Send> = new Map<string, Send>([
  ["json", body("application/json")],
  ["jsonp", body("application/json")],
  ["send", body()],
  ["end", body()],
  ["write", empty],
  ["sendStatus", ([status]) => ({ status: statusOf(status), body: undefined, contentType: undefined })],
  ["redirect", redirect],
  ["render", html],
  ["view", html],
  ["sendFile", binary],
  ["sendfile", binary],
  ["download", binary],
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
  if (target.source !== "@response" && target.source !== "@reply") return undefined;
  const set = SETTERS.get(before.name);
  if (set !== undefined) {
    set(last.args, state);
    return undefined;
  }
  return sent(before.name, last, state);
}

function sent(name: string, { args }: Extract<Step, { args: unknown }>, state: AnswerState): Answer | undefined {
  const named = args.length <= 1 ? statusOfName(name) : undefined;
  const send = RESPONSE.get(name) ?? (named !== undefined && named >= 400 ? fixed(named) : undefined);
  const made = send?.(args, state);
  if (made === undefined) return undefined;
  return finish({ ...made, headers: [...state.headers] }, state);
}

function finish(answer: Answer, state: AnswerState): Answer {
  if (answer.status !== undefined) state.pending.delete(answer.status);
  state.status = undefined;
  state.contentType = undefined;
  return answer;
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
  if (name === "status" || name === "statusCode") setStatus([value], state);
  if (name === "type") setType([value], state);
  if (name !== "body" || source !== "@context") return undefined;
  const { status } = state;
  if (status !== undefined) state.pending.delete(status);
  const isEmpty = value.kind === "constant" && value.value === null;
  return {
    status: status ?? (isEmpty ? 204 : 200),
    body: isEmpty || isNothing(value) ? undefined : value,
    contentType: state.contentType,
    headers: [...state.headers],
  };
}
