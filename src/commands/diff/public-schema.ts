import { objectId, type SchemaModel } from "../../catalog/schema/index.ts";
import type { Statement } from "../../sql/index.ts";

/** What files say of the schema `public`, which every database has before their first statement. */
export interface SaidOfPublic {
  readonly owner: boolean;
  readonly privileges: boolean;
}

const OWNER = /\balter\s+schema\s+"?public"?\s+owner\b/i;
const PRIVILEGES = /\b(?:grant|revoke)\b[^;]*\bon\s+schema\b[^;]*\bpublic\b/i;

/** A file that grants on another schema to PUBLIC speaks of it, too: what it leaves there is compared then. */
export const saidOfPublic = (statements: readonly Statement[]): SaidOfPublic => ({
  owner: statements.some(({ sql }) => OWNER.test(sql)),
  privileges: statements.some(({ sql }) => PRIVILEGES.test(sql)),
});

const PUBLIC = objectId("schema", "public");

/**
 * A wish with the schema `public` as the database has it, where the files are silent about it: whose it is differs from major to
 * major, and the ground that files are loaded on has changed it. The wish's role stands for its owner there.
 */
export function withPublicOf(
  current: SchemaModel,
  wish: SchemaModel,
  { said, role }: { readonly said: SaidOfPublic; readonly role: string },
): SchemaModel {
  const [has, wished] = [current.objects.get(PUBLIC), wish.objects.get(PUBLIC)];
  if (has?.owner === undefined || wished === undefined || said.owner) return wish;
  const named = (name: string): string => (name === role ? (has.owner ?? name) : name);
  const privileges = said.privileges
    ? (wished.privileges?.map((one) => ({
        ...one,
        grantee: one.grantee === null ? null : named(one.grantee),
        grantor: named(one.grantor),
      })) ?? null)
    : has.privileges;
  const objects = new Map(wish.objects).set(PUBLIC, { ...wished, owner: has.owner, privileges });
  return { ...wish, objects };
}
