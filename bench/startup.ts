// What help costs over a bare Node: `npx tsx bench/startup.ts` after `npm run build`.
// Bars: root help ≤ +20 ms, a command's help ≤ +70 ms of user + system CPU; medians of interleaved runs.
import { join } from "node:path";
import { registry } from "../src/commands/index.ts";
import { measureNode, median } from "./support/cpu.ts";

const bin = join(import.meta.dirname, "..", "bin", "backwright.js");
const runs = Number(process.argv[2] ?? 9);
const cases = ["--help", "--version", ...registry.map((entry) => `${entry.name} --help`)].map((line) =>
  line.split(" "),
);
const bare: number[] = [];
const costs = new Map(cases.map((words) => [words.join(" "), [] as number[]]));
for (let run = 0; run < runs; run += 1) {
  bare.push(measureNode(["-e", "0"]).cpuMs);
  for (const words of cases) costs.get(words.join(" "))?.push(measureNode([bin, ...words]).cpuMs);
}
const floor = median(bare);
console.log(`bare node: ${floor.toFixed(1)} ms`);
for (const [words, values] of costs) console.log(`${words.padEnd(28)} +${(median(values) - floor).toFixed(1)} ms`);
