// Edits of generated files against three changes of a document: none may be lost, none refused without need.
// Run: npx tsx bench/regenerate.ts [words of a scenario's name]
// Or: is a run from memory over a changed document like a run over the whole of it?
// Run: npx tsx bench/regenerate.ts --again <YAML document> [edits]
import { judge, scenarios } from "../test/scaffold/keep/scenarios/index.ts";
import { againLikeWhole } from "./support/again.ts";

async function compare(document: string, count: number): Promise<boolean> {
  const { alike, whole, unlike } = await againLikeWhole(document, count);
  for (const paths of unlike) console.log(`UNLIKE ${paths}`);
  console.log(`${document}: ${alike} like a whole run, ${whole} left to one, ${unlike.length} unlike`);
  return unlike.length === 0;
}

async function keepEdits(words: string): Promise<boolean> {
  const chosen = scenarios.filter(({ name }) => name.includes(words));
  let failed = 0;
  for (const scenario of chosen) {
    const faults = await judge(scenario).catch((failure: unknown) => [String(failure)]);
    if (faults.length > 0) failed += 1;
    console.log(`${faults.length === 0 ? "ok  " : "LOST"} ${scenario.name}`);
    for (const fault of faults) console.log(`       ${fault}`);
  }
  console.log(`${chosen.length} scenarios × 3 steps: ${chosen.length - failed} kept everything, ${failed} did not`);
  return failed === 0;
}

const [first, document, count = "12"] = process.argv.slice(2);
const isRight =
  first === "--again" && document !== undefined
    ? await compare(document, Number(count))
    : await keepEdits(process.argv.slice(2).join(" "));
process.exitCode = isRight ? 0 : 1;
