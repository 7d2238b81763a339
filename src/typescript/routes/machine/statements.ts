import { LIMITS } from "../limits.ts";
import { child, nameOf, nodes, type Node } from "../tree.ts";
import { constant, nothing, type Scope, type Value } from "../value.ts";
import { declareClass } from "./classes.ts";
import { enumeration, importEquals, namespace } from "./declarations.ts";
import { decided } from "./fixed.ts";
import { runDecorators } from "./own-decorators.ts";
import { inner, spotOf, typed, type Completion, type Machine } from "./machine.ts";
import { declare } from "./names.ts";
import { itemsOfTable } from "./tables.ts";

const GOES_ON: Completion = { returned: [], ends: false };

type Run = (machine: Machine, node: Node, scope: Scope) => Completion;

/** Runs a list of statements once, every branch of it, and says what they return. */
export function executeAll(machine: Machine, list: readonly Node[], scope: Scope): Completion {
  hoist(machine, list, scope);
  const returned: Value[] = [];
  for (const node of list) {
    const done = scope.parent === undefined ? alone(machine, node, scope) : one(machine, node, scope);
    returned.push(...done.returned);
    if (done.ends) return { returned, ends: true };
  }
  return { returned, ends: false };
}

const one = (machine: Machine, node: Node, scope: Scope): Completion =>
  STATEMENTS.get(node.type)?.(machine, node, scope) ?? GOES_ON;

/** A statement of a module has steps of its own: one that takes for ever does not cost the others. */
function alone(machine: Machine, node: Node, scope: Scope): Completion {
  const { budget } = machine;
  const outer = budget.steps;
  const given = Math.min(LIMITS.stepsPerStatement, budget.total);
  budget.steps = given;
  const done = one(machine, node, scope);
  budget.total -= given - budget.steps;
  if (budget.steps <= 0)
    machine.notes.push({ code: "route-source-too-complex", spot: spotOf({ node, scope }), what: String(given) });
  budget.steps = outer;
  return done;
}

/** Functions and types are there before the first statement. */
function hoist(machine: Machine, list: readonly Node[], scope: Scope): void {
  for (const one of list) {
    const node = one.type.startsWith("Export") ? child(one, "declaration") : one;
    if (node?.type === "FunctionDeclaration") declare(nameOf(child(node, "id")), machine.evaluate(node, scope), scope);
    if (node !== undefined && TYPES.has(node.type)) scope.types.set(nameOf(child(node, "id")), node);
  }
}

const TYPES: ReadonlySet<string> = new Set([
  "TSInterfaceDeclaration",
  "TSTypeAliasDeclaration",
  "TSEnumDeclaration",
  "ClassDeclaration",
]);

const expression: Run = (machine, node, scope) => {
  machine.evaluate(child(node, "expression"), scope);
  return GOES_ON;
};

const variables: Run = (machine, node, scope) => {
  for (const one of nodes(node, "declarations")) {
    const init = child(one, "init");
    machine.bind(child(one, "id"), init === undefined ? nothing : machine.evaluate(init, scope), scope);
  }
  return GOES_ON;
};

const returns: Run = (machine, node, scope) => {
  const argument = child(node, "argument");
  if (argument === undefined) return { returned: [], ends: true };
  const value = machine.evaluate(argument, scope);
  // Fastify answers an error that is returned as one that is thrown.
  if (value.kind === "external" && ERRORS.test(value.source)) machine.recorder?.threw(value, spotOf({ node, scope }));
  return { returned: [value], ends: true };
};

const ERRORS = /^(?:http-errors|@hapi\/boom|boom|@fastify\/sensible)$/;

const throws: Run = (machine, node, scope) => {
  const value = machine.evaluate(child(node, "argument"), scope);
  machine.recorder?.threw(value, spotOf({ node, scope }));
  return { returned: [], ends: true };
};

const block: Run = (machine, node, scope) => executeAll(machine, nodes(node, "body"), inner(scope));

/** A branch that may not be taken: what it set of the answer is forgotten after it when it ended. */
function branch(machine: Machine, node: Node | undefined, scope: Scope): Completion {
  if (node === undefined) return GOES_ON;
  const restore = machine.recorder?.branch();
  const done = executeAll(machine, [node], inner(scope));
  restore?.(done.ends);
  return done;
}

const isDecided = ({ recorder }: Machine): boolean => recorder === undefined || recorder.isDecided === true;

const conditional: Run = (machine, node, scope) => {
  const test = machine.evaluate(child(node, "test"), scope);
  const [then, other] = [child(node, "consequent"), child(node, "alternate")];
  // While a module runs, what is known decides; a request may meet anything.
  if (test.kind === "constant" && test.isAssumed !== true && isDecided(machine))
    return test.value ? branch(machine, then, scope) : branch(machine, other, scope);
  const truth = isDecided(machine) ? undefined : decided(machine, child(node, "test"), scope);
  if (truth !== undefined) return branch(machine, truth ? then : other, scope);
  const first = branch(machine, then, scope);
  const second = branch(machine, other, scope);
  return { returned: [...first.returned, ...second.returned], ends: first.ends && second.ends && other !== undefined };
};

const tries: Run = (machine, node, scope) => {
  const first = block(machine, child(node, "block") ?? node, scope);
  const handler = child(node, "handler");
  const caught = inner(scope);
  if (handler !== undefined) machine.bind(child(handler, "param"), typed(undefined), caught);
  const second = branch(machine, child(handler, "body"), caught);
  const last = branch(machine, child(node, "finalizer"), scope);
  return {
    returned: [...first.returned, ...second.returned, ...last.returned],
    ends: first.ends && (handler === undefined || second.ends),
  };
};

const loopOver: Run = (machine, node, scope) => {
  const over = machine.evaluate(child(node, "right"), scope);
  const items = node.type === "ForInStatement" ? keysOf(over) : itemsOf(machine, over, { node, scope });
  const left = child(node, "left");
  const pattern = left?.type === "VariableDeclaration" ? child(nodes(left, "declarations")[0], "id") : left;
  const returned: Value[] = [];
  for (const item of items.slice(0, LIMITS.rounds)) {
    const round = inner(scope);
    machine.bind(pattern, item, round);
    returned.push(...branch(machine, child(node, "body"), round).returned);
  }
  return { returned, ends: false };
};

const keysOf = (value: Value): readonly Value[] => {
  if (value.kind === "object") return [...value.properties.keys()].map(constant);
  return value.kind === "array" ? value.items.map((_, index) => constant(String(index))) : [typed(undefined)];
};

function itemsOf(machine: Machine, value: Value, site: { readonly node: Node; readonly scope: Scope }) {
  if (value.kind === "array") return value.isOpen ? [...value.items, typed(undefined)] : value.items;
  const listed = itemsOfTable(machine, value);
  if (listed !== undefined) return listed;
  if (value.kind === "unknown" && value.type !== undefined) return [machine.member(value, "0", site)];
  return [typed(undefined)];
}

/** `for (let i = 0; i < n; i++)` with figures that are known; else the body once. */
const counts: Run = (machine, node, scope) => {
  const own = inner(scope);
  const init = child(node, "init");
  if (init?.type === "VariableDeclaration") variables(machine, init, own);
  else if (init !== undefined) machine.evaluate(init, own);
  const returned: Value[] = [];
  for (let round = 0; round < LIMITS.rounds; round += 1) {
    const test = machine.evaluate(child(node, "test"), own);
    if (test.kind === "constant" && test.value !== undefined && !test.value) break;
    const done = branch(machine, child(node, "body"), own);
    returned.push(...done.returned);
    machine.evaluate(child(node, "update"), own);
    if (test.kind !== "constant" || done.ends) break;
  }
  return { returned, ends: false };
};

/** As often as is known to be; else once. */
const whiles: Run = (machine, node, scope) => {
  const returned: Value[] = [];
  for (let round = 0; round < LIMITS.rounds; round += 1) {
    const isFirst = node.type === "DoWhileStatement" && round === 0;
    const test = isFirst ? constant(true) : machine.evaluate(child(node, "test"), scope);
    if (test.kind === "constant" && !test.value && isDecided(machine)) break;
    const done = branch(machine, child(node, "body"), scope);
    returned.push(...done.returned);
    const isEndless = isFirst ? false : child(node, "test")?.type === "Literal";
    if (done.ends || isEndless || test.kind !== "constant" || !isDecided(machine) || machine.budget.steps <= 0) break;
  }
  return { returned, ends: false };
};

/** The case that a known value takes; those without statements belong to the next one that has some. */
function caseOf(
  machine: Machine,
  cases: readonly Node[],
  { given, scope }: { readonly given: Value; readonly scope: Scope },
): Node | undefined {
  if (given.kind !== "constant") return undefined;
  const at = cases.findIndex((one) => {
    const test = child(one, "test");
    const value = test === undefined ? undefined : machine.evaluate(test, scope);
    return value?.kind === "constant" && value.value === given.value;
  });
  const from = at < 0 ? cases.findIndex((one) => child(one, "test") === undefined) : at;
  return from < 0 ? undefined : cases.slice(from).find((one) => nodes(one, "consequent").length > 0);
}

const switches: Run = (machine, node, scope) => {
  const given = machine.evaluate(child(node, "discriminant"), scope);
  const own = inner(scope);
  const cases = nodes(node, "cases");
  const chosen = isDecided(machine) ? caseOf(machine, cases, { given, scope: own }) : undefined;
  if (chosen !== undefined) return executeAll(machine, nodes(chosen, "consequent"), own);
  const returned = cases.flatMap((one) => {
    const restore = machine.recorder?.branch();
    const done = executeAll(machine, nodes(one, "consequent"), own);
    restore?.(true);
    return done.returned;
  });
  return { returned, ends: false };
};

const classes: Run = (machine, node, scope) => {
  runDecorators(machine, declareClass(machine, node, scope));
  return GOES_ON;
};

const exported: Run = (machine, node, scope) => {
  const declaration = child(node, "declaration");
  return declaration === undefined
    ? GOES_ON
    : (STATEMENTS.get(declaration.type)?.(machine, declaration, scope) ?? GOES_ON);
};

const exportedDefault: Run = (machine, node, scope) => {
  const declaration = child(node, "declaration");
  const value = machine.evaluate(declaration, scope);
  declare("*default*", value, scope);
  const name = nameOf(child(declaration, "id"));
  if (name !== "" && (value.kind === "class" || value.kind === "function")) declare(name, value, scope);
  return GOES_ON;
};

const exportAssignment: Run = (machine, node, scope) => {
  scope.module.commonJs.properties.set("exports", machine.evaluate(child(node, "expression"), scope));
  return GOES_ON;
};

const labeled: Run = (machine, node, scope) =>
  executeAll(machine, nodes({ ...node, list: [node["body"]] }, "list"), scope);

const STATEMENTS: ReadonlyMap<string, Run> = new Map<string, Run>([
  ["ExpressionStatement", expression],
  ["VariableDeclaration", variables],
  ["ReturnStatement", returns],
  ["ThrowStatement", throws],
  ["BlockStatement", block],
  ["IfStatement", conditional],
  ["TryStatement", tries],
  ["ForOfStatement", loopOver],
  ["ForInStatement", loopOver],
  ["ForStatement", counts],
  ["WhileStatement", whiles],
  ["DoWhileStatement", whiles],
  ["SwitchStatement", switches],
  ["LabeledStatement", labeled],
  ["ClassDeclaration", classes],
  ["ExportNamedDeclaration", exported],
  ["ExportDefaultDeclaration", exportedDefault],
  ["TSExportAssignment", exportAssignment],
  ["TSEnumDeclaration", enumeration],
  ["TSModuleDeclaration", namespace],
  ["TSImportEqualsDeclaration", importEquals],
  ["BreakStatement", () => ({ returned: [], ends: false })],
]);
