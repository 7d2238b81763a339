import { rules } from "./rules.ts";

/** The codes of all rules, and which of them have to be switched on. */
export const ruleFacts: readonly { readonly code: string; readonly optional: boolean }[] = rules.map((rule) => ({
  code: rule.code,
  optional: rule.optional === true,
}));
