import { lockName, named, said } from "./lint-words.ts";
import type { FindingPage } from "./page.ts";

const ONLY = {
  current: "only the schema that is has it",
  desired: "only the schema that shall be has it",
  both: "both have it; whether it is the same was not compared",
} as const;

const isSide = (side: string): side is keyof typeof ONLY => side in ONLY;

/** What a plan from one schema to another may cost. */
const hazardPages: readonly FindingPage[] = [
  {
    code: "hazard-lock",
    title: "A lock that others wait for",
    sentence: (finding) =>
      `${named(finding)}: ${lockName({ ...finding, evidence: { lock: finding.evidence["lockMode"] ?? "" } })} on ${said(finding, "relation")}`,
    why: "While the statement runs, and until its transaction ends, whoever needs a conflicting lock of that table waits: under `access exclusive` everybody, under `share` and `share row exclusive` whoever writes. A lock alone is short; beside a rewrite or a scan it is held as long as those take. The level was measured on a shadow where the proof ran.",
    mend: "Every file sets `lock_timeout`, so that a statement which does not get its lock gives up instead of making others queue. Run it when no long transaction is open.",
  },
  {
    code: "hazard-rewrite",
    title: "A table that is written anew",
    sentence: (finding) =>
      `${named(finding)}: every row of ${said(finding, "relation")} is written anew under its lock`,
    why: "PostgreSQL writes the whole table and all of its indexes again, under `access exclusive`: nobody reads or writes it meanwhile, and the disk has to hold it twice.",
    mend: "For a large table: add a new column, fill it in batches, then change over, in releases of their own.",
  },
  {
    code: "hazard-scan",
    title: "A table that is read whole",
    sentence: (finding) => `${named(finding)}: every row of ${said(finding, "relation")} is read`,
    why: "A constraint is checked against the rows that are there, or an index is built. In the online forms it stops nobody, but it takes as long as the table is large.",
    mend: "Nothing, where no lock stands beside it. Else compare without `--no-online`.",
  },
  {
    code: "hazard-data-loss",
    title: "Rows or values that would be gone",
    sentence: (finding) => `${named(finding)}: ${said(finding, "what")} would be lost`,
    why: "The rollback brings the object back, but empty; a type that holds less (`numeric(10,4)` that becomes `numeric(10,2)`, a timestamp that becomes a date) rounds or cuts values without an error. Backwright writes no such file without `--allow data-loss`.",
    mend: "If something was renamed, say so with `--rename old:new`. If it shall go: take a copy first, stop using it in one release, drop it in the next.",
  },
  {
    code: "hazard-breaks-code",
    title: "Programs that run would fail",
    sentence: (finding) => `${named(finding)}: breaks ${said(finding, "what")}`,
    why: "The old version of a program still runs while the migration does, and afterwards until it is replaced: a name or a column that it uses is no longer there, or means something else.",
    mend: "Add the new beside the old, change the programs, and take the old away in a later migration.",
  },
  {
    code: "hazard-data-dependent",
    title: "A statement that may fail on rows that are there",
    sentence: (finding) => `${named(finding)}: ${said(finding, "what")}`,
    why: "A new NOT NULL, check, key or type holds for rows that are there, too. On the shadow there are only rows of ours; yours may break it. Then the statement fails and its file is rolled back.",
    mend: "Look for such rows first, and mend them in a migration before this one.",
  },
  {
    code: "hazard-irreversible",
    title: "Something that cannot be taken back",
    sentence: (finding) => `${named(finding)}: ${said(finding, "what")}`,
    why: "No statement leads back to what was there; the rollback file says so at its head.",
    mend: "Run it only when you are sure, with a backup that you have tried.",
  },
];

/** What `db diff` could not read, prove or see. */
const doubtPages: readonly FindingPage[] = [
  {
    code: "schema-unread",
    title: "Something that was not compared",
    sentence: (finding) => {
      const side = said(finding, "side");
      return `${named(finding)}: ${isSide(side) ? ONLY[side] : side}`;
    },
    why: "Backwright has no words for this kind of object, or may not read it. On one side alone it is a difference that no statement takes care of; a file over it needs `--allow unmodelled`.",
    mend: "Compare these objects yourself, and change them in a migration of your own.",
  },
  {
    code: "plan-unproven",
    title: "A plan that failed its proof",
    sentence: (finding) => `not proven (${said(finding, "stage")}): ${said(finding, "detail")}`,
    why: "Before a file is written, plan and rollback run on a shadow: `rebuild` is the old schema there, `up` the plan, `down` the rollback, `-again` what our own reader still finds different, `-observed` what pg_dump does, `rows` rows that were lost unsaid.",
    mend: "Often an extension or a right that the shadow does not have. `--allow unproven` writes the files with this warning inside: read and try them yourself. A plan that is plainly wrong is a mistake of ours: please report it.",
  },
  {
    code: "proof-unmeasured",
    title: "Not everything was measured",
    sentence: (finding) => `locks and rows were not measured to the end: ${said(finding, "reason")}`,
    why: "The plan leads where it should and back; but not every statement was watched for what it locks, rewrites, scans and loses.",
    mend: "`backwright db lint` on the files says what their statements do by their kind.",
  },
  {
    code: "proof-table-empty",
    title: "A table without rows on the shadow",
    sentence: (finding) => `${named(finding)}: no row could be made: ${said(finding, "reason")}`,
    why: "Rows of ours stand for yours, so that one which is lost is noticed. None fits the constraints of this table.",
    mend: "Look at what the statements do to this table, and try them on a copy of its rows.",
  },
  {
    code: "proof-unobserved",
    title: "pg_dump has not looked",
    sentence: (finding) => `only our own reader has looked at the shadow: ${said(finding, "reason")}`,
    why: "Where PostgreSQL's own pg_dump is installed, in the major of the server or a newer one, it looks at the shadow as well: it knows every kind of object and shares no line with our reader.",
    mend: "Install the client programs of that major (`postgresql-client` in Debian), or go without: the proof by our own reader holds.",
  },
];

export const diffPages: readonly FindingPage[] = [...hazardPages, ...doubtPages];
