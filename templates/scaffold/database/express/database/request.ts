import type { Request, Response } from "express";
import type { Arrival } from "./arrival.js";

interface Arriving<Input> extends Pick<Request, "originalUrl"> {
  readonly input: Input;
  readonly auth: Readonly<Record<string, unknown>>;
}

/** The one place that knows Express: what handlers read of a request. */
export function arrivalOf<Input>(req: Arriving<Input>, res: Pick<Response, "getHeader">): Arrival<Input> {
  const { input, auth, originalUrl: url } = req;
  return { input, auth, url, meta: { requestId: String(res.getHeader("X-Request-Id") ?? "") } };
}
