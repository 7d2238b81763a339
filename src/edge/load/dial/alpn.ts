import { errors } from "../../../kit/index.ts";
import { originText, type LoadPlan } from "../../../load/sending/index.ts";
import { DialError } from "./failure.ts";

/** The protocol that was asked for is not the one that the server chose (RFC 7301). Missing: it is. */
export function wrongProtocol(plan: LoadPlan, chosen: string | false | null): DialError | undefined {
  if (plan.protocol !== "h2" || chosen === "h2") return undefined;
  const target = originText(plan.origin);
  const answer = typeof chosen === "string" ? chosen : "no protocol at all (no ALPN)";
  return new DialError("protocol", errors.loadConnect.noHttp2({ target, chosen: answer }));
}
