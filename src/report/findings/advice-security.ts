import { countOf, listIn, subjectOf, wordIn } from "./advice-words.ts";
import type { FindingPage } from "./page.ts";

/** Who sees what. */
export const adviceSecurityPages: readonly FindingPage[] = [
  {
    code: "row-security-unpolicied",
    title: "Row security without a policy",
    sentence: (finding) =>
      `${subjectOf(finding)} has row security and no policy: only ${wordIn(finding, "owner")} sees its rows`,
    why: "Without a policy every row is hidden from everybody but the owner and roles with BYPASSRLS. Sometimes that is meant; more often the policies were forgotten.",
    wrongWhen: "Nobody but its owner is to use the table.",
    mend: "Write the policies, or switch row security off.",
  },
  {
    code: "policy-ignored",
    title: "Policies that are not obeyed",
    sentence: (finding) =>
      `${subjectOf(finding)} has the policies ${listIn(finding, "policies")}, and row security is off`,
    why: "The policies are written and nothing obeys them: whoever may read the table sees every row.",
    wrongWhen: "Somebody is about to switch it on.",
    mend: "`ALTER TABLE … ENABLE ROW LEVEL SECURITY`, after a look at what the policies let through.",
  },
  {
    code: "policy-per-row",
    title: "A policy that asks again for every row",
    sentence: (finding) =>
      `${subjectOf(finding)} calls ${listIn(finding, "calls")} for each of ${countOf(finding, "rows")} rows`,
    why: "A call that depends on no column has the same answer for all rows. In a subquery it is asked once per statement, and the planner can use an index on the column that it is compared with.",
    wrongWhen: "The function is inlined (plain SQL, not SECURITY DEFINER), or plans show it as an InitPlan already.",
    mend: "Put the call into a subquery, as the statement does.",
  },
  {
    code: "definer-path-mutable",
    title: "A routine with its owner's rights and the caller's path",
    sentence: (finding) =>
      `${subjectOf(finding)} runs as ${wordIn(finding, "owner")} and looks names up where its caller says`,
    why: "Whoever may call it can put a table, an operator or a function of the same name into a schema of their own and have it used with the owner's rights. Graver where everybody may call it and the owner is a superuser.",
    wrongWhen: "Every name in its body is qualified, operators included.",
    mend: "`ALTER FUNCTION … SET search_path`, pg_temp last. See that the body finds its names in it.",
  },
  {
    code: "view-exposes-rows",
    title: "A view that passes row security by",
    sentence: (finding) =>
      `${subjectOf(finding)} reads ${listIn(finding, "tables")} as ${wordIn(finding, "owner")}, whom no policy binds`,
    why: "A view reads with its owner's rights. The owner of a table is not bound by its policies, so whoever may read the view sees every row. Named only where others than the owner may read it.",
    wrongWhen: "The view filters the rows itself, on purpose, with security_barrier.",
    mend: "`security_invoker = true` (PostgreSQL 15), or FORCE ROW LEVEL SECURITY on the tables.",
  },
  {
    code: "extension-in-public",
    title: "An extension among your objects",
    sentence: (finding) => `${subjectOf(finding)} is in the schema public`,
    why: "Its functions stand among the application's own, and whoever may create there could once shadow them (before 15 everybody could). A question of style: off unless it is switched on with `--enable`.",
    wrongWhen: "Statements name its objects without a schema.",
    mend: "Move it into a schema of its own, and put that into the search_path.",
  },
  {
    code: "column-sensitive",
    title: "A column that sounds sensitive",
    sentence: (finding) => `${subjectOf(finding)} has no row security`,
    why: "By its name it holds a secret or personal data, and whoever may read the table reads all of it. Judged by names only; no value was read. A question of style: off unless it is switched on with `--enable`.",
    wrongWhen: "Only one role may read the table at all.",
    mend: "Rights on columns, row security, or a table of its own.",
  },
];
