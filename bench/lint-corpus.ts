// The corpus of a peer's rule tests against our rules, by a map of rules: `npx tsx bench/lint-corpus.ts`.
import { allVerdicts, folder, isThere, ownVerdicts, type Verdicts } from "../test/live/lint-corpus/judge.ts";

if (!isThere) {
  console.log(`No corpus at ${folder}: set BACKWRIGHT_CORPUS.`);
  process.exit(0);
}
console.log(
  "The verdicts of squawk, whose rules these are, are those of the corpus; bench/lint-truth.ts runs it itself.",
);
report("verdict of the rule that the case is about, by statement", await ownVerdicts());
report("every rule of the peer on every case", await allVerdicts());

function report(title: string, { checks, wrong, excused }: Verdicts): void {
  const agreed = checks - wrong.length - excused.length;
  console.log(
    `${title}: ${agreed} of ${checks} agree, ${excused.length} follow the database instead, ${wrong.length} wrong`,
  );
  const counts = new Map<string, number>();
  for (const reason of excused) counts.set(reason, (counts.get(reason) ?? 0) + 1);
  for (const [reason, count] of counts) console.log(`  ${String(count).padStart(4)}  ${reason}`);
  for (const one of wrong) console.log(`  WRONG ${one}`);
  if (wrong.length > 0) process.exitCode = 1;
}
