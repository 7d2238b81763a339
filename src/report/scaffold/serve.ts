import { formatCount, safeText, textTable } from "../../kit/index.ts";

export interface ServeReport {
  readonly url: string;
  readonly requests: number;
  readonly answers: readonly { readonly operation: string | null; readonly status: number; readonly count: number }[];
}

const COLUMNS = [{ title: "Operation" }, { title: "Status" }, { title: "Requests", align: "right" }] as const;

/** What a mock was asked, by operation and status. */
export function serveText({ url, requests, answers }: ServeReport): string {
  const head = `Served ${safeText(url)}: ${formatCount(requests)} ${requests === 1 ? "request" : "requests"}\n`;
  if (answers.length === 0) return head;
  const rows = answers.map(({ operation, status, count }) => [
    safeText(operation ?? "(no operation)"),
    String(status),
    formatCount(count),
  ]);
  return `${head}\n${textTable(COLUMNS, rows)}\n`;
}
