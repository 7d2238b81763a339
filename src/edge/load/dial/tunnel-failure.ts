import { errors } from "../../../kit/index.ts";
import { originText, type LoadPlan, type Proxy } from "../../../load/sending/index.ts";
import { DialError } from "./failure.ts";
import type { TunnelAnswer } from "./tunnel-answer.ts";

const ADVICE: Readonly<Record<number, string>> = {
  403: "Ask whoever runs the proxy to let the target through, or go around it with NO_PROXY.",
  407: "Give the proxy's user name and password in its address: http://user:password@proxy.example.com:3128.",
};
const OTHER_ADVICE = "Check that the proxy can reach the target, or go around it with NO_PROXY.";

/** The proxy answered CONNECT with something else than a tunnel. */
export function refusal(plan: LoadPlan, proxy: Proxy, answer: TunnelAnswer): DialError {
  if (answer.kind !== "answer") return failed(plan, proxy, { reason: "it answered with something that is no HTTP/1" });
  const text = plainText(answer.reason);
  const reason = `it answered ${answer.status}${text === "" ? "" : ` (${text})`}`;
  return failed(plan, proxy, { reason, advice: ADVICE[answer.status] });
}

/** The proxy closed the connection instead of answering. */
export const hungUp = (plan: LoadPlan, proxy: Proxy): DialError =>
  failed(plan, proxy, { reason: "it closed the connection before the tunnel was open" });

/** Bytes came through the tunnel before the handshake, which the client begins: they are the proxy's. */
export const leakyTunnel = (plan: LoadPlan): DialError =>
  plan.proxy === undefined
    ? new DialError("proxy", new Error("bytes came before the handshake"))
    : failed(plan, plan.proxy, { reason: "it sent bytes of its own into the tunnel" });

interface Why {
  readonly reason: string;
  readonly advice?: string | undefined;
}

function failed(plan: LoadPlan, proxy: Proxy, { reason, advice = OTHER_ADVICE }: Why): DialError {
  const shown = `${proxy.host}:${proxy.port}`;
  const target = originText(plan.origin);
  return new DialError("proxy", errors.loadConnect.proxyFailed({ proxy: shown, target, reason, advice }));
}

// A stranger's words: what could move a terminal's cursor is left out.
const plainText = (text: string): string => text.replace(/[^\u0020-\u007E]/g, "").slice(0, 80);
