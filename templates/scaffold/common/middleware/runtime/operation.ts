import type { IncomingMessage, ServerResponse } from "node:http";
import type { RequestParts } from "../../types/contract.js";
import { refuseUnacceptable, type AnswerTypes } from "./accept.js";
import type { AnswerChecks } from "./answer-check.js";
import { decodeBody, isForm, matchType, type BodyPlan } from "./body.js";
import { bytesOf, hasBody, readBytes } from "./bytes.js";
import { readForm } from "./multipart.js";
import { ValidationError } from "./problems.js";
import { authenticate, type Guard, type Requirement } from "./security.js";
import type { Source, SourceBody } from "./source.js";

/** How one operation is served. */
export interface OperationPlan<Parts extends RequestParts> {
  readonly id: string;
  /** Coerces and validates; throws the 400. */
  readonly read: (source: Source) => Parts;
  readonly body?: BodyPlan;
  readonly security?: readonly Requirement[];
  /** Another operation has the same method and path: it is asked when the path's values do not fit this one. */
  readonly isShared?: boolean;
  /** The media types of the answers by status, where they are not plain JSON. */
  readonly answers?: AnswerTypes;
}

/** What all operations share. */
export interface Contract {
  readonly guard: Guard;
  /** Bytes of the largest body; of a form, of its fields. */
  readonly bodyLimit: number;
  /** Bytes of all files of a form together. */
  readonly fileLimit: number;
  readonly checks: AnswerChecks;
}

export interface ContractOptions {
  readonly guard: Guard;
  /** Bytes, or a text such as `1mb`. */
  readonly bodyLimit: number | string;
  readonly fileLimit?: number | string | undefined;
  /** Checks of answers: of none when there are none. */
  readonly checks?: AnswerChecks;
}

export const contractOf = ({ guard, bodyLimit, fileLimit = bodyLimit, checks = {} }: ContractOptions): Contract => ({
  guard,
  bodyLimit: bytesOf(bodyLimit),
  fileLimit: bytesOf(fileLimit),
  checks,
});

/** A request as the contract sees it, whatever server took it. */
export interface Incoming {
  readonly raw: IncomingMessage;
  /** Files of a form are kept until it is closed. */
  readonly response: ServerResponse;
  /** Path and query as they were sent. */
  readonly url: string;
  readonly params: Source["params"];
  /** What a parser of the application has made of the body; undefined when nobody has read it. */
  readonly parsed?: unknown;
  /** What the checks of credentials are told besides. */
  readonly told: object;
}

export interface Received<Parts> {
  readonly input: Parts;
  readonly auth: Readonly<Record<string, unknown>>;
}

/**
 * Credentials, Accept, body, validation: what has to hold before a handler runs. Undefined when the path's values do not fit
 * and another operation has the same path. Errors: 400, 401, 406, 413, 415.
 */
export async function receive<Parts extends RequestParts>(
  contract: Contract,
  plan: OperationPlan<Parts>,
  incoming: Incoming,
): Promise<Received<Parts> | undefined> {
  const { raw, url, params, told } = incoming;
  const query = queryOf(url);
  const auth =
    plan.security === undefined
      ? {}
      : await authenticate(contract.guard, plan.security, { raw, query, told, operationId: plan.id });
  refuseUnacceptable(plan.answers, raw.headers.accept);
  const body = plan.body === undefined ? NONE : await bodyOf(plan, plan.body, { incoming, contract });
  const input = read(plan, { params, query, headers: raw.headers, body });
  return input === undefined ? undefined : { input, auth };
}

/** Undefined when the path's values do not fit and another operation has the same path. */
function read<Parts extends RequestParts>(plan: OperationPlan<Parts>, source: Source): Parts | undefined {
  try {
    return plan.read(source);
  } catch (error) {
    if (plan.isShared === true && error instanceof ValidationError && error.isInPath) return undefined;
    throw error;
  }
}

export function queryOf(url: string): string {
  const start = url.indexOf("?");
  return start < 0 ? "" : url.slice(start + 1);
}

const NONE: SourceBody = { type: undefined, value: undefined };

interface Reading {
  readonly incoming: Incoming;
  readonly contract: Contract;
}

async function bodyOf({ isShared }: Sharing, plan: BodyPlan, { incoming, contract }: Reading): Promise<SourceBody> {
  const { raw, parsed } = incoming;
  if (!hasBody(raw)) return NONE;
  const contentType = raw.headers["content-type"];
  const type = matchType(plan, contentType);
  if (parsed !== undefined && !Buffer.isBuffer(parsed)) return { type, value: parsed };
  const sent = parsed ?? (await sentBody(incoming, contract, isShared === true));
  if (!Buffer.isBuffer(sent)) return { type, value: sent };
  return sent.length === 0 ? NONE : decodeBody(sent, contentType, type);
}

type Sharing = Pick<OperationPlan<RequestParts>, "isShared">;

const sentBodies = new WeakMap<IncomingMessage, Promise<Buffer | FormData>>();

/** A body can be read once: operations that are asked one after another get what the first has read. */
function sentBody({ raw, response }: Incoming, limits: Contract, isShared: boolean): Promise<Buffer | FormData> {
  const earlier = sentBodies.get(raw);
  if (earlier !== undefined) return earlier;
  const sent = isForm(raw.headers["content-type"])
    ? readForm(raw, { fields: limits.bodyLimit, files: limits.fileLimit }, response)
    : readBytes(raw, limits.bodyLimit);
  if (isShared) sentBodies.set(raw, sent);
  return sent;
}
