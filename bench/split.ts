// The splitter against PostgreSQL's own parser and scanner on the same text: `npx tsx bench/split.ts`.
import { loadModule, parseSync, scanSync } from "libpg-query";
import { classify, normalizedTokens, splitStatements } from "../src/sql/index.ts";

const BLOCK = `
-- orders; with a comment's quote
create table orders_N (id bigint primary key, note text default 'it''s;', total numeric(12, 2) check (total >= 0));
create function touch_N() returns trigger language plpgsql as $body$ begin new.note := '$$;'; return new; end; $body$;
insert into orders_N (id, note) values (1, E'a\\'b;'), (2, $$c;$$); /* done; */
`;
const blocks = Array.from({ length: 2_000 }, (_, index) => BLOCK.replaceAll("_N", `_${index}`));
const text = blocks.join("");
// Their trees of the whole text would measure JSON more than parsing.
const tenth = blocks.slice(0, 200).join("");

function best(work: () => unknown): number {
  work();
  const times = Array.from({ length: 9 }, () => {
    const start = performance.now();
    work();
    return performance.now() - start;
  });
  return Math.min(...times);
}

await loadModule();
const rows: readonly (readonly [string, number])[] = [
  ["split", best(() => splitStatements(text, "postgresql"))],
  [
    "split and classify",
    best(() => splitStatements(text, "postgresql").statements.map((one) => classify(one, "postgresql"))),
  ],
  ["split and normalize", best(() => normalizedTokens(splitStatements(text, "postgresql")))],
  ["split as MySQL", best(() => splitStatements(text, "mysql"))],
  ["split as generic", best(() => splitStatements(text, "generic"))],
  ["libpg-query scan", best(() => scanSync(tenth)) * 10],
  ["libpg-query parse", best(() => parseSync(tenth)) * 10],
];
const [, base] = rows[0] ?? ["", 1];
console.log(`${(text.length / 1e6).toFixed(2)} MB`);
for (const [name, ms] of rows)
  console.log(
    `${name.padEnd(22)} ${ms.toFixed(0).padStart(7)} ms  ${(ms / base).toFixed(1).padStart(6)} ×  ${(text.length / ms / 1e3).toFixed(1).padStart(6)} MB/s`,
  );
