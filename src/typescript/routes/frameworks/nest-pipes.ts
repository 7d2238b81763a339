import type { Machine } from "../machine/machine.ts";
import { instanceMember } from "../machine/classes.ts";
import { observe } from "../facts/record.ts";
import { statusOf } from "../facts/status.ts";
import { pathOf, propertyOf, type Value } from "../value.ts";
import { lastArgs } from "./mounts.ts";

/** What pipes answer to values that they refuse: those of the application what they throw, those of packages 400 or what they are told. */
export function pipeStatuses(machine: Machine, pipes: readonly Value[]): readonly number[] {
  return [...new Set(pipes.flatMap((pipe) => ownStatuses(machine, pipe) ?? statusesOfPackage(pipe)))];
}

/** Whether the source of a pipe is known: such a one may look at whatever parameter there is. */
export const isOwnPipe = (machine: Machine, pipe: Value): boolean => ownStatuses(machine, pipe) !== undefined;

function ownStatuses(machine: Machine, pipe: Value): readonly number[] | undefined {
  const made = pipe.kind === "object" ? pipe.of : pipe.kind === "class" ? pipe : undefined;
  const method = made === undefined ? undefined : instanceMember(machine, pipe, { made, name: "transform" });
  if (method?.kind !== "function") return undefined;
  const { answers } = observe(machine, method, "nestjs");
  return answers.flatMap(({ status = 0 }) => (status >= 400 && status < 500 ? [status] : []));
}

const statusesOfPackage = (pipe: Value): readonly number[] =>
  pipe.kind === "external" && pathOf(pipe).endsWith("DefaultValuePipe") ? [] : [refusalOf(pipe) ?? 400];

/** `new ValidationPipe({ errorHttpStatusCode: 422 })`. */
export const refusalOf = (pipe: Value): number | undefined =>
  pipe.kind === "external" ? statusOf(propertyOf(lastArgs(pipe)[0], "errorHttpStatusCode")) : undefined;
