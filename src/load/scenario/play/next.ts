import type { Action } from "../actor.ts";
import type { Instruction } from "../model.ts";
import { writeShared } from "../shared-text.ts";
import { holdsNow, passesNow } from "./condition.ts";
import { outcomeOf } from "./outcome.ts";
import type { Play } from "./play.ts";
import { plannedRequest } from "./request.ts";
import type { User } from "./user.ts";
import { settingNow } from "./write.ts";

const DONE: Action = { kind: "done" };
// A user who sends nothing must not keep the processor busy.
const IDLE_MS = 100;
const MOST_INSTRUCTIONS = 1_000;

/** What a user does now. */
export function nextAction(play: Play, user: User): Action {
  if (user.flow === undefined) begin(play, user);
  for (let done = 0; done < MOST_INSTRUCTIONS; done += 1) {
    const instruction = user.flow?.program[user.at];
    if (instruction === undefined) return end(play, user);
    user.at += 1;
    const action = perform(play, user, instruction);
    if (action !== undefined) return action;
  }
  return { kind: "wait", untilMs: play.nowMs + 1 };
}

function begin(play: Play, user: User): void {
  const { initial } = play.scenario;
  user.flow = play.nextFlow();
  user.at = 0;
  user.sent = 0;
  user.iteration += 1;
  user.passes.length = 0;
  for (let index = 0; index < initial.length; index += 1) user.values[index] = initial[index];
  user.cookies?.clear();
  play.feed(user);
}

function end(play: Play, user: User): Action {
  if (user.sent === 0) {
    user.sent = 1;
    return { kind: "wait", untilMs: play.nowMs + IDLE_MS };
  }
  const { outcome } = play.scenario;
  if (outcome !== undefined) writeShared(outcome, JSON.stringify(outcomeOf(play, user)));
  user.flow = undefined;
  return DONE;
}

function perform(play: Play, user: User, instruction: Instruction): Action | undefined {
  const { source } = play;
  switch (instruction.do) {
    case "send":
      return send(play, user, instruction.step);
    case "think": {
      const { leastMs, mostMs } = instruction;
      return { kind: "wait", untilMs: play.nowMs + leastMs + source.random() * (mostMs - leastMs) };
    }
    case "set":
      user.values[instruction.variable] = settingNow(instruction.value, user, source);
      return undefined;
    case "jump":
      user.at = instruction.to;
      return undefined;
    case "unless":
      if (!holdsNow(instruction.condition, user, source)) leave(user, instruction);
      return undefined;
    case "repeat":
      repeat(play, user, instruction);
      return undefined;
  }
}

/** The first arrival at a loop decides how often it is passed; after the last pass it is as if it had not been reached. */
function repeat(play: Play, user: User, loop: Extract<Instruction, { do: "repeat" }>): void {
  const left = user.passes[loop.counter] ?? passesNow(loop.times, user, play.source);
  if (left > 0) {
    user.passes[loop.counter] = left - 1;
    return;
  }
  user.passes[loop.counter] = undefined;
  user.at = loop.exit;
}

function leave(user: User, { to, counter }: Extract<Instruction, { do: "unless" }>): void {
  if (counter !== undefined) user.passes[counter] = undefined;
  user.at = to;
}

function send(play: Play, user: User, step: number): Action | undefined {
  const prepared = play.prepared[step];
  if (prepared === undefined) return undefined;
  const { token } = play.scenario;
  if (token !== undefined && play.token !== undefined) user.values[token.variable] = play.token();
  const bytes = prepared.compose(user, play.source);
  if ("missing" in bytes) {
    const name = `a value for \${${bytes.missing}}`;
    play.tally.count(step, name, false);
    if (play.scenario.outcome !== undefined) play.failures.push(`${prepared.step.name}: ${name}`);
    return undefined;
  }
  user.step = step;
  user.sent += 1;
  return { kind: "send", step, bytes, request: () => plannedRequest(prepared.step, bytes) };
}
