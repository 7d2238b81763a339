import type { Answer } from "../actor.ts";
import type { ScenarioStep } from "../model.ts";
import type { Seen } from "./answer.ts";
import { keepCookie } from "./cookies.ts";
import type { Play } from "./play.ts";
import type { PreparedStep } from "./prepare.ts";
import type { User } from "./user.ts";

/** Takes an answer in; true: the request counts as successful. */
export function settleAnswer(play: Play, user: User, answer: Answer): boolean {
  const prepared = play.prepared[user.step];
  if (prepared === undefined) return false;
  if ("failure" in answer) {
    forget(prepared, user);
    note(play, `${prepared.step.name}: ${answer.failure}`);
    return false;
  }
  if (play.scenario.keepsCookies) keepCookies(play, user, answer.headers);
  const isExpected = isSuccess(prepared.step, answer.status);
  if (!isExpected) note(play, `${prepared.step.name}: answered ${answer.status}`);
  return judge(play, user, { prepared, seen: { answer, text: undefined, json: undefined } }) && isExpected;
}

function isSuccess({ expected }: ScenarioStep, status: number): boolean {
  return expected.length === 0 ? status < 400 : expected.some(([from, to]) => status >= from && status <= to);
}

interface Judging {
  readonly prepared: PreparedStep;
  readonly seen: Seen;
}

/** Checks come first: they may compare with what an earlier answer gave. */
function judge(play: Play, user: User, { prepared, seen }: Judging): boolean {
  let isGood = true;
  const count = (name: string, passed: boolean): void => {
    play.tally.count(user.step, name, passed);
    if (passed) return;
    isGood = false;
    note(play, `${prepared.step.name}: ${name}`);
  };
  for (const { name, judge: asks } of prepared.judges) count(name, asks(seen, user, play.source));
  for (const { name, extract } of prepared.extractors) count(name, extract(seen, user, play.source.random));
  return isGood;
}

/** Values of an earlier pass must not stand in for those that did not come. */
function forget({ extractors }: PreparedStep, user: User): void {
  for (const { variable } of extractors) user.values[variable] = undefined;
}

function keepCookies(play: Play, user: User, headers: readonly (readonly [string, string])[]): void {
  for (const [name, value] of headers) {
    if (name !== "set-cookie") continue;
    user.cookies ??= new Map();
    keepCookie(user.cookies, value, play.source.epochMs());
  }
}

function note(play: Play, failure: string): void {
  if (play.scenario.outcome !== undefined) play.failures.push(failure);
}
