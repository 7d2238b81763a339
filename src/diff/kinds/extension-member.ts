import type { ExtensionMemberObject } from "../../catalog/schema/index.ts";
import type { Action } from "./action.ts";
import { type GrantLists, grantStatements } from "./grant-text.ts";
import type { Kind } from "./kind.ts";

/** Only its grants are anybody's business but the extension's. */
export const extensionMember: Kind<ExtensionMemberObject> = {
  kind: "extension-member",
  compared: ({ grants }) => grants,
  create: (object) => changes(object, { before: object.installedGrants, after: object.grants }),
  drop: (object) => changes(object, { before: object.grants, after: object.installedGrants }),
  alter: (from, to) => ({ actions: changes(to, { before: from.grants, after: to.grants }) }),
  phrase: () => null,
};

const changes = ({ phrase }: ExtensionMemberObject, lists: GrantLists): readonly Action[] =>
  grantStatements(phrase, lists).map((sql) => ({ sql }));
