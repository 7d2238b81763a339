import type { LoadFinding } from "../result/index.ts";
import { hasFilter } from "./checks.ts";
import { unitFor } from "./k6/executor.ts";
import { DEFAULT_BODY_LIMIT } from "../scenario/index.ts";
import { thresholdOf } from "./k6/thresholds.ts";
import type { Handing, Story } from "./story.ts";

/** The tools that scenarios are handed to. */
export type Tool = "k6" | "locust";

interface Limit {
  /** What it is, as the page of the finding explains it. */
  readonly feature: string;
  /** Where it was asked for: a flag, a step, a threshold. */
  readonly place: string;
  readonly isLost: boolean;
}

const lost = (feature: string, place: string): Limit => ({ feature, place, isLost: true });
const differs = (feature: string, place: string): Limit => ({ feature, place, isLost: false });

const when = (holds: boolean, limit: Limit): readonly Limit[] => (holds ? [limit] : []);

/** What a tool cannot say as it was meant, each with its place. */
export function limitsOf(tool: Tool, handing: Handing, story: Story): readonly LoadFinding[] {
  const limits = [...connecting(tool, handing), ...amount(tool, handing), ...playing(tool, handing, story)];
  return limits.map(({ feature, place, isLost }) => ({
    code: isLost ? "export-left-out" : "export-differs",
    severity: isLost ? "warning" : "info",
    subject: { kind: "setting", name: place },
    evidence: { tool, feature },
  }));
}

function connecting(tool: Tool, { plan, wantsHttp3 }: Handing): readonly Limit[] {
  const { tls, timeouts = {}, protocol, addresses } = plan;
  return [
    ...when(wantsHttp3, lost("http3", "--http3")),
    ...when(plan.transport !== undefined, lost("transport", "--transport")),
    ...when(plan.workers !== undefined, lost("workers", "--workers")),
    ...when(plan.socketPath !== undefined, lost("unix-socket", "--unix-socket")),
    ...when(plan.proxy !== undefined, lost("proxy", "--proxy")),
    ...when(tls.ca !== undefined, lost("ca", "--ca")),
    ...when(tls.cert !== undefined, lost("client-certificate", "--cert")),
    ...when(tls.serverName !== undefined, lost("server-name", "--server-name")),
    ...when(Object.keys(timeouts).length > 0, lost("phase-timeouts", "time-outs by phase")),
    ...when(plan.traceparent === true, lost("traceparent", "--traceparent")),
    ...when((plan.streams ?? 1) > 1, lost("streams", "--streams")),
    ...when((plan.redirects ?? 0) > 0, differs("redirects", "--max-redirects")),
    ...when(protocol === "h2" && tool === "k6", differs("http2", "--http2")),
    ...when(protocol === "h2" && tool === "locust", lost("http2-missing", "--http2")),
    ...when(addresses !== undefined && tool === "locust", lost("resolve", "--resolve")),
    ...when(plan.abortAbovePercent !== undefined && tool === "k6", differs("abort-above", "--abort-above")),
    ...when(plan.abortAbovePercent !== undefined && tool === "locust", lost("abort-missing", "--abort-above")),
  ];
}

function amount(tool: Tool, { plan, scenario }: Handing): readonly Limit[] {
  const { arrival, ramp, requestLimit } = plan;
  const rates = arrival === undefined ? [] : [arrival.startPerSecond, ...arrival.stages.map(({ target }) => target)];
  const unit = unitFor(rates);
  const isRounded = rates.some((rate) => Math.abs((rate * unit) / 1_000 - Math.round((rate * unit) / 1_000)) > 1e-9);
  const isOpen = arrival !== undefined;
  return [
    ...when(arrival?.process === "poisson", lost("poisson", "--arrivals poisson")),
    ...when(isOpen && tool === "locust", lost("open-model", "--rate")),
    ...when(isRounded && tool === "k6", differs("rate-rounded", "--rate")),
    ...when(
      requestLimit !== undefined && isOpen && tool === "k6",
      differs("limit-by-time", "the number of iterations"),
    ),
    ...when(
      requestLimit !== undefined && ramp !== undefined && tool === "k6",
      lost("limit-ramp", "the number of iterations"),
    ),
    ...when(requestLimit !== undefined && tool === "locust", differs("limit-per-process", "the number of iterations")),
    ...when(plan.seed !== undefined || scenario.seed !== 1, differs("seed", "seed")),
  ];
}

function playing(tool: Tool, handing: Handing, story: Story): readonly Limit[] {
  const { scenario, setup, teardown, token, thresholds } = handing;
  const steps = [setup, scenario, teardown].flatMap((one) => one?.steps ?? []);
  const flows = [setup, scenario, teardown].flatMap((one) => one?.flows ?? []);
  const isCounting = JSON.stringify([flows, steps]).includes('"name":"counter"');
  return [
    ...when((handing.warmUpMs ?? 0) > 0, lost("warm-up", "warmUp")),
    ...steps
      .filter(({ bodyLimit }) => bodyLimit !== DEFAULT_BODY_LIMIT)
      .map(({ name }) => differs("body-limit", `${name}: bodyLimit`)),
    ...steps.flatMap(({ name, checks, extractions }) => {
      const looked = [...checks.map(({ subject }) => subject), ...extractions.map(({ from }) => from)];
      const paths = looked.flatMap((subject) =>
        subject.of === "json" && hasFilter(subject.path) ? [subject.path.source] : [],
      );
      return paths.map((path) => lost("json-filter", `${name}: ${path}`));
    }),
    ...thresholds
      .filter((wish) => thresholdOf(wish, story.steps) === undefined)
      .map(({ metric, operator, limit }) => lost("threshold", `${metric.name} ${operator} ${limit}`)),
    ...when(token !== undefined, differs("token", "auth.oauth")),
    ...when(isCounting, differs("counter", "counter()")),
    ...when(setup !== undefined && tool === "locust", differs("setup-per-process", "setup")),
    ...scenario.feeders
      .filter(({ order }) => tool === "locust" && order !== "random")
      .map(({ name }) => differs("feeder-per-process", name)),
  ];
}
