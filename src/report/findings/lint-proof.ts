import type { FindingPage } from "./page.ts";
import { named, said } from "./lint-words.ts";

/** What the shadow, and the linter's own comments, have to say. */
export const lintProofPages: readonly FindingPage[] = [
  {
    code: "statement-fails",
    title: "A statement that fails on the shadow",
    sentence: (finding) => `the server answered ${said(finding, "sqlState")}: ${said(finding, "message")}`,
    why: "The statement was run on a shadow with the target's schema, after those before it, and was refused.",
    mend: "Mend the statement. If the schema that was given is not the one that the file is for, give the right one.",
  },
  {
    code: "measured-blocking",
    title: "A lock that was measured",
    sentence: (finding) =>
      `${named(finding)}: measured ${said(finding, "lock").replaceAll("-", " ").toUpperCase()} while it ${said(finding, "work")}s; ${said(finding, "blocks")} wait${said(finding, "estimatedSeconds") === "" ? "" : ` (~${said(finding, "estimatedSeconds")} s)`}`,
    why: "On the shadow the statement read or wrote all rows under a lock that keeps others waiting, and no rule had said so: it is inside a function, a DO block or a trigger, or the rules are wrong about this server.",
    mend: "Write the statement out, and use the safe form of what it does.",
  },
  {
    code: "measured-differs",
    title: "The shadow disagrees with the rules",
    sentence: (finding) =>
      `${named(finding)}: declared ${said(finding, "declared")}, measured ${said(finding, "measured")}`,
    why: "What a rule declares of a statement and what the server did on the shadow are not the same. The measurement counts; the difference is shown so that nothing is overruled in silence.",
    mend: "Nothing has to be done to the file. If the schema is right, this is a mistake of a rule: please report it.",
  },
  {
    code: "suppression-unused",
    title: "A comment that silences nothing",
    sentence: (finding) => `${named(finding)} silences nothing here`,
    why: "The rule no longer applies, or its code is misspelled; left in place it would silence a later mistake.",
    mend: "Take the comment out, or correct the code.",
  },
];
