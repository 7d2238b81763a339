/** The closed sets of the answers. A word matches itself and nothing else: never a substring. */
export const TENANCIES = ["single-tenant", "shared-multi-tenant", "isolated-multi-tenant"] as const;
export const DATA_TIERS = ["public", "internal", "pii-only", "pii", "phi", "pci", "regulated"] as const;
export const PATTERNS = [
  "monolith",
  "modular-monolith",
  "domain-bounded-services",
  "microservices",
  "serverless",
] as const;
export const LANGUAGES = ["typescript", "python", "go", "rust", "java", "kotlin", "dotnet"] as const;
export const COMMUNICATIONS = ["sync", "async", "event-driven"] as const;

export type Tenancy = (typeof TENANCIES)[number];
export type DataTier = (typeof DATA_TIERS)[number];
export type Pattern = (typeof PATTERNS)[number];
export type Language = (typeof LANGUAGES)[number];
export type Communication = (typeof COMMUNICATIONS)[number];

/** Whether a text is a word of a closed set. */
export function isWord<Word extends string>(words: readonly Word[], text: string): text is Word {
  return words.some((word) => word === text);
}
