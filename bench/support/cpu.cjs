// Preloaded into a measured Node: writes its CPU time and peak memory when it exits.
const { appendFileSync } = require("node:fs");
process.on("exit", () => {
  const { user, system } = process.cpuUsage();
  const peakMb = process.resourceUsage().maxRSS / 1024;
  appendFileSync(process.env.BENCH_CPU_FILE, `${JSON.stringify({ cpuMs: (user + system) / 1000, peakMb })}\n`);
});
