import { readFile } from "node:fs/promises";
import { readSpecification } from "../../src/openapi/index.ts";
import type { FrameworkName } from "../../src/scaffold/options.ts";
import {
  contractCases,
  judged,
  openTrio,
  type ContractCase,
  type Trio,
  type TrioChoice,
} from "../../test/support/scaffold-contract.ts";
import { ajvJudge } from "./ajv-judge.ts";

/** What one document's requests showed. */
export interface ContractRow {
  readonly document: string;
  readonly operations: number;
  /** Operations whose first valid request was answered by their own handler, on every framework. */
  readonly first: number;
  /** Operations with lost parts, which answer 501. */
  readonly lost: number;
  readonly requests: number;
  /** Requests whose verdict the document leaves open: the frameworks have to agree, nothing else. */
  readonly unsure: number;
  /** Answers 500 and above that no handler gave, but the 501 of lost operations. */
  readonly crashed: number;
  readonly wrong: readonly string[];
  readonly different: readonly string[];
  readonly judgedByAjv: number;
  readonly unlike: readonly string[];
  /** Why nothing was asked. */
  readonly failed: readonly string[];
}

/** Lines of one kind that a row keeps; they are counted all. */
const WIDEST = 600;

/** One document on all frameworks, every request of it. */
export async function contractRow(file: string, document: string, choice: TrioChoice): Promise<ContractRow> {
  const model = await readSpecification(file, (path) => readFile(path, "utf8"));
  await using trio = await openTrio(model, choice);
  // What is written in JavaScript answers as what is written in TypeScript does, byte for byte.
  const [framework = "express"] = trio.frameworks;
  const isJavaScript = choice.language === "javascript";
  await using other = await openTrio(model, {
    ...choice,
    language: "typescript",
    frameworks: isJavaScript ? [framework] : [],
  });
  const cases = trio.complaints.length > 0 ? [] : contractCases(model);
  const ajv = await ajvJudge(file);
  const wrong: string[] = [];
  const different: string[] = [];
  const unlike: string[] = [];
  let [judgedByAjv, first, crashed] = [0, 0, 0];
  for (const one of cases) {
    const verdict = await judged(trio, one);
    wrong.push(...verdict.wrong.map(short));
    different.push(...verdict.different.map(short));
    crashed += verdict.crashed;
    if (isJavaScript) different.push(...(await unlikeEachOther([trio, other], framework, one)).map(short));
    if (one.what === "valid" && verdict.isServed) first += 1;
    const said = one.what === "valid" || one.what.startsWith("body ") ? ajv(one) : undefined;
    if (said === undefined || one.expected === undefined) continue;
    judgedByAjv += 1;
    if (said === (one.expected === "served")) continue;
    const is = said ? "valid" : "invalid";
    unlike.push(short(`${one.operation.id} ${one.what} ${one.request.body?.slice(0, 200)}: ajv says ${is}`));
  }
  return {
    document,
    operations: model.operations.length,
    first,
    lost: model.operations.filter(({ unresolved }) => unresolved.length > 0).length,
    requests: cases.length,
    unsure: cases.filter(({ expected }) => expected === undefined).length,
    crashed,
    wrong,
    different,
    judgedByAjv,
    unlike,
    failed: trio.complaints.map(short),
  };
}

async function unlikeEachOther(trios: readonly Trio[], framework: FrameworkName, one: ContractCase): Promise<string[]> {
  const answers = await Promise.all(trios.map((trio) => trio.ask(framework, one.request)));
  const [a, b] = answers.map((answer) => JSON.stringify(answer));
  return a === b ? [] : [`${framework} ${one.operation.id} ${one.what}: ${a} in JavaScript, ${b} in TypeScript`];
}

const short = (line: string): string => line.slice(0, WIDEST);
