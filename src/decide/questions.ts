import type { Answers } from "./answers.ts";

export interface Question {
  readonly key: keyof Answers;
  /** As the user types it. */
  readonly flag: string;
  /** What is asked, without a question mark. */
  readonly ask: string;
  /** 1 to 7: the question of the grill that it belongs to. */
  readonly number: number;
  /** required: no decision without it; open: the decision is incomplete without it. */
  readonly need: "required" | "open";
}

/** Every answer that is not defaulted, in the order in which the grill asks. */
export const QUESTIONS: readonly Question[] = [
  { key: "readWriteRatio", flag: "--read-write-ratio", ask: "reads per write", number: 1, need: "required" },
  { key: "qpsP99", flag: "--qps-p99", ask: "p99 requests per second within one year", number: 1, need: "required" },
  { key: "tenancy", flag: "--tenancy", ask: "how tenants share the system", number: 2, need: "required" },
  { key: "communication", flag: "--communication", ask: "how parts talk by default", number: 3, need: "open" },
  { key: "dataSensitivity", flag: "--data-sensitivity", ask: "tiers of data it holds", number: 4, need: "required" },
  { key: "pattern", flag: "--pattern", ask: "one deployable or several services", number: 5, need: "required" },
  { key: "teamSize", flag: "--team-size", ask: "engineers who build and run it", number: 5, need: "required" },
  { key: "rpoMinutes", flag: "--rpo-minutes", ask: "minutes of data that may be lost", number: 6, need: "open" },
  { key: "rtoMinutes", flag: "--rto-minutes", ask: "minutes until service is back", number: 6, need: "open" },
  { key: "slo", flag: "--slo", ask: "availability objective in percent", number: 7, need: "open" },
  { key: "sloConsumer", flag: "--slo-consumer", ask: "who owns the error budget", number: 7, need: "open" },
];

/** The open questions that these answers leave. */
export function openQuestions(answers: Answers): readonly Question[] {
  return QUESTIONS.filter((question) => question.need === "open" && answers[question.key] === undefined);
}
