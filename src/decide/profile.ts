import { z } from "zod";
import { COMMUNICATIONS, DATA_TIERS, LANGUAGES, PATTERNS, TENANCIES } from "./words.ts";

const text = z.string().trim().min(1);
const positive = z.number().positive();
const minutes = z.number().min(0);
const people = z.int().min(1);
const date = z.string().regex(/^\d{4}-\d{2}-\d{2}$/, "a date as 2026-11-21");
const tier = z.enum(DATA_TIERS);
const setOf = <Word extends string>(words: readonly [Word, ...Word[]]) => z.array(z.enum(words)).min(1).readonly();

/** A profile's name: also its file name, so nothing but lower-case words and hyphens. */
export const profileName = z
  .string()
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, "lower-case letters, digits and single hyphens: acme-web");

const constraints = z
  .strictObject({
    language: setOf(LANGUAGES).describe("Languages that the profile speaks"),
    team_size_min: people,
    team_size_max: people.optional().describe("Absent: no upper bound"),
    tenancy: setOf(TENANCIES),
    data_sensitivity_tier_max: z
      .union([tier, z.array(tier).min(1).readonly()])
      .describe("Highest tiers; phi and pci do not cover each other"),
    pattern: setOf(PATTERNS).describe("First the one that it is made for"),
    communication: setOf(COMMUNICATIONS).optional(),
    qps_p99_min: z.number().min(0).optional(),
    qps_p99_max: positive.optional(),
    platform_team_exists: z.boolean().optional().describe("true: it needs a platform team"),
    admin_panel_needed: z.boolean().optional().describe("true: it brings an admin panel and is chosen for it"),
  })
  .readonly();

const stack = z
  .strictObject({
    as_of: date.describe("When the versions were looked up"),
    shared: z.record(text, text).readonly().describe("Part → choice"),
    by_language: z.partialRecord(z.enum(LANGUAGES), z.record(text, text).readonly()).readonly(),
    scaffold_framework: z.enum(["express", "fastify", "koa"]).optional(),
  })
  .readonly();

const antiRecommendation = z.strictObject({ level: z.enum(["never", "caution"]), reason: text }).readonly();

const thresholds = z
  .strictObject({
    p50_api_latency_ms: positive,
    p95_api_latency_ms: positive,
    p99_api_latency_ms: positive,
    uptime_target: z.number().gt(0).lt(1).describe("A share: 0.995 is 99.5 %"),
    rpo_minutes_max: minutes,
    rto_minutes_max: minutes,
    test_coverage_min: z.number().min(0).max(1),
    security_scan_severity_max: z.enum(["none", "low", "medium", "high"]),
    throughput_rps_min: positive.optional(),
  })
  .readonly();

/** A decision profile as its file says it. `profiles/profile.schema.json` is made from this. */
export const profileSchema = z
  .strictObject({
    $schema: z.string().optional(),
    profile_name: profileName,
    description: text,
    version: text,
    constraints,
    stack,
    anti_recommendations: z.record(text, antiRecommendation).readonly(),
    success_thresholds: thresholds,
    named_approver_chain: z.record(text, z.array(text).min(1).readonly()).readonly(),
    canon_references: z.array(z.strictObject({ title: text, url: z.url().optional() }).readonly()).readonly(),
  })
  .readonly();

export type Profile = z.output<typeof profileSchema>;
export type ProfileConstraints = Profile["constraints"];
