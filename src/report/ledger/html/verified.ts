import { failureLines } from "../failure.ts";
import { refusalLines } from "../refusals.ts";
import { DOWN, UP, type VerifiedFolder } from "../verified.ts";
import { element, list, section, table, type Content, type Markup } from "./markup.ts";
import { pageHtml } from "./page.ts";

const COLUMNS = [{ title: "Migration" }, { title: "Up" }, { title: "Down" }, { title: "What was found" }] as const;

/** `db verify` as a page. */
export function verifiedHtml(folder: VerifiedFolder): string {
  const { verdict, engine, history } = folder;
  return pageHtml({
    title: "Migrations verified",
    facts: [
      ...(engine === null ? [] : [`up, down and up again on an empty PostgreSQL (${engine})`]),
      ...(history === null ? [] : [`history of ${history.database} at ${history.host}`]),
    ].join("; "),
    verdict: verdict === "ok" ? { words: "OK.", tone: "good" } : { words: "NOT OK.", tone: "bad" },
    body: [table(COLUMNS, folder.migrations.map(cellsOf)), historyMarkup(folder)],
  });
}

function cellsOf({
  file,
  up,
  down,
  differences,
  failure,
  problems,
}: VerifiedFolder["migrations"][number]): readonly Content[] {
  const isGood = down === "identity" || down === "none" || down === "irreversible";
  return [
    file,
    element("strong", UP[up], up === "ok" ? "good" : "bad"),
    element("strong", DOWN[down], isGood ? "good" : "bad"),
    list([
      ...differences.map(({ object, kind }) => `${kind}: ${object}`),
      ...(failure === null ? [] : [element("pre", failureLines(failure).join("\n"))]),
      ...refusalLines(problems).map((line) => line.trim()),
    ]),
  ];
}

function historyMarkup({ history }: VerifiedFolder): Markup {
  if (history === null) return { html: "" };
  const lines = [
    ...refusalLines(history.refusals).map((line) => line.trim()),
    ...history.unfinished.map((id) => `${id}: begun and not completed`),
  ];
  return section("History", lines.length === 0 ? element("p", "It agrees with the files.") : list(lines));
}
