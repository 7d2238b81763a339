import { describe, expect, it } from "vitest";
import { statementsOf, type Statement } from "../../../src/load/export/structure.ts";
import { compileScenario, readScenarioFile } from "../../../src/load/scenario/format/index.ts";

const wire = { prefix: "", basePath: "", origin: "http://h", authority: "h", keepsAlive: true, headers: [] };

function shapeOf(steps: string): string {
  const read = readScenarioFile("a.yaml", `target: http://h\nvariables: { x: 1 }\nsteps:\n${steps}`);
  const { scenario } = compileScenario(read, { wire, env: {}, files: new Map() });
  return statementsOf(scenario.flows[0]?.program ?? [])
    .map(shown)
    .join(" ");
}

function shown(statement: Statement): string {
  const inner = (all: readonly Statement[]): string => all.map(shown).join(" ");
  switch (statement.do) {
    case "repeat":
      return `repeat(${inner(statement.body)}${statement.goesOn === undefined ? "" : " while"})`;
    case "branch":
      return `if(${inner(statement.yes)} : ${inner(statement.no)})`;
    case "send":
    case "think":
    case "set":
      return statement.do;
  }
}

describe("a program, nested again", () => {
  const cases: readonly (readonly [name: string, steps: string, shape: string])[] = [
    ["requests", "  - get: /a\n    think: 1s\n  - set: { y: 1 }", "send think set"],
    ["a loop", "  - repeat: 2\n    steps: [{ get: /a }]\n  - get: /b", "repeat(send) send"],
    ["a loop with a question", "  - repeat: 2\n    while: 50%\n    steps: [{ get: /a }]", "repeat(send while)"],
    ["a branch", "  - if: 50%\n    steps: [{ get: /a }]\n  - get: /b", "if(send : ) send"],
    [
      "two branches",
      "  - if: 50%\n    steps: [{ get: /a }]\n    else: [{ get: /b }, { get: /c }]\n  - get: /d",
      "if(send : send send) send",
    ],
    [
      "a loop at the end of a branch",
      "  - if: 50%\n    steps:\n      - repeat: 2\n        while: 10%\n        steps: [{ get: /a }]\n    else: [{ get: /b }]",
      "if(repeat(send while) : send)",
    ],
    [
      "branches in branches in loops",
      "  - repeat: 2\n    steps:\n      - if: 50%\n        steps:\n          - if: 10%\n            steps: [{ get: /a }]\n            else: [{ get: /b }]\n        else:\n          - repeat: 3\n            steps: [{ get: /c }]",
      "repeat(if(if(send : send) : repeat(send)))",
    ],
    [
      "a branch at the end of a loop",
      "  - repeat: 2\n    steps:\n      - if: 50%\n        steps: [{ get: /a }]",
      "repeat(if(send : ))",
    ],
  ];
  it.each(cases)("%s", (_, steps, shape) => {
    expect(shapeOf(steps)).toBe(shape);
  });
});
