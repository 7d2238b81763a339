import type { Firing } from "../../catalog/schema/index.ts";

/** How ALTER … TRIGGER, RULE and EVENT TRIGGER call it. */
export const FIRING: Readonly<Record<Firing, string>> = {
  origin: "ENABLE",
  disabled: "DISABLE",
  replica: "ENABLE REPLICA",
  always: "ENABLE ALWAYS",
};
