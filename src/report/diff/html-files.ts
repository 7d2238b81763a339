import { html } from "./html-text.ts";
import { type DiffView, placed } from "./view.ts";

type File = DiffView["files"][number];

/** Each file: its statements with what each of them costs, its text, and its rollback. */
export const fileSections = (view: DiffView): readonly string[] =>
  view.files.map((file) =>
    [
      `<section><h2>${html(placed(view, file.file))}</h2>`,
      `<p>${file.transactional ? "One transaction." : "Statement by statement: PostgreSQL refuses a transaction here."}</p>`,
      statements(file),
      `<details><summary>The file</summary><pre>${html(file.sql)}</pre></details>`,
      `<details><summary>${html(placed(view, file.rollbackFile))}</summary><pre>${html(file.rollbackSql)}</pre></details>`,
      "</section>",
    ].join("\n"),
  );

function statements(file: File): string {
  const rows = file.statements.map(({ sql, hazards, unmeasured }, index) => {
    const items = hazards.map(({ severity, what }) => `<li class="${severity}">${html(what)}</li>`);
    const note = unmeasured === null ? "" : `<p class="info">Not measured to the end: ${html(unmeasured)}</p>`;
    const list = items.length === 0 ? "" : `<ul>${items.join("")}</ul>`;
    return `<tr><td>${index + 1}</td><td><pre>${html(sql)}</pre></td><td>${list}${note}</td></tr>`;
  });
  return `<div class="scroll" tabindex="0"><table><thead><tr><th scope="col">#</th><th scope="col">Statement</th><th scope="col">What it costs</th></tr></thead><tbody>${rows.join("\n")}</tbody></table></div>`;
}
