import type { Rule } from "../rule.ts";
import { textOf } from "../tree/node.ts";
import { optionsOf } from "../tree/options.ts";

const CHANGES = /\b(?:create|alter|drop|truncate|reindex|cluster|grant|revoke)\s+(?:\w+\s+){0,3}\w/i;

/** DO blocks that change the schema: what they do is decided while they run, so nothing here can look at it. */
export const ddlInDoBlock: Rule = {
  code: "ddl-in-do-block",
  severity: "warning",
  concern: "blocking",
  check: ({ node }) => {
    const body = node.kind === "DoStmt" ? (optionsOf(node.fields, "args").get("as") ?? "") : "";
    const code = body.replaceAll(/--[^\n]*|\/\*[^]*?\*\//g, " ");
    const found = CHANGES.exec(code)?.[0];
    if (found === undefined) return [];
    return [
      {
        subject: { kind: "statement", name: "DO" },
        evidence: { words: found.replaceAll(/\s+/g, " "), language: textOf(node.fields, "language") ?? "plpgsql" },
      },
    ];
  },
};
