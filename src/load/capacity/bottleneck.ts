import type { LoadFinding } from "../result/index.ts";
import type { CapacityReport, CapacityTrial } from "./result/index.ts";

type Facts = Omit<CapacityReport, "findings">;
type Found = Omit<LoadFinding, "subject">;

// Errors decide when they are this share of what broke the objectives.
const MOSTLY = 0.5;
const SERIAL = 0.5;
const NOTICEABLE = 0.03;
const FLAT = 1.5;
const ENOUGH_USERS = 4;

/**
 * The likely kind of bottleneck, from facts: what fails at the knee, how throughput grows with users, who is busy. Several
 * may hold.
 */
export function bottlenecksOf(facts: Facts): readonly Found[] {
  if (facts.capacity.kind === "unknown") return [];
  const curve = serialOf(facts);
  return [
    ...slowAlone(facts),
    ...errorsAtKnee(facts),
    ...(curve.length > 0 ? curve : lawOf(facts)),
    ...generatorOf(facts),
  ];
}

/** Slower than promised without any competition: no rate can mend that. */
function slowAlone({ curve, settings }: Facts): readonly Found[] {
  const alone = curve?.points.find(({ users }) => users === 1);
  const limits = settings.objectives.flatMap(({ limitMs }) => (limitMs === null ? [] : [limitMs]));
  const limitMs = Math.min(...limits);
  if (alone === undefined || !Number.isFinite(limitMs) || alone.meanMs < limitMs * MOSTLY) return [];
  const evidence = { meanMs: alone.meanMs, p99Ms: alone.p99Ms, limitMs };
  return [{ code: "capacity-bottleneck-slow-alone", severity: "warning", evidence }];
}

/** The class of error that the rates just above the knee answer with. */
function errorsAtKnee({ trials }: Facts): readonly Found[] {
  const failed = trials.filter(({ verdict }) => verdict === "failed");
  const atKnee = failed.toSorted((a, b) => a.perSecond - b.perSecond)[0];
  if (atKnee === undefined || atKnee.requests === 0) return [];
  const [most] = atKnee.errors;
  if (most === undefined || atKnee.failed < MOSTLY * brokenRequests(atKnee)) return [];
  const percent = Math.round((atKnee.failed * 1_000) / atKnee.requests) / 10;
  const evidence = { kind: most.kind, status: most.status, perSecond: atKnee.perSecond, percent };
  return [{ code: "capacity-bottleneck-errors", severity: "warning", evidence }];
}

const brokenRequests = ({ objectives, requests }: CapacityTrial): number =>
  (Math.max(0, ...objectives.map(({ brokenPercent }) => brokenPercent)) / 100) * requests;

/** A flat curve needs no law: however many users there are, they get what one gets. By Amdahl's law a = alone / ceiling. */
function serialOf({ curve }: Facts): readonly Found[] {
  const points = curve?.points ?? [];
  const alone = points.find(({ users }) => users === 1)?.perSecond ?? 0;
  const most = Math.max(0, ...points.map(({ perSecond }) => perSecond));
  const users = Math.max(0, ...points.map((point) => point.users));
  if (users < ENOUGH_USERS || alone === 0 || most > FLAT * alone) return [];
  const evidence = { contentionPercent: Math.round((100 * alone) / most), ceilingPerSecond: Math.round(most), users };
  return [{ code: "capacity-bottleneck-serial", severity: "info", evidence }];
}

/** What the curve of throughput against users says. */
function lawOf({ curve }: Facts): readonly Found[] {
  const law = curve?.law;
  if (curve === null || law === undefined || law.kind === "refused") return [];
  const { kind, contention, coherency, ceilingPerSecond, peak } = law;
  const contentionPercent = Math.round(contention * 1_000) / 10;
  if (kind === "coherency") {
    const evidence = {
      contentionPercent,
      coherency,
      peakUsers: Math.round(peak?.users ?? 0),
      peakPerSecond: peak?.perSecond ?? 0,
    };
    return [{ code: "capacity-bottleneck-coherency", severity: "warning", evidence }];
  }
  const users = Math.max(...curve.points.map((point) => point.users));
  if (kind === "linear" || contention < NOTICEABLE)
    return [{ code: "capacity-bottleneck-not-reached", severity: "info", evidence: { users } }];
  const code = contention >= SERIAL ? "capacity-bottleneck-serial" : "capacity-bottleneck-contention";
  const evidence = { contentionPercent, ceilingPerSecond: Math.round(ceilingPerSecond ?? 0), users };
  return [{ code, severity: "info", evidence }];
}

function generatorOf({ capacity, trials }: Facts): readonly Found[] {
  if (capacity.limitedBy !== "generator") return [];
  const busyPercent = Math.max(0, ...trials.map(({ generatorBusyPercent }) => generatorBusyPercent));
  return [{ code: "capacity-bottleneck-generator", severity: "warning", evidence: { busyPercent } }];
}
