// Measurements as the figures that a report publishes, a file per group.
// Belongs here: units, rates, quantiles, columns for charts. Does not: what follows from them (verdict), words, zod.
export { distributionOf } from "./distribution.ts";
export { intervalsFigures } from "./intervals.ts";
export { liveFigures, type LiveFigures } from "./live.ts";
export { connectionsOf, generatorOf, phasesOf, scheduleOf, transferOf } from "./parts.ts";
export { rateLimitOf } from "./rate-limit.ts";
export { settingsOf } from "./settings.ts";
export { steadyFigures } from "./steady.ts";
export { timelineOf } from "./timeline.ts";
export { validityFigures } from "./validity.ts";
