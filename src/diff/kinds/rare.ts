import { accessMethod } from "./access-method.ts";
import { aggregate } from "./aggregate.ts";
import { baseType } from "./base-type.ts";
import { cast } from "./cast.ts";
import { collation } from "./collation.ts";
import { attribute, composite } from "./composite.ts";
import { conversion } from "./conversion.ts";
import { defaultPrivileges } from "./default-privileges.ts";
import { domainConstraint } from "./domain-constraint.ts";
import { domain } from "./domain.ts";
import { eventTrigger } from "./event-trigger.ts";
import { extensionMember } from "./extension-member.ts";
import { extension } from "./extension.ts";
import { foreignDataWrapper, foreignServer, userMapping } from "./foreign.ts";
import type { Kind } from "./kind.ts";
import { language } from "./language.ts";
import { operatorClass } from "./operator-class.ts";
import { operatorFamily } from "./operator-family.ts";
import { operator } from "./operator.ts";
import { publication } from "./publication.ts";
import { range } from "./range.ts";
import { rule } from "./rule.ts";
import { statistics } from "./statistics.ts";
import { subscription } from "./subscription.ts";
import * as search from "./text-search.ts";
import { transform } from "./transform.ts";

/** Kinds beside tables, views, routines and what belongs to them. */
export const rareKinds: readonly Kind[] = [
  domain,
  domainConstraint,
  composite,
  attribute,
  range,
  baseType,
  collation,
  aggregate,
  rule,
  statistics,
  eventTrigger,
  extension,
  extensionMember,
  defaultPrivileges,
  operator,
  operatorClass,
  operatorFamily,
  cast,
  conversion,
  language,
  transform,
  accessMethod,
  search.textSearchConfiguration,
  search.textSearchDictionary,
  search.textSearchParser,
  search.textSearchTemplate,
  foreignDataWrapper,
  foreignServer,
  userMapping,
  publication,
  subscription,
];
