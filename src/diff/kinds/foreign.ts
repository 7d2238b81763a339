import type * as catalog from "../../catalog/schema/index.ts";
import type { Action, Alteration } from "./action.ts";
import type { Kind } from "./kind.ts";
import { literal, spell } from "./spell.ts";

type Wrapper = catalog.ForeignDataWrapperObject;
type Server = catalog.ForeignServerObject;
type Mapping = catalog.UserMappingObject;
type Options = readonly catalog.Option[];

/** `OPTIONS (host 'x')`; nothing for none. */
const optionsClause = (options: Options): readonly string[] =>
  options.length === 0
    ? []
    : [`OPTIONS (${options.map(({ name, value }) => `${spell(name)} ${literal(value)}`).join(", ")})`];

/** What leads from one list to the other: `OPTIONS (ADD host 'x', SET port '1', DROP user)`. */
function changeOptions(phrase: string, from: Options, to: Options): readonly Action[] {
  const before = new Map(from.map(({ name, value }) => [name, value]));
  const after = new Set(to.map(({ name }) => name));
  const parts = [
    ...to
      .filter(({ name, value }) => before.get(name) !== value)
      .map(({ name, value }) => `${before.has(name) ? "SET" : "ADD"} ${spell(name)} ${literal(value)}`),
    ...from.filter(({ name }) => !after.has(name)).map(({ name }) => `DROP ${spell(name)}`),
  ];
  return parts.length === 0 ? [] : [{ sql: `ALTER ${phrase} OPTIONS (${parts.join(", ")})` }];
}

const wrapperName = ({ name }: Wrapper): string => `FOREIGN DATA WRAPPER ${spell(name)}`;

export const foreignDataWrapper: Kind<Wrapper> = {
  kind: "foreign-data-wrapper",
  create: (object) => [
    { sql: [`CREATE ${wrapperName(object)}`, ...functionsOf(object), ...optionsClause(object.options)].join(" ") },
  ],
  drop: (object) => [{ sql: `DROP ${wrapperName(object)}` }],
  alter: alterWrapper,
  phrase: wrapperName,
};

const functionsOf = ({ handler, validator }: Wrapper): readonly string[] => [
  handler === null ? "NO HANDLER" : `HANDLER ${handler}`,
  validator === null ? "NO VALIDATOR" : `VALIDATOR ${validator}`,
];

function alterWrapper(from: Wrapper, to: Wrapper): Alteration {
  const isSame = functionsOf(from).join() === functionsOf(to).join();
  return {
    actions: [
      ...(isSame ? [] : [{ sql: `ALTER ${wrapperName(to)} ${functionsOf(to).join(" ")}` }]),
      ...changeOptions(wrapperName(to), from.options, to.options),
    ],
  };
}

const serverName = ({ name }: Server): string => `SERVER ${spell(name)}`;

export const foreignServer: Kind<Server> = {
  kind: "foreign-server",
  create: (object) => [{ sql: createServer(object) }],
  drop: (object) => [{ sql: `DROP ${serverName(object)}` }],
  alter: alterServer,
  phrase: serverName,
  grantPhrase: (object) => `FOREIGN ${serverName(object)}`,
};

const createServer = (object: Server): string =>
  [
    `CREATE ${serverName(object)}`,
    ...(object.type === null ? [] : [`TYPE ${literal(object.type)}`]),
    ...(object.version === null ? [] : [`VERSION ${literal(object.version)}`]),
    `FOREIGN DATA WRAPPER ${spell(object.wrapper)}`,
    ...optionsClause(object.options),
  ].join(" ");

function alterServer(from: Server, to: Server): Alteration | "recreate" {
  if (from.type !== to.type || from.wrapper !== to.wrapper) return "recreate";
  const version = to.version === null ? "NULL" : literal(to.version);
  return {
    actions: [
      ...(from.version === to.version ? [] : [{ sql: `ALTER ${serverName(to)} VERSION ${version}` }]),
      ...changeOptions(serverName(to), from.options, to.options),
    ],
  };
}

const mappingName = ({ user, server }: Mapping): string =>
  `USER MAPPING FOR ${user === null ? "PUBLIC" : spell(user)} SERVER ${spell(server)}`;

export const userMapping: Kind<Mapping> = {
  kind: "user-mapping",
  create: (object) => [{ sql: [`CREATE ${mappingName(object)}`, ...optionsClause(object.options ?? [])].join(" ") }],
  drop: (object) => [{ sql: `DROP ${mappingName(object)}` }],
  alter: (from, to): Alteration => ({ actions: changeOptions(mappingName(to), from.options ?? [], to.options ?? []) }),
  phrase: () => null,
};
