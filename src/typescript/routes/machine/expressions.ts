import { child, isFunctionNode, isWrapper, literalText, nameOf, nodes, text, type Node } from "../tree.ts";
import {
  array,
  constant,
  isNothing,
  nothing,
  open,
  unknown,
  type FunctionValue,
  type Scope,
  type TypeUse,
  type Value,
} from "../value.ts";
import { alternatives } from "./alternatives.ts";
import { decided } from "./fixed.ts";
import { declareClass, lineOf } from "./classes.ts";
import { binary, chosen, orElse, unary } from "./operators.ts";
import { importExpression, importMeta } from "./imports.ts";
import { spotOf, typed, typeUse, type Machine } from "./machine.ts";
import { lookUp } from "./names.ts";
import { assignPattern } from "./patterns.ts";
import { call, construct } from "./invoke.ts";
import { memberOf, spreadAll } from "./operands.ts";
import { isMadeBy } from "./prototypes.ts";
import { joinText } from "./texts.ts";

type Evaluate = (machine: Machine, node: Node, scope: Scope) => Value;

/** The value of an expression as far as it can be known without running it. */
export function evaluateExpression(machine: Machine, node: Node | undefined, scope: Scope): Value {
  if (node === undefined) return nothing;
  if (isWrapper(node)) return annotated(machine, node, scope);
  if (isFunctionNode(node)) return functionValue(machine, node, scope);
  return EXPRESSIONS.get(node.type)?.(machine, node, scope) ?? unknown;
}

/** `x as User` says what an unknown is. */
function annotated(machine: Machine, node: Node, scope: Scope): Value {
  const value = machine.evaluate(child(node, "expression"), scope);
  const annotation = child(node, "typeAnnotation");
  const isConst = annotation?.type === "TSTypeReference" && nameOf(child(annotation, "typeName")) === "const";
  if (annotation === undefined || isConst || node.type === "TSInstantiationExpression") return value;
  return value.kind === "unknown" && !annotation.type.endsWith("Keyword")
    ? { ...value, type: { node: annotation, scope } }
    : value;
}

function functionValue(machine: Machine, node: Node, scope: Scope): FunctionValue {
  const value: FunctionValue = {
    kind: "function",
    node,
    scope,
    name: nameOf(child(node, "id")),
    receiver: node.type === "ArrowFunctionExpression" ? scope.receiver : undefined,
    home: scope.home,
    properties: new Map(),
  };
  machine.functions.set(node, value);
  return value;
}

const literal: Evaluate = (_machine, node) => {
  const { value, regex } = node;
  if (typeof regex === "object" && regex !== null && "pattern" in regex)
    return { kind: "pattern", source: String(regex.pattern) };
  if (value === null || typeof value === "string" || typeof value === "number" || typeof value === "boolean")
    return constant(value);
  return unknown;
};

const template: Evaluate = (machine, node, scope) => {
  const texts = nodes(node, "quasis").map((one) => {
    const { value } = one;
    return typeof value === "object" && value !== null && "cooked" in value ? String(value.cooked) : "";
  });
  const values = nodes(node, "expressions").map((one) => machine.evaluate(one, scope));
  return texts
    .flatMap((one, index) => [constant(one), values[index] ?? constant("")])
    .reduce<Value>(joinText, constant(""));
};

const identifier: Evaluate = (machine, node, scope) => {
  const value = lookUp(nameOf(node), scope) ?? unknown;
  if (value.kind === "function" && value.name === "") return { ...value, name: nameOf(node) };
  return value.kind === "unknown" && machine.checker !== undefined && value.spot === undefined
    ? { ...value, spot: { ...spotOf({ node, scope }), end: node.end } }
    : value;
};

const objectExpression: Evaluate = (machine, node, scope) => {
  const properties = new Map<string, Value>();
  let isOpen = false;
  for (const one of nodes(node, "properties")) {
    if (one.type === "SpreadElement") {
      const spread = machine.evaluate(child(one, "argument"), scope);
      if (spread.kind === "object") for (const [name, value] of spread.properties) properties.set(name, value);
      if (spread.kind !== "object" || spread.isOpen) isOpen = !isNothing(spread);
      continue;
    }
    const key = propertyKey(machine, one, scope);
    if (key === undefined) isOpen = true;
    else properties.set(key, machine.evaluate(child(one, "value"), scope));
  }
  return { kind: "object", properties, isOpen };
};

function propertyKey(machine: Machine, property: Node, scope: Scope): string | undefined {
  const key = child(property, "key");
  if (property["computed"] !== true) return text(key, "name") || literalText(key);
  const value = machine.evaluate(key, scope);
  const last = value.kind === "external" && value.source === "celebrate" ? value.steps.at(-1) : undefined;
  if (last?.kind === "member") return last.name.toLowerCase();
  return value.kind === "constant" ? String(value.value) : undefined;
}

const arrayExpression: Evaluate = (machine, node, scope) => {
  const values = spreadAll(machine, nodes(node, "elements"), scope);
  return array(values.items, values.isOpen);
};

const assignment: Evaluate = (machine, node, scope) => {
  const operator = text(node, "operator");
  const right = machine.evaluate(child(node, "right"), scope);
  const left = child(node, "left");
  const value =
    operator === "=" ? right : (binary(operator.slice(0, -1), machine.evaluate(left, scope), right) ?? right);
  assignPattern(machine, left, { value, scope });
  return value;
};

const logical: Evaluate = (machine, node, scope) => {
  const left = machine.evaluate(child(node, "left"), scope);
  const right = machine.evaluate(child(node, "right"), scope);
  return orElse(text(node, "operator"), left, right);
};

const conditional: Evaluate = (machine, node, scope) => {
  const test = machine.evaluate(child(node, "test"), scope);
  const then = machine.evaluate(child(node, "consequent"), scope);
  const other = machine.evaluate(child(node, "alternate"), scope);
  // A request may meet anything: `status(taken ? 409 : 201)` is both.
  const isOpen = machine.recorder !== undefined && machine.recorder.isDecided !== true;
  const isBoth = isOpen && then.kind === "constant" && other.kind === "constant";
  const isKnown = decided(machine, child(node, "test"), scope) !== undefined;
  return (isKnown ? undefined : alternatives(machine, [then, other])) ?? chosen(isBoth ? unknown : test, then, other);
};

const update: Evaluate = (machine, node, scope) => {
  const argument = child(node, "argument");
  const before = machine.evaluate(argument, scope);
  const value = binary(text(node, "operator").slice(1), before, constant(1)) ?? unknown;
  assignPattern(machine, argument, { value, scope });
  return node["prefix"] === true ? value : before;
};

/** A promise is its value here. */
const awaited: Evaluate = (machine, node, scope) => {
  const value = machine.evaluate(child(node, "argument"), scope);
  if (value.kind !== "unknown" || value.type === undefined) return value;
  return {
    ...value,
    type: fulfilled(value.type),
    spot: machine.checker === undefined ? undefined : { ...spotOf({ node, scope }), end: node.end },
  };
};

/** `User` of `Promise<User>`. */
export function fulfilled(type: TypeUse): TypeUse {
  const { node } = type;
  const name = nameOf(child(node, "typeName"));
  const [inside] = nodes(child(node, "typeArguments"), "params");
  return (name === "Promise" || name === "Observable") && inside !== undefined ? { ...type, node: inside } : type;
}

/** Whether an instance of the application's own classes is one of another of them. */
function isInstance(machine: Machine, value: Value, wanted: Value): Value | undefined {
  if (value.kind !== "object" || value.of === undefined || wanted.kind !== "class") return isMadeBy(value, wanted);
  return constant(lineOf(machine, value.of).some(({ node }) => node === wanted.node));
}

const sequence: Evaluate = (machine, node, scope) =>
  nodes(node, "expressions").reduce<Value>((_last, one) => machine.evaluate(one, scope), nothing);

const EXPRESSIONS: ReadonlyMap<string, Evaluate> = new Map<string, Evaluate>([
  ["Literal", literal],
  ["TemplateLiteral", template],
  ["Identifier", identifier],
  ["MemberExpression", (machine, node, scope) => memberOf(machine, node, scope).value],
  ["ObjectExpression", objectExpression],
  ["ArrayExpression", arrayExpression],
  ["CallExpression", call],
  ["NewExpression", construct],
  ["AssignmentExpression", assignment],
  ["LogicalExpression", logical],
  ["ConditionalExpression", conditional],
  [
    "BinaryExpression",
    (machine, node, scope) => {
      const [left, right] = [child(node, "left"), child(node, "right")].map((one) => machine.evaluate(one, scope));
      if (left === undefined || right === undefined) return unknown;
      const operator = text(node, "operator");
      return (operator === "instanceof" ? isInstance(machine, left, right) : binary(operator, left, right)) ?? unknown;
    },
  ],
  [
    "UnaryExpression",
    (machine, node, scope) => unary(text(node, "operator"), machine.evaluate(child(node, "argument"), scope)),
  ],
  ["UpdateExpression", update],
  ["AwaitExpression", awaited],
  ["YieldExpression", (machine, node, scope) => machine.evaluate(child(node, "argument"), scope)],
  ["SequenceExpression", sequence],
  ["ThisExpression", (_machine, _node, scope) => scope.receiver ?? open],
  ["MetaProperty", importMeta],
  ["ImportExpression", importExpression],
  ["ClassExpression", (machine, node, scope) => declareClass(machine, node, scope)],
  ["ClassDeclaration", (machine, node, scope) => declareClass(machine, node, scope)],
  [
    "TaggedTemplateExpression",
    (machine, node, scope) => {
      const quasi = child(node, "quasi");
      for (const one of nodes(quasi, "expressions")) machine.evaluate(one, scope);
      return typed(typeUse(undefined, scope));
    },
  ],
]);
