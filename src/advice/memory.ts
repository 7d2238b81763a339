import { createHash } from "node:crypto";
import { type Finding, isRecord } from "../kit/index.ts";
import type { FindingName } from "./suggestion.ts";

/** What an analysis leaves behind for the next one of the same database: names, no figures. */
export interface Memory {
  /** ISO 8601. */
  readonly analyzedAt: string;
  readonly findings: readonly FindingName[];
}

/** What is different from the last time. */
export interface Changes {
  /** ISO 8601; null when this is the first analysis, as far as this machine remembers. */
  readonly since: string | null;
  readonly gone: readonly FindingName[];
  readonly added: readonly FindingName[];
}

/** A file name for what was analyzed: the same identity, the same name. */
export function memoryName(identity: string): string {
  return `${createHash("sha256").update(identity).digest("hex").slice(0, 32)}.json`;
}

/** What to remember of an analysis; `analyzedAt` is ISO 8601. */
export function memoryOf(findings: readonly Finding[], analyzedAt: string): Memory {
  return { analyzedAt, findings: findings.map(nameOf) };
}

/** What the findings have more and less than the last time; nothing of both when there was none. */
export function changesSince(before: Memory | undefined, findings: readonly Finding[]): Changes {
  if (before === undefined) return { since: null, gone: [], added: [] };
  const now = findings.map(nameOf);
  return { since: before.analyzedAt, gone: without(before.findings, now), added: without(now, before.findings) };
}

const nameOf = ({ code, subject }: Finding): FindingName => ({ code, subject: subject.name });

function without(some: readonly FindingName[], others: readonly FindingName[]): readonly FindingName[] {
  const known = new Set(others.map(keyOf));
  return some.filter((one) => !known.has(keyOf(one)));
}

const keyOf = ({ code, subject }: FindingName): string => `${code} ${subject}`;

/** Text of a memory file back to a memory; undefined for anything else, which is the same as none. */
export function readMemory(text: string): Memory | undefined {
  const document = parsed(text);
  if (!isRecord(document) || typeof document["analyzedAt"] !== "string") return undefined;
  const findings = Array.isArray(document["findings"]) ? document["findings"].filter(isName) : [];
  return { analyzedAt: document["analyzedAt"], findings };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const isName = (value: unknown): value is FindingName =>
  isRecord(value) && typeof value["code"] === "string" && typeof value["subject"] === "string";
