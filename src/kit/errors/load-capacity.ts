import { defineError } from "./define.ts";

export const loadCapacityErrors = {
  badSlo: defineError<{ slo: string }>("load-bad-slo", {
    exitCode: 2,
    when: "A service-level objective of a capacity search cannot be read.",
    message: ({ slo }) => `"${slo}" is no objective that a capacity search can look for.`,
    hint: () => 'Write a percentile and a time, or a share of errors: --slo "p99<200ms" --slo "errors<1%".',
  }),
} as const;
