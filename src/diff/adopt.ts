import {
  objectId,
  type ObjectId,
  type Privilege,
  type SchemaModel,
  type SchemaObject,
} from "../catalog/schema/index.ts";
import { sortedBy } from "../kit/index.ts";

/** What a source has nothing to say about, though its model does. */
export interface Silence {
  /** The role that loaded the files stands for whoever runs the plan. */
  readonly loader: string;
  /** Objects keep the owners that they have. */
  readonly owners: boolean;
  /** Objects keep the privileges that they have. */
  readonly privileges: boolean;
}

/**
 * A model from files as the wish that it is: what the files do not speak of stays as the database has it. New objects belong to
 * the role that will run the plan.
 */
export function adopt(
  wish: SchemaModel,
  current: SchemaModel,
  { silence, role }: { readonly silence: Silence; readonly role: string },
): SchemaModel {
  const objects = new Map<ObjectId, SchemaObject>();
  const ids = new Map<ObjectId, ObjectId>();
  for (const [id, object] of wish.objects) {
    if (silence.privileges && object.kind === "default-privileges") continue;
    const ours = adopted(object, current.objects.get(id), { silence, role });
    objects.set(ours.id, ours);
    if (ours.id !== id) ids.set(id, ours.id);
  }
  if (silence.privileges)
    for (const [id, object] of current.objects) if (object.kind === "default-privileges") objects.set(id, object);
  const sorted = [...objects].sort(([a], [b]) => (a < b ? -1 : 1));
  return { ...wish, objects: new Map(sorted), dependencies: withIds(wish, ids) };
}

function withIds({ dependencies }: SchemaModel, ids: ReadonlyMap<ObjectId, ObjectId>): SchemaModel["dependencies"] {
  if (ids.size === 0) return dependencies;
  return dependencies.map((one) => ({ ...one, from: ids.get(one.from) ?? one.from, to: ids.get(one.to) ?? one.to }));
}

function adopted(
  object: SchemaObject,
  before: SchemaObject | undefined,
  { silence, role }: { readonly silence: Silence; readonly role: string },
): SchemaObject {
  const named = (name: string): string => (name === silence.loader ? role : name);
  const ours = inNames(object, named);
  const owner = silence.owners && before !== undefined ? before.owner : nullOr(object.owner, named);
  if (silence.privileges) return { ...ours, owner, privileges: before?.privileges ?? null };
  return { ...ours, owner, privileges: object.privileges?.map((one) => renamedIn(one, named)) ?? null };
}

type Named = (name: string) => string;

const nullOr = (name: string | null, named: Named): string | null => (name === null ? null : named(name));

const renamedIn = (one: Privilege, named: Named): Privilege => ({
  ...one,
  grantee: nullOr(one.grantee, named),
  grantor: named(one.grantor),
});

/** What is of a role, or says one, in itself: of whom a policy speaks, whose default privileges they are, who is mapped to a foreign user. */
function inNames(object: SchemaObject, named: Named): SchemaObject {
  if (object.kind === "policy") {
    const roles = object.roles.map((role) => nullOr(role, named));
    return { ...object, roles: sortedBy(roles, (role) => role ?? "") };
  }
  if (object.kind === "user-mapping" && object.user !== null) {
    const user = named(object.user);
    return { ...object, id: objectId("user-mapping", user, object.server), name: user, user };
  }
  if (object.kind !== "default-privileges") return object;
  const role = named(object.role);
  const id = objectId("default-privileges", role, object.inSchema ?? "", object.objectType);
  const grants = object.grants.map((one) => renamedIn(one, named));
  return { ...object, id, name: role, role, grants: sortedBy(grants, orderOf) };
}

const orderOf = ({ grantee, grantor, privilege }: Privilege): string =>
  JSON.stringify([grantee ?? "", privilege, grantor]);

/** The same model with one role under another name: what `from` owns, gives and has been given. */
export function renameRole(model: SchemaModel, from: string, to: string): SchemaModel {
  const silence: Silence = { loader: from, owners: false, privileges: false };
  const ids = new Map<ObjectId, ObjectId>();
  const objects = [...model.objects].map(([id, object]) => {
    const renamed = adopted(object, undefined, { silence, role: to });
    if (renamed.id !== id) ids.set(id, renamed.id);
    return [renamed.id, renamed] as const;
  });
  return { ...model, objects: new Map(objects), dependencies: withIds(model, ids) };
}

/** Roles that a model speaks of, sorted. */
export function rolesIn(model: SchemaModel): readonly string[] {
  const roles = new Set<string>();
  const add = (name: string | null): unknown => (name === null ? undefined : roles.add(name));
  for (const object of model.objects.values()) {
    add(object.owner);
    for (const { grantee, grantor } of object.privileges ?? []) [grantee, grantor].forEach(add);
    if (object.kind === "policy") object.roles.forEach(add);
    if (object.kind === "user-mapping") add(object.user);
    if (object.kind !== "default-privileges") continue;
    for (const name of [object.role, ...object.grants.flatMap(({ grantee, grantor }) => [grantee, grantor])]) add(name);
  }
  return [...roles].sort();
}
