import { z } from "zod";
import { COMMUNICATIONS, DATA_TIERS, LANGUAGES, PATTERNS, TENANCIES } from "./words.ts";

/** The answers that a decision is made from: complete and possible, as `checkAnswers` hands them on. */
export const answersSchema = z
  .strictObject({
    teamSize: z.number().describe("Engineers who build and run it"),
    qpsP99: z.number().describe("Requests per second at the 99th percentile of one year's traffic"),
    readWriteRatio: z.number().describe("Reads per write"),
    tenancy: z.enum(TENANCIES),
    dataSensitivity: z.array(z.enum(DATA_TIERS)).readonly().describe("Every tier of data that is held"),
    pattern: z.enum(PATTERNS),
    languagePreference: z.enum(LANGUAGES),
    platformTeam: z.boolean(),
    needsAdminPanel: z.boolean(),
    communication: z.enum(COMMUNICATIONS).optional(),
    rpoMinutes: z.number().optional().describe("Data that may be lost, minutes"),
    rtoMinutes: z.number().optional().describe("Time until service is back, minutes"),
    slo: z.number().optional().describe("Availability objective in percent: 99.9"),
    sloConsumer: z.string().optional().describe("Who owns and spends the error budget"),
  })
  .readonly();

export type Answers = z.output<typeof answersSchema>;

type Spoken = "tenancy" | "pattern" | "languagePreference" | "communication";

/** Answers as they come in: anything may be missing, numbers and words may be impossible. */
export type GivenAnswers = {
  readonly [Key in Exclude<keyof Answers, Spoken | "dataSensitivity">]?: Answers[Key] | undefined;
} & { readonly [Key in Spoken]?: string | undefined } & { readonly dataSensitivity?: readonly string[] | undefined };

/** D1's answers: what `--sample` decides. */
export const SAMPLE_ANSWERS: Answers = {
  teamSize: 8,
  qpsP99: 50,
  readWriteRatio: 20,
  tenancy: "shared-multi-tenant",
  dataSensitivity: ["pii"],
  pattern: "modular-monolith",
  languagePreference: "typescript",
  platformTeam: false,
  needsAdminPanel: false,
};
