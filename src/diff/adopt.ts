import type { ObjectId, SchemaModel, SchemaObject } from "../catalog/schema/index.ts";

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
  for (const [id, object] of wish.objects) {
    if (silence.privileges && object.kind === "default-privileges") continue;
    objects.set(id, adopted(object, current.objects.get(id), { silence, role }));
  }
  if (silence.privileges)
    for (const [id, object] of current.objects) if (object.kind === "default-privileges") objects.set(id, object);
  const sorted = [...objects].sort(([a], [b]) => (a < b ? -1 : 1));
  return { ...wish, objects: new Map(sorted) };
}

function adopted(
  object: SchemaObject,
  before: SchemaObject | undefined,
  { silence, role }: { readonly silence: Silence; readonly role: string },
): SchemaObject {
  const named = (name: string | null): string | null => (name === silence.loader ? role : name);
  const owner = silence.owners && before !== undefined ? before.owner : named(object.owner);
  if (silence.privileges) return { ...object, owner, privileges: before?.privileges ?? null };
  const privileges =
    object.privileges?.map((one) => ({ ...one, grantee: named(one.grantee), grantor: named(one.grantor) ?? "" })) ??
    null;
  return { ...object, owner, privileges };
}

/** The same model with one role under another name: what `from` owns, gives and has been given. */
export function renameRole(model: SchemaModel, from: string, to: string): SchemaModel {
  const silence: Silence = { loader: from, owners: false, privileges: false };
  const objects = [...model.objects].map(
    ([id, object]) => [id, adopted(object, undefined, { silence, role: to })] as const,
  );
  return { ...model, objects: new Map(objects) };
}

/** Roles that a model speaks of, sorted. */
export function rolesIn(model: SchemaModel): readonly string[] {
  const roles = new Set<string>();
  const add = (name: string | null): unknown => (name === null ? undefined : roles.add(name));
  for (const object of model.objects.values()) {
    add(object.owner);
    for (const { grantee, grantor } of object.privileges ?? []) [grantee, grantor].forEach(add);
    if (object.kind === "policy") object.roles.forEach(add);
  }
  return [...roles].sort();
}
