import type { ApiModel, Operation } from "../../openapi/index.ts";
import { sampleOfResponse } from "../../openapi/sample/index.ts";
import type { ErrorShape } from "../options.ts";
import { responseFor } from "./choose.ts";
import { acceptedMedia } from "./negotiate.ts";
import type { MockAnswer, Problem } from "./request.ts";

export interface Refusal {
  readonly status: number;
  readonly code: string;
  readonly message: string;
  readonly problems?: readonly Problem[];
  readonly headers?: Readonly<Record<string, string>>;
}

export interface Refusing {
  readonly errors: ErrorShape;
  readonly requestId: string;
  readonly operation: Operation | undefined;
  readonly model: Pick<ApiModel, "schemas">;
}

/** An error as the document describes it for this operation and status, else in the chosen shape. */
export function refuse(refusal: Refusal, refusing: Refusing): MockAnswer {
  const { status, problems = [], headers = {} } = refusal;
  const described = describedAnswer(refusal, refusing);
  const { text, contentType } = described ?? shaped(refusal, refusing);
  return {
    status,
    headers: { ...headers, "content-type": contentType },
    text,
    operation: refusing.operation?.id,
    problems,
  };
}

interface Written {
  readonly text: string;
  readonly contentType: string;
}

function describedAnswer({ status }: Refusal, { operation, model }: Refusing): Written | undefined {
  const response = operation === undefined ? undefined : responseFor(operation, String(status));
  const media = response === undefined ? undefined : acceptedMedia(response.content, "application/json, */*;q=0.1");
  if (response === undefined || operation === undefined || media === undefined) return undefined;
  const { text, contentType } = sampleOfResponse(response, model, { media, status, method: operation.method });
  return text === undefined || contentType === undefined ? undefined : { text, contentType };
}

function shaped({ status, code, message, problems = [] }: Refusal, { errors, requestId }: Refusing): Written {
  const details = problems.map(({ field, message: what }) => ({ field, message: what }));
  if (errors === "envelope")
    return {
      text: JSON.stringify({ error: { code, message, details }, meta: { requestId } }),
      contentType: "application/json",
    };
  return {
    text: JSON.stringify({ type: "about:blank", title: message, status, code, errors: details, requestId }),
    contentType: "application/problem+json",
  };
}
