// A load test's figures as documents for monitoring systems.
// Belongs here: names, units and the form of Prometheus and OTLP. Does not: arithmetic beyond units, sending.
export { loadOtlp } from "./otlp.ts";
export { loadPrometheus } from "./prometheus.ts";
