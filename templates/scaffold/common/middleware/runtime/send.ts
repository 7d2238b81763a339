import { call, CallError, type CallPlan, type CallSettings } from "./call.js";
import type { Problem } from "./problems.js";
import { checkWithin, type Check } from "./unions.js";

export interface SendOptions extends CallSettings {
  /** Messages are held against the document before they go out; default: everywhere but in production. */
  readonly checkMessages?: boolean;
}

export interface CallbackOptions extends SendOptions {
  /**
   * Says whether a URL that a client has named may be asked: without a clear yes nothing is sent. Compare `url.hostname` with hosts
   * that you know. The address behind a name can change between this look and the request: where that matters, hand in a `fetch`
   * that connects to public addresses only.
   */
  readonly allow: (url: URL) => boolean | Promise<boolean>;
}

/** What a callback's URL is made from: the request that asked for it, and the answer to that. */
export interface CallbackOrigin<Request> {
  /** `input` of the handler. */
  readonly request: Request;
  readonly url?: string;
  readonly method?: string;
  readonly response?: { readonly status?: number; readonly headers?: object; readonly body?: unknown };
}

/** A piece of a callback's URL: text, or a value that is looked up. */
export type UrlPiece = string | readonly [from: string, ...path: readonly string[]];

export interface Message {
  readonly plan: CallPlan;
  readonly check: Check | undefined;
  readonly parts: object;
}

/** Sends a message to a URL of our own choice. Error: a CallError for a message or an answer that the document does not describe. */
export async function send(url: string, { plan, check, parts }: Message, options: SendOptions = {}): Promise<unknown> {
  const given = { ...parts };
  const { checkMessages = process.env["NODE_ENV"] !== "production" } = options;
  if (checkMessages && check !== undefined && "body" in given) refuseWrong(plan, check, given.body);
  return call(plan, plainUrl(plan, url).href, given, options);
}

/** Sends a message to a URL that a client has named, if it may be asked. */
export async function sendCallback(
  pieces: readonly UrlPiece[],
  origin: CallbackOrigin<object>,
  { message, options }: { readonly message: Message; readonly options: CallbackOptions },
): Promise<unknown> {
  const { plan } = message;
  const url = plainUrl(
    plan,
    pieces.map((piece, index) => textOf(plan, piece, { origin, isFirst: index === 0 })).join(""),
  );
  const isAllowed: unknown = typeof options.allow === "function" ? await options.allow(url) : false;
  if (isAllowed !== true) throw new CallError(`${plan.id} is not sent: ${url.origin} is not allowed.`);
  return send(url.href, message, options);
}

function refuseWrong({ id }: CallPlan, check: Check, body: unknown): void {
  const problems: Problem[] = [];
  checkWithin(check, JSON.parse(JSON.stringify(body ?? null)), problems, "");
  const told = problems.map(({ pointer, message }) => `${pointer === "" ? "/" : pointer} ${message}`);
  if (told.length > 0) throw new CallError(`${id} is not sent: its body breaks its description: ${told.join("; ")}.`);
}

/** An address of the web without credentials in it. */
function plainUrl({ id }: CallPlan, text: string): URL {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url === undefined || !/^https?:$/.test(url.protocol) || url.username !== "" || url.password !== "")
    throw new CallError(`${id} is not sent: its URL is no address of the web.`);
  return url;
}

interface Lookup {
  readonly origin: CallbackOrigin<object>;
  /** A value at the beginning is a URL, or the beginning of one; elsewhere it is a part, and escaped. */
  readonly isFirst: boolean;
}

function textOf({ id }: CallPlan, piece: UrlPiece, { origin, isFirst }: Lookup): string {
  if (typeof piece === "string") return piece;
  const value = piece.reduce<unknown>(memberOf, origin);
  if (typeof value !== "string" && typeof value !== "number" && typeof value !== "boolean")
    throw new CallError(`${id} is not sent: ${piece.join(" ")} is not there.`);
  return isFirst ? String(value) : encodeURIComponent(value);
}

const memberOf = (value: unknown, key: string): unknown =>
  typeof value === "object" && value !== null && Object.hasOwn(value, key) ? Reflect.get(value, key) : undefined;
