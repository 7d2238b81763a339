import type { Columns } from "../wire/columns.ts";
import { scanSql, type Input, type Scanned } from "./scan.ts";
import { shapeOf, type Comparison, type Shape } from "./shape.ts";

/** All statements that differ in constants and parameters only, and what was seen of them. */
export interface Fingerprint extends Shape {
  readonly id: number;
  /** The statement with `$?` and `($…)` in place of values. */
  readonly key: string;
  executions: number;
  totalMs: number;
  rows: number;
  /** Executions that brought two rows or more. */
  lists: number;
  /** How often one of their keys came back as a parameter. */
  asked: number;
  /** The result as it was last described. */
  columns: Columns | undefined;
}

/** One text, tied to its fingerprint: where the compared values come from. */
export interface Text {
  readonly fingerprint: Fingerprint;
  /** One for each comparison of the fingerprint. */
  readonly inputs: readonly Input[];
  readonly route: string | undefined;
  /** As it was sent; undefined where it is one of several of a text. */
  readonly sql: string | undefined;
}

/** Every statement of a run by its fingerprint. Bounded: what comes when it is full is not told apart any more. */
export interface Statements {
  /** The statements of a text; `isKept` for texts that come again, as prepared ones do. */
  readonly read: (text: string, isKept: boolean) => readonly Text[];
  readonly all: () => readonly Fingerprint[];
  /** How many texts found no room. */
  readonly overflow: () => number;
}

const MOST_FINGERPRINTS = 5_000;
const MOST_TEXTS = 4_096;
/** Longer texts are read up to here: a key of a megabyte helps nobody. */
const LONGEST_TEXT = 20_000;
/** All texts together, and all keys, in characters. */
const MOST_CHARACTERS = 8_000_000;

/** @example createStatements().read("select 1", false).length; // 1 */
export function createStatements(): Statements {
  const rest: Fingerprint = { id: -1, key: "", ...shapeOf(""), ...UNSEEN };
  const state: State = { byKey: new Map(), texts: new Map(), rest, overflow: 0, textCharacters: 0, keyCharacters: 0 };
  return {
    read: (text, isKept) => state.texts.get(text) ?? readNew(state, text, isKept),
    all: () => [...state.byKey.values()],
    overflow: () => state.overflow,
  };
}

interface State {
  readonly byKey: Map<string, Fingerprint>;
  readonly texts: Map<string, readonly Text[]>;
  /** Stands for all that found no room. */
  readonly rest: Fingerprint;
  overflow: number;
  textCharacters: number;
  keyCharacters: number;
}

const UNSEEN = { executions: 0, totalMs: 0, rows: 0, lists: 0, asked: 0, columns: undefined };

function readNew(state: State, text: string, isKept: boolean): readonly Text[] {
  const scans = scanSql(text.length > LONGEST_TEXT ? text.slice(0, LONGEST_TEXT) : text);
  const sql = scans.length === 1 ? text : undefined;
  const texts = scans.map((scanned) => tied(state, scanned, sql));
  const isConstant = texts.every(
    ({ inputs, route }) => route === undefined && inputs.every(({ kind }) => kind !== "literal"),
  );
  if ((isKept || isConstant) && text.length <= LONGEST_TEXT) keepText(state, text, texts);
  return texts;
}

/** What is full begins anew: texts that still come are soon back. */
function keepText(state: State, text: string, texts: readonly Text[]): void {
  state.textCharacters += text.length;
  if (state.texts.size >= MOST_TEXTS || state.textCharacters > MOST_CHARACTERS) {
    state.texts.clear();
    state.textCharacters = text.length;
  }
  state.texts.set(text, texts);
}

function tied(state: State, { key, inputs, route }: Scanned, sql: string | undefined): Text {
  const fingerprint = state.byKey.get(key) ?? newFingerprint(state, key);
  return { fingerprint, inputs: fingerprint.comparisons.map((one) => inputOf(inputs, one)), route, sql };
}

const LIST_INPUT: Input = { kind: "list" };

const inputOf = (inputs: readonly Input[], { input }: Comparison): Input => inputs[input] ?? LIST_INPUT;

function newFingerprint(state: State, key: string): Fingerprint {
  if (state.byKey.size >= MOST_FINGERPRINTS || state.keyCharacters > MOST_CHARACTERS) {
    state.overflow += 1;
    return state.rest;
  }
  const fingerprint: Fingerprint = { id: state.byKey.size, key, ...shapeOf(key), ...UNSEEN };
  state.keyCharacters += key.length;
  state.byKey.set(key, fingerprint);
  return fingerprint;
}

/** Of lists that nothing was asked of for so long … */
const PATIENCE = 50;
/** … only one in so many is read on. */
const SAMPLED = 8;

/** Whether the rows of the next result are worth reading. */
export const isWorthReading = ({ id, asked, lists }: Fingerprint): boolean =>
  id >= 0 && (asked > 0 || lists < PATIENCE || lists % SAMPLED === 0);
