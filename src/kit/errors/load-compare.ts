import { defineError } from "./define.ts";

export const loadCompareErrors = {
  needsTwo: defineError<{ count: number }>("load-compare-needs-two", {
    exitCode: 2,
    when: "A comparison was asked for with less or more than two addresses or saved runs.",
    message: ({ count }) => `A comparison has two sides, and ${count === 1 ? "one was" : `${count} were`} named.`,
    hint: () => "Name two addresses, an address and a saved run (baseline.json), or two saved runs.",
  }),
  scenario: defineError<{ what: string }>("load-compare-scenario", {
    exitCode: 2,
    when: "A scenario, or a saved run of one, was to be compared with an address: users in the middle of a scenario cannot take turns.",
    message: ({ what }) => `${what} cannot be compared with an address.`,
    hint: () =>
      "Save two runs of the scenario (backwright load run scenario.yaml --json --save before.json) and compare the files: backwright load compare before.json after.json",
  }),
  threadLost: defineError<{ reason: string; pairs: number }>("load-compare-thread-lost", {
    exitCode: 5,
    when: "The thread that loads both sides of a comparison died before its time was up.",
    message: ({ reason, pairs }) =>
      `The thread that loads both sides died after ${pairs} pairs of blocks, too early for a verdict: ${reason}.`,
    hint: () => "Run the comparison again, with more memory or fewer users (--concurrency) if it dies again.",
  }),
  baselineMissing: defineError<{ file: string; command: string }>("load-baseline-missing", {
    exitCode: 3,
    when: "The saved run that a run is to be compared with does not exist.",
    message: ({ file }) => `There is no saved run ${file} to compare with.`,
    hint: ({ command }) => `Make it while all is well: ${command}`,
  }),
  baselineUnusable: defineError<{ file: string; reason: string }>("load-baseline-unusable", {
    exitCode: 2,
    when: "A file that should be a saved run is none, is one of an older Backwright, or holds too little for a comparison.",
    message: ({ file, reason }) => `${file} cannot be compared with: ${reason}.`,
    hint: ({ file }) => `Save a run again: backwright load URL --json --save ${file}`,
  }),
  baselineLacks: defineError<{ file: string; what: string; flag: string }>("load-baseline-lacks", {
    exitCode: 2,
    when: "A saved run was made with a secret header or a body, which are not saved, and the new run was not given them.",
    message: ({ file, what }) => `The run saved in ${file} sent ${what}, which the file does not hold.`,
    hint: ({ flag }) => `Give it again with ${flag}; another request would not be compared with the same load.`,
  }),
} as const;
