import type { World } from "../../command/index.ts";
import { type ApiModel, type Operation } from "../../openapi/index.ts";
import { brokenRequests, sampleRequest, type SampleRequest } from "../../openapi/sample/index.ts";

/** One request that was sent and what came back. */
export interface Exchange {
  readonly operation: string;
  /** `valid`, or what was broken on purpose: `query limit maximum`. */
  readonly sent: string;
  readonly method: string;
  readonly path: string;
  readonly status: number;
  /** The start of the answer's body. */
  readonly answer: string;
  /** A valid request was accepted, a broken one refused. */
  readonly asExpected: boolean;
}

interface Prepared {
  readonly operation: Operation;
  readonly sent: string;
  readonly request: SampleRequest;
}

const ANSWER_LENGTH = 120;

/** A valid request to every operation that can be called without harm, and a few broken ones. */
export async function exchangeRequests(world: World, model: ApiModel, base: string): Promise<readonly Exchange[]> {
  const exchanges: Exchange[] = [];
  for (const prepared of [...validOnes(model), ...brokenOnes(model)]) exchanges.push(await send(world, base, prepared));
  return exchanges;
}

/** Reads before writes, deletions left out: a tour does not empty the shop. */
function validOnes(model: ApiModel): readonly Prepared[] {
  const order = ["GET", "POST", "PATCH", "PUT"];
  return order.flatMap((method) =>
    model.operations
      .filter((operation) => operation.method === method && operation.unresolved.length === 0)
      .map((operation) => ({ operation, sent: "valid", request: sampleRequest(operation, model) }))
      .filter(({ request }) => request.doubts.length === 0),
  );
}

const BROKEN = 6;

/** One broken request an operation, from different operations, until there are enough to see. */
function brokenOnes(model: ApiModel): readonly Prepared[] {
  return model.operations
    .flatMap((operation) => {
      const broken = brokenRequests(operation, model)[0];
      if (broken === undefined || operation.unresolved.length > 0) return [];
      return [{ operation, sent: `${broken.in} ${broken.subject} ${broken.rule}`, request: broken.request }];
    })
    .slice(0, BROKEN);
}

async function send(world: World, base: string, { operation, sent, request }: Prepared): Promise<Exchange> {
  const answer = await world.web.send({
    method: request.method,
    url: `${base}${request.path}`,
    headers: request.headers,
    ...(request.body === undefined ? {} : { body: request.body }),
  });
  return {
    operation: operation.id,
    sent,
    method: request.method,
    path: request.path,
    status: answer.status,
    answer: answer.body.slice(0, ANSWER_LENGTH),
    asExpected: sent === "valid" ? answer.status < 400 : answer.status >= 400 && answer.status < 500,
  };
}
