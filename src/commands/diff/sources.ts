import type { RelationName } from "../../catalog/index.ts";
import { readSchema, type SchemaModel } from "../../catalog/schema/index.ts";
import type { EngineKind, World } from "../../command/index.ts";
import { renamesInText, type Silence } from "../../diff/index.ts";
import { errors, isBackwrightError } from "../../kit/index.ts";
import { historyTables, parseTableName } from "../../ledger/index.ts";
import { withSource } from "../analyze/index.ts";

/** One side of a comparison, as it was read. */
export interface SchemaSource {
  readonly kind: "database" | "files";
  /** `shop on localhost:5432`, `schema/v2.sql` */
  readonly title: string;
  readonly model: SchemaModel;
  /** Who is connected; of files the role that loaded them. */
  readonly role: string;
  readonly silence: Silence | null;
  /** Tables of a database that keep its migrations' history: no part of the comparison. */
  readonly history: readonly RelationName[];
  /** What its comments say about renames: `mail:email`. */
  readonly renames: readonly string[];
}

export async function readDatabase(world: World, url: string, table: string): Promise<SchemaSource> {
  const options = { applicationName: "backwright diff", readOnly: true };
  await using session = await world.databases.open({ url }, options);
  const step = world.progress.step("Reading the database");
  const model = await readSchema(session);
  const history = await historyTables(session, parseTableName(table));
  step.done(session.database);
  return {
    kind: "database",
    title: `${session.database} on ${session.where}`,
    model,
    role: session.user,
    silence: null,
    history,
    renames: [],
  };
}

export interface FilesInput {
  readonly files: readonly string[];
  readonly engine?: EngineKind | undefined;
  readonly timeout: number;
  /** The major of the database that the files are compared with. */
  readonly major?: number | undefined;
}

/** Files of SQL, or a folder of them, loaded into a PostgreSQL of the target's major where one is to be had. */
export async function readFiles(world: World, input: FilesInput): Promise<SchemaSource> {
  const prisma = input.files.find((path) => path.endsWith(".prisma"));
  if (prisma !== undefined) throw errors.diff.prisma({ path: prisma });
  try {
    return await load(world, input);
  } catch (failure) {
    const isMissing = isBackwrightError(failure) && failure.code === "engine-not-found" && input.major !== undefined;
    if (!isMissing || input.engine !== undefined) throw failure;
    world.progress.warn(
      `No PostgreSQL ${input.major} to load the files into: another major may show the same schema differently.`,
    );
    return await load(world, { ...input, major: undefined });
  }
}

async function load(world: World, input: FilesInput): Promise<SchemaSource> {
  return await withSource(world, input, async ({ session, source }) => {
    const texts = await Promise.all(source.files.map((path) => world.files.readText(path)));
    const model = withoutGround(await readSchema(session), session.user);
    return {
      kind: "files" as const,
      title: input.files.join(", "),
      model,
      role: session.user,
      silence: silenceOf(texts, session.user),
      history: [],
      renames: texts.flatMap(renamesInText),
    };
  });
}

function silenceOf(texts: readonly string[], loader: string): Silence {
  const says = (pattern: RegExp): boolean => texts.some((text) => pattern.test(text));
  return { loader, owners: !says(/\bowner\s+to\b/i), privileges: !says(/\b(?:grant|revoke)\b/i) };
}

/** What the ground gave so that files can be loaded: everybody may make objects in every schema. */
function withoutGround(model: SchemaModel, loader: string): SchemaModel {
  const objects = [...model.objects].flatMap(([id, object]) => {
    const isOurs = object.kind === "default-privileges" && object.role === loader && object.objectType === "schema";
    if (isOurs) return [];
    if (object.kind !== "schema" || object.privileges === null) return [[id, object] as const];
    const privileges = object.privileges.filter(({ grantee, privilege }) => grantee !== null || privilege !== "CREATE");
    return [[id, { ...object, privileges }] as const];
  });
  return { ...model, objects: new Map(objects) };
}
