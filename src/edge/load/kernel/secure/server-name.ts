import { isIP } from "node:net";
import type { LoadPlan } from "../../../../load/sending/index.ts";

/** Whom a certificate has to be for. */
export const identityOf = ({ tls, origin }: LoadPlan): string => tls.serverName ?? origin.host;

/** The name that is sent to the server; an address is none (RFC 6066 section 3). */
export function serverNameOf(plan: LoadPlan): string | undefined {
  const identity = identityOf(plan);
  return isIP(identity) === 0 ? identity : undefined;
}
