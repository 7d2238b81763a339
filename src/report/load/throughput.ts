import { formatCount, formatDecimal } from "../../kit/index.ts";
import type { LoadReport } from "../../load/result/index.ts";

export function throughputLines(requests: LoadReport["requests"]): readonly string[] {
  return [
    "THROUGHPUT:",
    `  Total requests: ${formatCount(requests.total)}`,
    `  Requests/sec: ${formatDecimal(requests.perSecond, 1)}`,
    `  Successful: ${formatCount(requests.successful)} (${requests.successfulPercent.toFixed(1)}%)`,
    `  Failed: ${formatCount(requests.failed)} (${requests.failedPercent.toFixed(1)}%)`,
    ...(requests.unfinished === 0 ? [] : [`  Unfinished: ${formatCount(requests.unfinished)}`]),
  ];
}
