// The laws of a decision over half a million answers: every edge of every constraint and kill, and how long one takes.
// Run: npx tsx bench/decide.ts
import { textTable } from "../src/kit/index.ts";
import { decide, type Shelf } from "../src/decide/index.ts";
import { breaches } from "../test/decide/breaches.ts";
import { builtInShelf } from "../test/decide/built-in.ts";
import { FULL_AXES, grid, OPEN_AXES } from "../test/decide/grid.ts";

const shelf = builtInShelf();
const unsorted: Shelf = { ...shelf, profiles: shelf.profiles.toReversed() };

const outcomes = new Map<string, number>();
const found: string[] = [];
let answersCount = 0;
let close = 0;
let spent = 0;

for (const answers of [...grid(FULL_AXES), ...grid(OPEN_AXES)]) {
  const start = performance.now();
  const decision = decide(answers, { shelf });
  spent += performance.now() - start;
  const name = decision.recommendation?.profile ?? decision.outcome;
  outcomes.set(name, (outcomes.get(name) ?? 0) + 1);
  if (decision.runnerUp !== null) close += 1;
  found.push(...breaches(answers, shelf, unsorted));
  answersCount += 1;
}

const share = (count: number): string => `${((count / answersCount) * 100).toFixed(2)} %`;
const rows = [...outcomes].toSorted((a, b) => b[1] - a[1]).map(([name, count]) => [name, String(count), share(count)]);
console.log(
  textTable([{ title: "answer" }, { title: "count", align: "right" }, { title: "share", align: "right" }], rows),
);
console.log(`\n${answersCount} answers, each checked against the nine laws`);
console.log(`breaches: ${found.length}; runner-up within 15 %: ${share(close)}; ties: ${outcomes.get("tie") ?? 0}`);
console.log(`${((spent / answersCount) * 1_000).toFixed(1)} µs per decision`);
for (const breach of found.slice(0, 10)) console.log(breach);
process.exitCode = found.length === 0 ? 0 : 1;
