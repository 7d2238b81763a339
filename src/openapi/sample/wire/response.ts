import { type JsonValue, sortedBy } from "../../../kit/index.ts";
import type { ApiModel, MediaType, Operation, Response } from "../../index.ts";
import { bodyText } from "./body.ts";
import { preferredMedia } from "./media.ts";
import { mediaSchema } from "./parts.ts";
import { segmentText } from "./styles.ts";
import type { Drawn } from "../context.ts";
import { drawSample, sampleOf } from "../sample.ts";

/** An answer as an operation's document describes it. */
export interface SampleResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly contentType?: string;
  /** The body's value; `text` is how it goes over the wire. Both are absent where the answer has no body. */
  readonly body?: JsonValue;
  readonly text?: string;
  /** False where no body was found that the schema accepts. */
  readonly valid: boolean;
}

type Schemas = Pick<ApiModel, "schemas">;

/**
 * The first success that the document describes, with a body made from its schema. A document that describes none
 * gets 200 without a body.
 *
 * @example
 * sampleResponse(getUser, model); // { status: 200, contentType: "application/json", body: { id: 1, … }, … }
 */
export function sampleResponse(operation: Operation, model: Schemas): SampleResponse {
  const response = successOf(operation);
  if (response === undefined) return { status: 200, headers: {}, valid: true };
  return sampleOfResponse(response, model, { media: preferredMedia(response.content), method: operation.method });
}

export interface ResponseWishes {
  /** One of the response's own; undefined for no body. */
  readonly media: MediaType | undefined;
  readonly method: string;
  /** In place of the class (`4XX`) or `default` that the document writes. */
  readonly status?: number;
  /** The body's value, instead of the document's example or a made one. */
  readonly body?: JsonValue;
  /** Another value for another number, made from the schema alone. */
  readonly variant?: number;
}

/** One response of an operation with a body of the media type. */
export function sampleOfResponse(response: Response, model: Schemas, wishes: ResponseWishes): SampleResponse {
  const { media } = wishes;
  const status = wishes.status ?? statusOf(response.status);
  const headers = headersOf(response, model);
  if (media === undefined || hasNoBody(status, wishes.method)) return { status, headers, valid: true };
  const drawn = wishes.body === undefined ? bodyOf(media, model, wishes.variant) : { value: wishes.body, valid: true };
  const { text, contentType } = bodyText(media, drawn.value);
  return { status, headers, contentType, body: drawn.value, text, valid: drawn.valid };
}

function bodyOf(media: MediaType, model: Schemas, variant: number | undefined): Drawn {
  const settings = { side: "response", unknown: "object" } as const;
  if (variant === undefined) return drawSample(mediaSchema(media), model, settings);
  return drawSample(media.schema ?? media.itemSchema ?? true, model, { ...settings, variant });
}

/** The lowest 2xx, then the range, then what answers everything else, then redirects. */
export function successOf({ responses }: Operation): Response | undefined {
  const rank = ({ status }: Response): string => {
    if (/^2\d\d$/.test(status)) return `0 ${status}`;
    if (status.startsWith("2")) return "1";
    if (status === "default") return "2";
    return /^[13]/.test(status) ? "3" : "4";
  };
  return sortedBy(responses, rank).find((response) => rank(response) !== "4");
}

function statusOf(status: string): number {
  const number = Number(status.replaceAll(/x/gi, "0"));
  return Number.isInteger(number) ? number : 200;
}

function hasNoBody(status: number, method: string): boolean {
  return status === 204 || status === 205 || status === 304 || status < 200 || method === "HEAD";
}

function headersOf(response: Response, model: Schemas): Readonly<Record<string, string>> {
  const entries = response.headers
    .filter(({ name, required }) => required && name.toLowerCase() !== "content-type")
    .map(({ name, explode, schema, contentType }) => {
      const value = sampleOf(schema, model, "response");
      if (contentType !== undefined) return [name, JSON.stringify(value)] as const;
      return [name, segmentText({ name, style: "simple", explode, allowReserved: true }, value)] as const;
    });
  return Object.fromEntries(entries);
}
