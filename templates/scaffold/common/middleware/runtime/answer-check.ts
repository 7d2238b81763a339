import { isItems } from "./items.js";
import { checkWithin, type Check } from "./unions.js";
import type { Problem } from "./problems.js";

export type { Check } from "./unions.js";

/** Checks by operation, then by status and media type: `200 application/json`, `4XX application/json`. */
export type AnswerChecks = Readonly<Record<string, Readonly<Record<string, Check>>>>;

/** An answer that the document does not describe. It is a mistake of the handler: the client gets a 500 without its text. */
export class AnswerError extends Error {
  constructor(id: string, status: number, problems: readonly Problem[]) {
    const told = problems.map(({ pointer, message }) => `${pointer === "" ? "/" : pointer} ${message}`);
    super(`${id} answered ${status}, which breaks its description: ${told.join("; ")}.`);
    this.name = "AnswerError";
  }
}

/** Error: an AnswerError for a JSON body that its status does not allow. What is no JSON is not looked into. */
export function checkAnswer(
  checks: Readonly<Record<string, Check>> | undefined,
  { id, status, body }: { readonly id: string; readonly status: number; readonly body: unknown },
): void {
  if (checks === undefined || body === undefined || body instanceof Uint8Array || isStream(body) || isItems(body))
    return;
  const check = checkOf(checks, status);
  if (check === undefined) return;
  const problems: Problem[] = [];
  checkWithin(check, asSent(body), problems, "");
  if (problems.length > 0) throw new AnswerError(id, status, problems);
}

interface SentItem {
  readonly id: string;
  readonly status: number;
  readonly media: string;
  readonly item: unknown;
}

/** Error: an AnswerError for an item that the document's itemSchema does not allow. */
export function checkItem(
  checks: Readonly<Record<string, Check>> | undefined,
  { id, status, media, item }: SentItem,
): void {
  const statuses = [`${status}`, `${Math.floor(status / 100)}XX`, "DEFAULT"];
  const check = statuses.map((wanted) => checks?.[`items ${wanted} ${media}`]).find((one) => one !== undefined);
  if (check === undefined || item === undefined) return;
  const problems: Problem[] = [];
  checkWithin(check, asSent(item), problems, "");
  if (problems.length > 0) throw new AnswerError(id, status, problems);
}

/** Of several media types of a status, no one knows which was meant: then nothing is checked. */
function checkOf(checks: Readonly<Record<string, Check>>, status: number): Check | undefined {
  for (const wanted of [`${status}`, `${Math.floor(status / 100)}XX`, "DEFAULT"]) {
    const found = Object.entries(checks).filter(([key]) => key.startsWith(`${wanted} `));
    if (found.length > 0) return found.length === 1 ? found[0]?.[1] : undefined;
  }
  return undefined;
}

const isStream = (body: unknown): boolean => typeof body === "object" && body !== null && "pipe" in body;

/** Dates and other objects with a form of their own are looked at as they are written. */
const asSent = (body: unknown): unknown => JSON.parse(JSON.stringify(body));
