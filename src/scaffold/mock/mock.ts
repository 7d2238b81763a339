import { sortedBy } from "../../kit/index.ts";
import type { ApiModel, Operation } from "../../openapi/index.ts";
import type { JudgeScope } from "../../openapi/sample/index.ts";
import type { ErrorShape } from "../options.ts";
import { basePathOf } from "../plan/index.ts";
import { judgeBody } from "./body.ts";
import { boundedMatches } from "./bounded.ts";
import { parameterProblems } from "./check.ts";
import { chooseResponse } from "./choose.ts";
import { preflightAnswer, shared } from "./cors.ts";
import { challengeOf, missingCredentials } from "./credentials.ts";
import { readPrefer } from "./prefer.ts";
import { refuse, type Refusal } from "./refusal.ts";
import type { MockAnswer, MockRequest } from "./request.ts";
import { type Fit, routeTable, type RouteTable } from "./table.ts";

export interface MockSettings {
  /** Where the operations are mounted; default: the path of the first server. */
  readonly basePath: string | undefined;
  readonly errors: ErrorShape;
  /** Requests are checked against the document. */
  readonly isStrict: boolean;
  /** Requests without the credentials that an operation asks for are answered with 401. */
  readonly isGuarded: boolean;
  /** Pages of other origins may ask too (CORS). */
  readonly isShared: boolean;
  /** Another body for every request, made from the schemas alone. */
  readonly isDynamic: boolean;
}

export interface Mock {
  readonly basePath: string;
  readonly operations: number;
  /** `number` counts requests: the id of the request, and what makes dynamic bodies differ. */
  answer(request: MockRequest, number: number): MockAnswer;
}

/**
 * An API that answers from its document: examples first, else values made from the schemas.
 *
 * @example
 * const mock = createMock(model, {
 *   basePath: undefined, errors: "envelope", isStrict: true, isGuarded: true, isShared: true, isDynamic: false,
 * });
 * mock.answer({ method: "GET", path: "/v1/users/7", query: "", headers: {}, body: new Uint8Array() }, 1).status; // 200
 */
export function createMock(model: ApiModel, settings: MockSettings): Mock {
  const basePath = basePathOf(model, settings.basePath);
  const stage: Stage = {
    model,
    settings,
    table: routeTable(model.operations, basePath),
    scope: { schemas: model.schemas, side: "request", matches: boundedMatches() },
  };
  return {
    basePath,
    operations: model.operations.length,
    answer: (request, number) =>
      settings.isShared
        ? (preflightAnswer(request) ?? shared(answer(request, { ...stage, number }), request))
        : answer(request, { ...stage, number }),
  };
}

interface Stage {
  readonly model: ApiModel;
  readonly settings: MockSettings;
  readonly table: RouteTable;
  readonly scope: JudgeScope;
}

interface Turn extends Stage {
  readonly number: number;
}

function answer(request: MockRequest, turn: Turn): MockAnswer {
  const fits = turn.table(request.path);
  const fit = fitFor(fits, request.method);
  if (fit !== undefined) return answerFit(request, fit, turn);
  if (fits.length === 0)
    return refused(turn, undefined, { status: 404, code: "NOT_FOUND", message: "The document has no such path." });
  const allow = methodsOf(fits);
  if (request.method === "OPTIONS")
    return { status: 204, headers: { allow }, text: undefined, operation: undefined, problems: [] };
  const message = `${request.method} is not one of ${allow}.`;
  return refused(turn, undefined, { status: 405, code: "METHOD_NOT_ALLOWED", message, headers: { allow } });
}

const fitFor = (fits: readonly Fit[], method: string): Fit | undefined =>
  fits.find(({ operation }) => operation.method === method) ??
  (method === "HEAD" ? fits.find(({ operation }) => operation.method === "GET") : undefined);

function methodsOf(fits: readonly Fit[]): string {
  const methods = new Set(fits.map(({ operation }) => operation.method));
  if (methods.has("GET")) methods.add("HEAD");
  return sortedBy([...methods.add("OPTIONS")], (method) => method).join(", ");
}

function refused(turn: Turn, operation: Operation | undefined, refusal: Refusal): MockAnswer {
  const { model, settings, number } = turn;
  return refuse(refusal, { errors: settings.errors, requestId: `mock-${number}`, operation, model });
}

function answerFit(request: MockRequest, { operation, parameters }: Fit, turn: Turn): MockAnswer {
  const preferences = readPrefer(request.headers["prefer"]);
  const refusal =
    preferences.code === undefined ? refusalOf({ request, operation, parameters }, turn) : unwritten(operation);
  if (refusal !== undefined) return refused(turn, operation, refusal);
  const isDynamic = turn.settings.isDynamic || preferences.isDynamic;
  const chosen = chooseResponse(operation, {
    model: turn.model,
    accept: request.headers["accept"],
    preferences,
    variant: isDynamic ? turn.number : undefined,
  });
  if (chosen.kind === "unknown") return refused(turn, undefined, unknown(chosen));
  if (chosen.kind === "unacceptable") return refused(turn, undefined, unacceptable(chosen.types));
  const { status, headers, contentType, text } = chosen.answer;
  const type = contentType === undefined ? {} : { "content-type": contentType };
  return { status, headers: { ...lowerCase(headers), ...type }, text, operation: operation.id, problems: [] };
}

const lowerCase = (headers: Readonly<Record<string, string>>): Readonly<Record<string, string>> =>
  Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));

interface Asked {
  readonly request: MockRequest;
  readonly operation: Operation;
  readonly parameters: Readonly<Record<string, string>>;
}

/** In the order of a server: what is not written, who asks, what kind of body, what is in it. */
function refusalOf({ request, operation, parameters }: Asked, turn: Turn): Refusal | undefined {
  const { settings, scope } = turn;
  const missing = settings.isGuarded ? missingCredentials(operation, turn.model, request) : [];
  if (unwritten(operation) !== undefined) return unwritten(operation);
  if (missing.length > 0) return unauthorized(challengeOf(missing));
  if (!settings.isStrict) return undefined;
  const body = judgeBody(operation, request, scope);
  if (body.kind === "unsupported") return unsupported(body.types);
  const problems = [...parameterProblems(operation, { request, path: parameters, scope }), ...body.problems];
  if (problems.length === 0) return undefined;
  return {
    status: 400,
    code: "VALIDATION_ERROR",
    message: "The request is not what the document describes.",
    problems,
  };
}

function unwritten({ unresolved }: Operation): Refusal | undefined {
  const [first] = unresolved;
  if (first === undefined) return undefined;
  return { status: 501, code: "NOT_IMPLEMENTED", message: `${first.ref} does not exist in the document.` };
}

function unauthorized(challenge: string | undefined): Refusal {
  const message = "The document asks for credentials that the request does not carry.";
  const headers = challenge === undefined ? {} : { headers: { "www-authenticate": challenge } };
  return { status: 401, code: "UNAUTHORIZED", message, ...headers };
}

const unsupported = (types: readonly string[]): Refusal => ({
  status: 415,
  code: "UNSUPPORTED_MEDIA_TYPE",
  message: `The body has to be ${types.join(" or ")}.`,
  headers: { accept: types.join(", ").replaceAll(/[^\x20-\x7e]/g, "") },
});

const unacceptable = (types: readonly string[]): Refusal => ({
  status: 406,
  code: "NOT_ACCEPTABLE",
  message: `The answer can be ${types.join(" or ")}.`,
});

const unknown = ({ what, known }: { readonly what: string; readonly known: readonly string[] }): Refusal => ({
  status: 404,
  code: "NO_SUCH_ANSWER",
  message: `The document has no ${what} here${known.length === 0 ? "" : `; it has ${known.join(", ")}`}.`,
});
