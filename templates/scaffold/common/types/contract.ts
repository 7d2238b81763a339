import type { Readable } from "node:stream";

/** What a request may carry. An operation's own request type replaces what it declares. */
export interface RequestParts {
  params: object;
  query: object;
  headers: object;
  cookies: object;
  body: unknown;
}

/** An answer with a body of one media type. */
export interface Content<Type extends string, Body, Headers = object> {
  readonly type: Type;
  readonly body: Body;
  readonly headers: Headers;
}

/** An answer in JSON. */
export type Json<Body, Headers = object> = Content<"application/json", Body, Headers>;

/** An answer without a body. */
export interface Empty<Headers = object> {
  readonly type: undefined;
  readonly headers: Headers;
}

/** Bytes, at once or as a stream. */
export type Binary = Uint8Array | Readable;

/** Text, at once or as a stream. */
export type Text = string | Readable;

/** Items that are sent one after another as they come. `return()` of their iterator is called when the client leaves. */
export type SentItems<Item> = AsyncIterable<Item> | Text;

/** An event of a stream of events; data that is no text is written as JSON. */
export interface SentEvent {
  readonly data?: unknown;
  readonly event?: string;
  readonly id?: string;
  readonly retry?: number;
}

type Informational = 100 | 101 | 102 | 103;
type Success = 200 | 201 | 202 | 203 | 204 | 205 | 206 | 207 | 208 | 226;
type Redirection = 300 | 301 | 302 | 303 | 304 | 305 | 307 | 308;
type ClientError =
  | (
      | 400
      | 401
      | 402
      | 403
      | 404
      | 405
      | 406
      | 407
      | 408
      | 409
      | 410
      | 411
      | 412
      | 413
      | 414
      | 415
      | 416
      | 417
      | 418
      | 421
    )
  | (422 | 423 | 424 | 425 | 426 | 428 | 429 | 431 | 451);
type ServerError = 500 | 501 | 502 | 503 | 504 | 505 | 506 | 507 | 508 | 510 | 511;
interface Ranges {
  "1XX": Informational;
  "2XX": Success;
  "3XX": Redirection;
  "4XX": ClientError;
  "5XX": ServerError;
}
type AnyStatus = Ranges[keyof Ranges];

type Declared<Responses> = Extract<keyof Responses, number>;
type InRange<Responses> = { [Range in Extract<keyof Responses, keyof Ranges>]: Ranges[Range] }[Extract<
  keyof Responses,
  keyof Ranges
>];

/** The statuses that an entry of a response table stands for: `404`, `"4XX"` or `"default"`. */
type StatusesOf<Responses, Key> = Key extends number
  ? Key
  : Key extends keyof Ranges
    ? Exclude<Ranges[Key], Declared<Responses>>
    : Exclude<AnyStatus, Declared<Responses> | InRange<Responses>>;

/** The statuses that an operation may answer. */
export type StatusOf<Responses> = { [Key in keyof Responses]: StatusesOf<Responses, Key> }[keyof Responses] & number;

/** What the document says of one status. */
export type ContentOf<Responses, Status> = {
  [Key in keyof Responses]: Status extends StatusesOf<Responses, Key> ? Responses[Key] : never;
}[keyof Responses];

interface NoJson {
  readonly "this answer has no JSON body": never;
}

export type JsonBody<Answer> = [Answer] extends [never] ? NoJson : JsonBodyOf<Answer>;
type JsonBodyOf<Answer> = Answer extends Content<`${string}json` | "*/*", infer Body, infer _Headers> ? Body : NoJson;
type AnyBody<Answer> =
  Answer extends Content<string, infer Body, infer _Headers> ? Exclude<Body, Readable | AsyncIterable<unknown>> : never;
/** `void` where there is no body, so that `send()` takes nothing. */
export type SendBody<Answer> = [Answer] extends [never]
  ? NoJson
  : Answer extends { type: undefined }
    ? void
    : AnyBody<Answer>;

type HeaderPart<Headers> = object extends Headers
  ? { headers?: Headers & ExtraHeaders }
  : { headers: Headers & ExtraHeaders };
interface ExtraHeaders {
  [name: string]: string | number | boolean | undefined | readonly (string | number | boolean)[];
}

type AnswerWith<Status, One> =
  One extends Content<infer Type, infer Body, infer Headers>
    ? { status: Status; type?: Type; body: Body } & HeaderPart<Headers>
    : One extends Empty<infer Headers>
      ? { status: Status; body?: undefined } & HeaderPart<Headers>
      : never;

/** The typed result of a handler: status, body and headers as the document declares them. */
export type Answer<Responses> = {
  [Key in keyof Responses]: AnswerWith<StatusesOf<Responses, Key>, Responses[Key]>;
}[keyof Responses];

/**
 * Checks credentials. A truthy answer is accepted and told to the handler; anything else answers 401.
 * Throw `new HttpError(403, …)` where the credentials are good but not enough.
 */
export type SecurityCheck<Credentials, Context> = (credentials: Credentials, context: Context) => unknown;

interface StatusNames {
  200: "ok";
  201: "created";
  202: "accepted";
  204: "noContent";
  206: "partialContent";
  301: "movedPermanently";
  302: "found";
  303: "seeOther";
  304: "notModified";
  307: "temporaryRedirect";
  308: "permanentRedirect";
  400: "badRequest";
  401: "unauthorized";
  402: "paymentRequired";
  403: "forbidden";
  404: "notFound";
  409: "conflict";
  410: "gone";
  412: "preconditionFailed";
  422: "unprocessable";
  429: "tooManyRequests";
  500: "internalServerError";
  501: "notImplemented";
  502: "badGateway";
  503: "serviceUnavailable";
  504: "gatewayTimeout";
}

type ReplyArguments<One> =
  One extends Content<infer Type, infer Body, infer Headers>
    ? object extends Headers
      ? [body: Body, headers?: Headers & ExtraHeaders, type?: Type]
      : [body: Body, headers: Headers & ExtraHeaders, type?: Type]
    : One extends Empty<infer Headers>
      ? object extends Headers
        ? [body?: undefined, headers?: Headers & ExtraHeaders]
        : [body: undefined, headers: Headers & ExtraHeaders]
      : never;

/** Typed results by the names of their statuses, as far as the document declares them. */
export type Replies<Responses> = {
  readonly [Status in StatusOf<Responses> & keyof StatusNames as StatusNames[Status]]: (
    ...given: ReplyArguments<ContentOf<Responses, Status>>
  ) => AnswerWith<Status, ContentOf<Responses, Status>>;
} & {
  readonly status: <Status extends StatusOf<Responses>>(
    status: Status,
    ...given: ReplyArguments<ContentOf<Responses, Status>>
  ) => AnswerWith<Status, ContentOf<Responses, Status>>;
};
