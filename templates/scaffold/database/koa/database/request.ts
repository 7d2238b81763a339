import type { ExtendableContext } from "koa";
import type { Arrival } from "./arrival.js";

interface Arriving<Input> extends Pick<ExtendableContext, "originalUrl" | "response"> {
  readonly input: Input;
  readonly state: { readonly auth: Readonly<Record<string, unknown>> };
}

/** The one place that knows Koa: what handlers read of a request. */
export function arrivalOf<Input>(ctx: Arriving<Input>): Arrival<Input> {
  const { input, state, originalUrl: url } = ctx;
  return { input, auth: state.auth, url, meta: { requestId: String(ctx.response.get("X-Request-Id")) } };
}
