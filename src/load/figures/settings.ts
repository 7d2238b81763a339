import type { LoadPlan } from "../plan.ts";
import { redactHeader } from "../redact.ts";
import type { LoadModel, LoadSettings } from "../result/index.ts";

/** The plan as it may be shown. */
export function settingsOf(plan: LoadPlan): LoadSettings {
  const [request] = plan.requests;
  const only = plan.requests.length === 1 && plan.scenario === undefined ? request : undefined;
  return {
    method: only?.method ?? null,
    headers: (only?.headers ?? []).map(redactHeader).map(([name, value]) => ({ name, value })),
    bodyBytes: only?.body?.length ?? 0,
    concurrency: plan.concurrency,
    durationMs: plan.durationMs ?? null,
    requestLimit: plan.requestLimit ?? null,
    timeoutMs: plan.timeoutMs,
    keepAlive: plan.keepAlive,
    tlsVerified: plan.origin.scheme === "https" ? plan.tls.verify : null,
    expectStatus: only?.expectStatus ?? null,
    protocol: plan.protocol ?? "http/1.1",
    streams: plan.streams ?? 1,
    redirects: plan.redirects ?? 0,
    model: modelOf(plan),
  };
}

const modelOf = ({ arrival, ramp, scenario }: LoadPlan): LoadModel => ({
  kind: arrival === undefined ? "closed" : "open",
  startPerSecond: arrival?.startPerSecond ?? null,
  process: arrival?.process ?? null,
  stages: arrival?.stages ?? ramp ?? [],
  scenario: scenario?.name ?? null,
});
