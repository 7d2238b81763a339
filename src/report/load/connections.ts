import { formatCount } from "../../kit/index.ts";
import type { LoadReport } from "../../load/result/index.ts";

export function connectionLines({ connections, settings }: LoadReport): readonly string[] {
  return [
    "CONNECTIONS:",
    `  Opened: ${formatCount(connections.opened)}${settings.keepAlive ? "" : " (a new one for each request)"}`,
    ...line("Not opened", connections.failed),
    ...line("Closed by the server while reused", connections.keepAliveRaces),
    ...line("Requests sent again after that", connections.retriedRequests),
    ...line("Given up: bytes behind a complete answer", connections.surplus),
  ];
}

const line = (name: string, count: number): readonly string[] =>
  count === 0 ? [] : [`  ${name}: ${formatCount(count)}`];
