import { columns } from "./columns.ts";
import { constraints } from "./constraints.ts";
import * as database from "./database-parts.ts";
import { extensionMembers } from "./extension-members.ts";
import * as foreign from "./foreign.ts";
import { indexes } from "./indexes.ts";
import * as language from "./languages.ts";
import * as operation from "./operations.ts";
import type { Reader } from "./reader.ts";
import { aggregates, routines } from "./routines.ts";
import { schemas } from "./schemas.ts";
import { sequences } from "./sequences.ts";
import { subscriptions } from "./subscriptions.ts";
import * as part from "./table-parts.ts";
import { tables } from "./tables.ts";
import * as search from "./text-search.ts";
import * as types from "./types.ts";
import { materializedViews, viewColumns, views } from "./views.ts";

/** All of them. To add a kind: its type in `kinds/`, its reader here. */
export const readers: readonly Reader[] = [
  schemas,
  tables,
  columns,
  constraints,
  indexes,
  sequences,
  views,
  materializedViews,
  viewColumns,
  part.triggers,
  part.rules,
  part.policies,
  part.statistics,
  routines,
  aggregates,

  types.enums,
  types.domains,
  types.domainConstraints,
  types.composites,
  types.attributes,
  types.ranges,
  types.baseTypes,
  operation.operators,
  operation.operatorFamilies,
  operation.operatorClasses,
  operation.casts,
  language.conversions,
  language.languages,
  language.transforms,
  language.accessMethods,

  search.textSearchConfigurations,
  search.textSearchDictionaries,
  search.textSearchParsers,
  search.textSearchTemplates,

  database.extensions,
  extensionMembers,
  database.eventTriggers,
  database.defaultPrivileges,
  database.collations,
  database.publications,
  subscriptions,
  foreign.foreignDataWrappers,
  foreign.foreignServers,
  foreign.userMappings,
];
