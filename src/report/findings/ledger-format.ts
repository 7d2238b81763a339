import { safeText, type Finding, type JsonValue } from "../../kit/index.ts";
import type { FindingPage } from "./page.ts";

const what = ({ evidence }: Finding): string => safeText(textOf(evidence["what"]));

const textOf = (value: JsonValue | undefined): string => (typeof value === "string" ? value : "");

/** What is malformed in a migration file that is written for goose, dbmate, node-pg-migrate or Atlas. */
export const ledgerFormatPages: readonly FindingPage[] = [
  {
    code: "migration-unknown-marker",
    title: "An unknown marker of another tool",
    sentence: (finding) => `${what(finding)} is no marker that its tool knows`,
    why: "Files of goose, dbmate, node-pg-migrate and Atlas are cut at comments. One that is misspelt is an ordinary comment to the tool, and what stands behind it would run in the wrong direction.",
    mend: "Correct the marker: `-- +goose Up`, `-- migrate:up`, `-- Up Migration`, `-- atlas:delimiter`.",
  },
  {
    code: "migration-indented-marker",
    title: "A marker that does not begin its line",
    sentence: (finding) => `${what(finding)} must begin its line`,
    why: "The tool whose marker it is does not see an indented one.",
    mend: "Move it to the line's beginning.",
  },
  {
    code: "migration-repeated-marker",
    title: "A marker twice",
    sentence: (finding) => `${what(finding)} stands in the file already`,
    why: "Tools disagree about which of the two parts counts; several migrations in one file have no names of their own.",
    mend: "Join the parts, or divide the file into two migrations.",
  },
  {
    code: "migration-misplaced-marker",
    title: "A marker in the wrong place",
    sentence: (finding) => `${what(finding)} cannot stand here`,
    why: "The part that applies comes first and the part that undoes second; blocks begin and end within one part.",
    mend: "Put the parts and blocks into that order.",
  },
  {
    code: "migration-missing-up",
    title: "No part that applies",
    sentence: () => "has no marker that begins the part which applies",
    why: "A file with markers runs only what stands behind the one for the way up.",
    mend: "Add it: `-- +goose Up`, `-- migrate:up`, `-- Up Migration`.",
  },
  {
    code: "migration-statement-outside",
    title: "A statement before the first marker",
    sentence: (finding) => `stands before the first marker: ${what(finding)}`,
    why: "Some tools refuse it and some drop it in silence. It would never be run.",
    mend: "Move it behind the marker for the way up.",
  },
  {
    code: "migration-open-block",
    title: "A block without its end",
    sentence: (finding) => `${what(finding)} is missing`,
    why: "Between `StatementBegin` and `StatementEnd` semicolons do not end a statement: without the end the rest of the file would be one.",
    mend: "Add `-- +goose StatementEnd` behind the block.",
  },
  {
    code: "migration-missing-semicolon",
    title: "A statement without its semicolon",
    sentence: () => "the last statement here does not end in a semicolon",
    why: "goose refuses such a part, so it may have been cut off.",
    mend: "End the statement with a semicolon.",
  },
  {
    code: "migration-bad-substitution",
    title: "A lone dollar where variables are put in",
    sentence: (finding) => `${what(finding)} is neither a variable nor an escaped dollar`,
    why: "Between `ENVSUB ON` and `ENVSUB OFF` goose puts variables of the environment into the text, and a lone dollar is an error to it.",
    mend: "Write `$$` or `\\$` for a dollar, or move the statement out of the stretch.",
  },
  {
    code: "migration-unset-variable",
    title: "A variable of the environment that must be set",
    sentence: (finding) => `the variable ${what(finding)} is not set`,
    why: "The file asks for it with `${NAME?}`.",
    mend: "Set it in the environment or in `.env`.",
  },
];
