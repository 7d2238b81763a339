import type { Severity } from "../../kit/index.ts";
import { ofThing } from "../found.ts";
import type { Rule } from "../situation.ts";

const NEAR = 0.8;
const AT_END = 0.95;
/** Each is a process with memory of its own, and each snapshot looks at all of them. */
const MANY = 500;

/** Almost as many connections as the server takes, or more than it serves well. */
export const connectionsMany: Rule = {
  code: "connections-many",
  find: ({ server }) => {
    const used = server?.connections ?? 0;
    const most = Number(server?.settings["max_connections"] ?? 0);
    const share = most === 0 ? 0 : used / most;
    if (share < NEAR && used < MANY) return [];
    const subject = { kind: "setting", name: "max_connections" };
    return [ofThing(connectionsMany.code, subject, { severity: severityOf(share), evidence: { used, most, share } })];
  },
};

function severityOf(share: number): Severity {
  if (share >= AT_END) return "error";
  return share >= NEAR ? "warning" : "info";
}
