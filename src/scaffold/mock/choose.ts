import type { ApiModel, MediaType, Operation, Response } from "../../openapi/index.ts";
import { sampleOfResponse, type SampleResponse, successOf } from "../../openapi/sample/index.ts";
import { acceptedMedia } from "./negotiate.ts";
import type { Preferences } from "./prefer.ts";

export interface Choosing {
  readonly model: Pick<ApiModel, "schemas">;
  readonly accept: string | undefined;
  readonly preferences: Preferences;
  /** Makes another body for every request, where bodies are to differ. */
  readonly variant: number | undefined;
}

export type Chosen =
  | { readonly kind: "answer"; readonly answer: SampleResponse }
  /** The document has no such response or no such example. */
  | { readonly kind: "unknown"; readonly what: string; readonly known: readonly string[] }
  | { readonly kind: "unacceptable"; readonly types: readonly string[] };

/** The response that a client wants, or the first success. */
export function chooseResponse(operation: Operation, choosing: Choosing): Chosen {
  const { code } = choosing.preferences;
  const response = code === undefined ? successOf(operation) : responseFor(operation, code);
  if (response === undefined && code === undefined)
    return { kind: "answer", answer: { status: 200, headers: {}, valid: true } };
  if (response === undefined)
    return { kind: "unknown", what: `response ${code}`, known: operation.responses.map(({ status }) => status) };
  return responseWith(response, operation, choosing);
}

/** As the document writes the status, else its class (`4XX`), else `default`. */
export function responseFor({ responses }: Operation, code: string): Response | undefined {
  const wishes = [code, `${code.slice(0, 1)}XX`, "default"];
  for (const wish of wishes) {
    const found = responses.find(({ status }) => status.toUpperCase() === wish.toUpperCase());
    if (found !== undefined && (wish === code || /^\d{3}$/.test(code))) return found;
  }
  return undefined;
}

function responseWith(response: Response, operation: Operation, choosing: Choosing): Chosen {
  const { model, preferences, variant } = choosing;
  const media = acceptedMedia(response.content, choosing.accept);
  if (media === undefined && response.content.length > 0)
    return { kind: "unacceptable", types: response.content.map(({ type }) => type) };
  const body = exampleOf(media, preferences.example);
  if (preferences.example !== undefined && body === undefined)
    return {
      kind: "unknown",
      what: `example ${preferences.example}`,
      known: [...(media?.namedExamples?.keys() ?? [])],
    };
  const status = /^\d{3}$/.test(preferences.code ?? "") ? { status: Number(preferences.code) } : {};
  const wishes = { media, method: operation.method, ...status, ...(body !== undefined && { body }) };
  const answer = sampleOfResponse(response, model, { ...wishes, ...(variant !== undefined && { variant }) });
  return { kind: "answer", answer };
}

const exampleOf = (media: MediaType | undefined, name: string | undefined) =>
  name === undefined ? undefined : media?.namedExamples?.get(name);
