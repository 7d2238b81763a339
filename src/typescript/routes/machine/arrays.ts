import { LIMITS } from "../limits.ts";
import {
  array,
  constant,
  native,
  numberOf,
  textOf,
  unknown,
  type ArrayValue,
  type CallSite,
  type Value,
} from "../value.ts";
import type { Machine } from "./machine.ts";

interface Work {
  readonly machine: Machine;
  readonly list: ArrayValue;
  readonly args: readonly Value[];
  readonly site: CallSite;
}

type Method = (work: Work) => Value;

/** The callback's answer for every item. */
const each = ({ machine, list, args: [callback], site }: Work): readonly Value[] =>
  list.items
    .slice(0, LIMITS.rounds)
    .map((item, index) =>
      callback === undefined ? unknown : machine.call(callback, [item, constant(index), list], site),
    );

const kept = (work: Work): readonly Value[] => {
  const answers = each(work);
  return work.list.items.filter((_, index) => !isFalse(answers[index]));
};

const isFalse = (value: Value | undefined): boolean =>
  value?.kind === "constant" && value.isAssumed !== true && !value.value;

const joined: Method = ({ list, args }) => {
  const texts = list.items.map(textOf).filter((one) => one !== undefined);
  return texts.length === list.items.length && !list.isOpen ? constant(texts.join(textOf(args[0]) ?? ",")) : unknown;
};

const found: Method = (work) => {
  const answers = each(work);
  const index = answers.findIndex((one) => one.kind === "constant" && Boolean(one.value));
  return work.list.items[index] ?? unknown;
};

const reduced: Method = ({ machine, list, args: [callback, first], site }) => {
  const items = first === undefined ? list.items.slice(1) : list.items;
  const start = first ?? list.items[0] ?? unknown;
  if (callback === undefined) return unknown;
  return items.reduce<Value>((before, item) => machine.call(callback, [before, item], site), start);
};

const push: Method = ({ list, args }) => {
  list.items.push(...args.slice(0, LIMITS.rounds));
  return constant(list.items.length);
};

const spread = (value: Value): readonly Value[] => (value.kind === "array" ? value.items : [value]);

const METHODS: ReadonlyMap<string, Method> = new Map<string, Method>([
  ["forEach", (work) => (each(work), constant(undefined))],
  ["map", (work) => array(each(work), work.list.isOpen)],
  ["flatMap", (work) => array(each(work).flatMap(spread), work.list.isOpen)],
  ["filter", (work) => array(kept(work), work.list.isOpen)],
  ["find", found],
  ["reduce", reduced],
  ["concat", ({ list, args }) => array([...list.items, ...args.flatMap(spread)], list.isOpen)],
  ["flat", ({ list }) => array(list.items.flatMap(spread), list.isOpen)],
  ["slice", ({ list, args }) => array(list.items.slice(numberOf(args[0]) ?? 0, numberOf(args[1])), list.isOpen)],
  ["reverse", ({ list }) => array(list.items.toReversed(), list.isOpen)],
  ["sort", ({ list }) => list],
  ["toSorted", ({ list }) => list],
  ["push", push],
  ["unshift", ({ list, args }) => (list.items.unshift(...args), constant(list.items.length))],
  ["join", joined],
  ["entries", ({ list }) => array(list.items.map((item, index) => array([constant(index), item])))],
  ["keys", ({ list }) => array(list.items.map((_, index) => constant(index)))],
  ["values", ({ list }) => list],
  [
    "then",
    ({ machine, list, args: [callback], site }) =>
      callback === undefined ? list : machine.call(callback, [list], site),
  ],
  ["catch", ({ list }) => list],
  ["finally", ({ list }) => list],
  ["includes", ({ list, args }) => includes(list, args[0])],
]);

function includes(list: ArrayValue, wanted: Value | undefined): Value {
  const text = textOf(wanted);
  if (text === undefined || list.isOpen) return unknown;
  return list.items.every((one) => one.kind === "constant")
    ? constant(list.items.some((one) => textOf(one) === text))
    : unknown;
}

/** A member of an array: an item, its length, a method. */
export function arrayMember(machine: Machine, list: ArrayValue, name: string): Value {
  if (/^\d+$/.test(name)) return list.items[Number(name)] ?? unknown;
  if (name === "length") return list.isOpen ? unknown : constant(list.items.length);
  const method = METHODS.get(name);
  return native((args, site) => method?.({ machine, list, args, site }) ?? unknown);
}
