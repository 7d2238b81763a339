import { z } from "zod";

const text = z.string().max(4_000);

const place = z.object({
  /** Below the project, with slashes. */
  file: text,
  line: z.int().positive(),
  column: z.int().positive(),
});

const part = z.object({ kind: z.enum(["text", "pattern"]), text });

/** What the child hands back: text of strangers, bounded in number and length. */
export const probeDump = z.object({
  outcome: z.enum(["finished", "unfinished", "threw", "exited"]),
  failure: z
    .object({ reason: text, module: text.nullable(), place: place.nullable(), exitCode: z.int().nullable() })
    .optional(),
  applications: z.int().nonnegative(),
  routes: z
    .array(
      z.object({
        method: z.string().regex(/^[A-Z-]{1,20}$/),
        framework: z.enum(["express", "fastify", "koa"]),
        parts: z.array(part).max(64),
        place: place.nullable(),
        schema: z.json().optional(),
      }),
    )
    .max(20_000),
  stopped: z.array(z.object({ kind: text, what: text, count: z.int().positive(), place: place.nullable() })).max(200),
  stubbed: z.array(text).max(200),
  wanted: z.array(text).max(200),
  warnings: z.array(z.object({ what: text, reason: text })).max(200),
});

export type ProbeDump = z.output<typeof probeDump>;
export type ProbedPart = z.output<typeof part>;
export type ProbedPlace = z.output<typeof place>;
