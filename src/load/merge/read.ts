import { isRecord } from "../../kit/index.ts";
import { partOf, type Part } from "./part.ts";

export type { Part } from "./part.ts";

/** What a text holds. */
export interface Reading {
  readonly parts: readonly Part[];
  /** `pods.log, line 7: …` */
  readonly problems: readonly string[];
}

const MARK = "@@K6SUMMARY";

/**
 * Reads the log of pods (every `@@K6SUMMARY` line is a summary, all others are skipped), or a JSON document: a summary of k6 in any
 * of its shapes, or a report of `backwright load`, or a list of them.
 */
export function readSummaries(text: string, source: string): Reading {
  const trimmed = text.trim();
  if (/^[[{]/.test(trimmed) && !text.includes(MARK)) return fromDocument(text, source);
  const readings = text.split(/\r?\n/).flatMap((line, index) => {
    const at = line.indexOf(MARK);
    return at < 0
      ? []
      : [fromLine(line.slice(at + MARK.length), { source, line: index + 1, pod: podOf(line.slice(0, at)) })];
  });
  return { parts: readings.flatMap(({ parts }) => parts), problems: readings.flatMap(({ problems }) => problems) };
}

/** `[pod/shop-1-abcde/k6]`, as `kubectl logs --prefix` writes it. */
const podOf = (prefix: string): string | undefined => /\[pod\/([^/\]]+)/.exec(prefix)?.[1];

interface Place {
  readonly source: string;
  readonly line: number;
  readonly pod: string | undefined;
}

function fromLine(text: string, { source, line, pod }: Place): Reading {
  const value = parsed(text.trim());
  if (value === undefined)
    return broken(`${source}, line ${line}: the summary is no JSON; it was cut off, or mixed with others`);
  const part = partOf(value, { name: pod ?? `${source}, line ${line}`, line });
  return part === undefined
    ? broken(`${source}, line ${line}: the summary holds no http_req_duration`)
    : { parts: [part], problems: [] };
}

function fromDocument(text: string, source: string): Reading {
  const value = parsed(text);
  if (value === undefined) return broken(`${source}, line ${lineOfBreak(text)}: this is no JSON`);
  const documents = Array.isArray(value) ? value : [value];
  const readings = documents.map((document, index): Reading => {
    const name = documents.length === 1 ? source : `${source}, ${index + 1}`;
    const part = partOf(document, { name, line: null });
    return part === undefined
      ? broken(`${name}: this is no summary of k6 and no report of load`)
      : { parts: [part], problems: [] };
  });
  return { parts: readings.flatMap(({ parts }) => parts), problems: readings.flatMap(({ problems }) => problems) };
}

const broken = (problem: string): Reading => ({ parts: [], problems: [problem] });

function parsed(text: string): unknown {
  try {
    const value: unknown = JSON.parse(text);
    return isRecord(value) || Array.isArray(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

/** The line at which a document stops being JSON: the longest beginning that the error names. */
function lineOfBreak(text: string): number {
  try {
    JSON.parse(text);
  } catch (error) {
    const at = /position (\d+)/.exec(error instanceof Error ? error.message : "")?.[1];
    return text.slice(0, at === undefined ? text.length : Number(at)).split("\n").length;
  }
  return 1;
}
