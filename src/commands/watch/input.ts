import { z } from "zod";
import { duration } from "../../command/index.ts";

export const watchInput = z.object({
  program: z
    .array(z.string())
    .default([])
    .describe("Program to run meanwhile, behind --, with DATABASE_URL led through the proxy; its end is the end")
    .meta({ position: 0, variadic: true, value: "-- program" }),
  connection: z
    .string()
    .describe("Database that the application uses: postgres://user@host:5432/database")
    .meta({ value: "URL", env: "DATABASE_URL" }),
  listen: z
    .string()
    .or(z.number())
    .transform(String)
    .prefault("0")
    .describe("Where to listen: PORT on this machine only, or ADDRESS:PORT (default: any port that is free)")
    .meta({ value: "PORT" }),
  duration: duration()
    .optional()
    .describe("How long to watch (default: until Ctrl-C, or the program's end)")
    .meta({ value: "TIME" }),
  threshold: z.int().min(2).max(64).default(5).describe("So many queries of one form count as N+1"),
  window: duration()
    .prefault("1s")
    .describe("A query that comes later than this after the one before it belongs to something else")
    .meta({ value: "TIME" }),
  showValues: z.boolean().default(false).describe("Show some of the keys that came back"),
  saveWorkload: z
    .string()
    .optional()
    .describe("Write the statements that were seen, without any value, for db suggest-indexes --workload FILE")
    .meta({ value: "FILE" }),
  check: z
    .boolean()
    .default(false)
    .describe("Exit with 1 when an N+1 is proven, with 5 when no query came through the proxy"),
});

export type WatchInput = z.output<typeof watchInput>;
