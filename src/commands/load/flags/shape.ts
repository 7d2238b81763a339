import { z } from "zod";
import { someShare, someTime } from "./kinds.ts";

const group = "How much";

/** How much load, and for how long. */
export const shapeFlags = {
  concurrency: z
    .int()
    .positive()
    .optional()
    .describe("Users, each with a connection of its own (default 10); connections at most when there is a --rate")
    .meta({ group }),
  users: z.int().positive().optional().describe("The same as --concurrency").meta({ group }),
  duration: someTime()
    .optional()
    .describe("How long, in seconds or as 30s, 5m (default 30s; without limit with --requests)")
    .meta({ value: "TIME", group }),
  requests: z
    .int()
    .positive()
    .optional()
    .describe("How many requests in total over all users, instead of a time")
    .meta({ group }),
  rate: z
    .number()
    .nonnegative()
    .optional()
    .describe("Requests a second that arrive by the clock, whether or not the server keeps up")
    .meta({ value: "PER_SECOND", group }),
  stages: z
    .string()
    .optional()
    .describe('Levels to come to, one after another: "30s:100,1m:500". Of --rate when it is given, else of users')
    .meta({ value: "TIME:LEVEL,…", group }),
  arrivals: z
    .enum(["constant", "poisson"])
    .optional()
    .describe("With --rate: evenly spaced (default), or independent as of users who do not know of each other")
    .meta({ group }),
};

/** How the load is made, and when it stops before its time. */
export const engineFlags = {
  warmUp: someTime()
    .optional()
    .describe("Load before the measurement that is not counted")
    .meta({ value: "TIME", group }),
  abortAbove: someShare()
    .optional()
    .describe("End the run when more than this share of the last 1,000 requests failed")
    .meta({ value: "PERCENT", group }),
  workers: z.int().min(1).max(64).optional().describe("Threads that send (default: as the load needs)").meta({ group }),
  transport: z
    .enum(["auto", "node", "kernel"])
    .optional()
    .describe(
      "How sockets are driven: kernel has the kernel's time stamps (Linux, with the package koffi); default auto",
    )
    .meta({ group }),
  seed: z
    .int()
    .nonnegative()
    .optional()
    .describe("Of everything random: the same seed, the same choices")
    .meta({ group }),
  raiseCaps: z
    .boolean()
    .default(false)
    .describe("Allow more than 2,000 connections, 20,000 requests a second, 2 hours or 100 million requests")
    .meta({ group }),
};

export type ShapeFlags = z.output<z.ZodObject<typeof shapeFlags>>;
export type EngineFlags = z.output<z.ZodObject<typeof engineFlags>>;
