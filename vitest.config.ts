import { defineConfig } from "vitest/config";

const PARTS = ["test/live/**/*.test.ts", "test/package/**/*.test.ts"];

// Two projects: "unit" needs neither servers nor corpora, and its files share their processes, so that modules are loaded once per process
// and not once per file; "live" starts servers and browsers, each file in a process of its own.
export default defineConfig({
  test: {
    testTimeout: 60_000,
    hookTimeout: 60_000,
    pool: "forks",
    projects: [
      { extends: true, test: { name: "unit", include: ["test/**/*.test.ts"], exclude: PARTS, isolate: false } },
      // Each test's clock runs while its neighbours work: no more at once than there are processors everywhere.
      { extends: true, test: { name: "live", include: PARTS, maxConcurrency: 2 } },
    ],
  },
});
