import { type JsonValue, sortedBy } from "../../../kit/index.ts";
import type { ApiModel, Operation, Response } from "../../index.ts";
import { bodyText } from "./body.ts";
import { preferredMedia } from "./media.ts";
import { mediaSchema } from "./parts.ts";
import { segmentText } from "./styles.ts";
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
  const status = statusOf(response.status);
  const headers = headersOf(response, model);
  const media = preferredMedia(response.content);
  if (media === undefined || hasNoBody(status, operation)) return { status, headers, valid: true };
  const drawn = drawSample(mediaSchema(media), model, { side: "response", unknown: "object" });
  const { text, contentType } = bodyText(media, drawn.value);
  return { status, headers, contentType, body: drawn.value, text, valid: drawn.valid };
}

/** The lowest 2xx, then the range, then what answers everything else, then redirects. */
function successOf({ responses }: Operation): Response | undefined {
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

function hasNoBody(status: number, operation: Operation): boolean {
  return status === 204 || status === 205 || status === 304 || status < 200 || operation.method === "HEAD";
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
