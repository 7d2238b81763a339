// Edits of generated files against three changes of a document: none may be lost, none refused without need.
// Run: npx tsx bench/regenerate.ts [words of a scenario's name]
import { judge, scenarios } from "../test/scaffold/keep/scenarios/index.ts";

const words = process.argv.slice(2).join(" ");
const chosen = scenarios.filter(({ name }) => name.includes(words));
let failed = 0;
for (const scenario of chosen) {
  const faults = await judge(scenario).catch((failure: unknown) => [String(failure)]);
  if (faults.length > 0) failed += 1;
  console.log(`${faults.length === 0 ? "ok  " : "LOST"} ${scenario.name}`);
  for (const fault of faults) console.log(`       ${fault}`);
}
console.log(`${chosen.length} scenarios × 3 steps: ${chosen.length - failed} kept everything, ${failed} did not`);
process.exitCode = failed === 0 ? 0 : 1;
