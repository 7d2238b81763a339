import { formatBytes } from "../../kit/index.ts";
import type { LoadReport } from "../../load/result/index.ts";

export function transferLines({ transfer }: LoadReport): readonly string[] {
  return [
    "TRANSFER:",
    `  Received: ${formatBytes(transfer.receivedBytesPerSecond)}/s (${formatBytes(transfer.receivedBytes)} in total)`,
    `  Sent: ${formatBytes(transfer.sentBytesPerSecond)}/s (${formatBytes(transfer.sentBytes)} in total)`,
  ];
}
