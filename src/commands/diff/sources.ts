import type { RelationName } from "../../catalog/index.ts";
import { readSchema, type SchemaModel } from "../../catalog/schema/index.ts";
import type { EngineKind, World } from "../../command/index.ts";
import { renamesInText, type Silence } from "../../diff/index.ts";
import { isBackwrightError } from "../../kit/index.ts";
import type { Statement } from "../../sql/index.ts";
import { historyTables, parseTableName } from "../../ledger/index.ts";
import { type OpenedSource, withSource } from "../analyze/index.ts";
import { speaksOfExtensions } from "./extensions.ts";
import { describeDatabase, type Description } from "./observer/index.ts";
import { saidOfPublic, type SaidOfPublic } from "./public-schema.ts";
import { silenceOf } from "./silence.ts";

/** One side of a comparison, as it was read. */
export interface SchemaSource {
  readonly kind: "database" | "files";
  /** `shop on localhost:5432`, `schema/v2.sql` */
  readonly title: string;
  readonly model: SchemaModel;
  /** Who is connected; of files the role that loaded them. */
  readonly role: string;
  readonly silence: Silence | null;
  /** Null of a database. */
  readonly saidOfPublic: SaidOfPublic | null;
  /** False of files that name no extension at all. */
  readonly hasExtensions: boolean;
  /** Tables of a database that keep its migrations' history: no part of the comparison. */
  readonly history: readonly RelationName[];
  /** What its comments say about renames: `mail:email`. */
  readonly renames: readonly string[];
  /** What pg_dump says of the loaded files. Null of a database: it would lock its tables. */
  readonly look: Description | null;
}

const MAJOR = 10_000;
const CLOSED_PUBLIC = 150_000;

/** 15, 18: of the server that the side was read from. */
export const majorOf = ({ model }: Pick<SchemaSource, "model">): number => Math.floor(model.serverVersion / MAJOR);

/** A live database, read only and without a lock on any of its tables. */
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
    saidOfPublic: null,
    hasExtensions: true,
    history,
    renames: [],
    look: null,
  };
}

export interface FilesInput {
  readonly files: readonly string[];
  readonly engine?: EngineKind | undefined;
  readonly timeout: number;
  /** The major that the files are for. */
  readonly major?: number | undefined;
  /** False: where that major is not to be had, another one is better than nothing. */
  readonly isMajorWanted?: boolean;
  /** Whether pg_dump is asked, too: for a proof. */
  readonly isObserved: boolean;
}

/** Files of SQL or of Prisma, or a folder of them, loaded into a PostgreSQL. Errors: those of `withSource`, `engine-not-found`. */
export async function readFiles(world: World, input: FilesInput): Promise<SchemaSource> {
  try {
    return await load(world, input);
  } catch (failure) {
    const isMissing = isBackwrightError(failure) && failure.code === "engine-not-found" && input.major !== undefined;
    if (!isMissing || input.engine !== undefined || input.isMajorWanted === true) throw failure;
    world.progress.warn(
      `No PostgreSQL ${input.major} to load the files into: another major may show the same schema differently. ` +
        `backwright doctor --install-postgres ${input.major} fetches it.`,
    );
    return await load(world, { ...input, major: undefined });
  }
}

async function load(world: World, input: FilesInput): Promise<SchemaSource> {
  return await withSource(world, input, async ({ session, url, files }) => {
    const statements = files.flatMap((file) => file.statements);
    const model = withoutGround(await readSchema(session), session.user, statements);
    if (statements.length === 0) world.progress.warn(`${input.files.join(", ")}: there is no statement in it.`);
    return {
      kind: "files" as const,
      title: input.files.join(", "),
      model,
      role: session.user,
      silence: silenceOf(statements, session.user),
      saidOfPublic: saidOfPublic(statements),
      hasExtensions: speaksOfExtensions(statements),
      history: [],
      renames: files.flatMap(({ written }) => renamesInText(written)),
      look: input.isObserved ? await lookAt(world, { session, url }) : null,
    };
  });
}

const lookAt = async (world: World, { session, url }: Pick<OpenedSource, "session" | "url">): Promise<Description> =>
  await describeDatabase(world, { url, major: Math.floor(session.serverVersion / MAJOR) });

/** What the ground gave so that files can be loaded: everybody may make objects in every schema, as before 15 in `public`. */
function withoutGround(model: SchemaModel, loader: string, statements: readonly Statement[]): SchemaModel {
  const isSaid = statements.some(({ sql }) => /\bschema\b[^;]*\bto\b[^;]*\bpublic\b|^\s*do\b/i.test(sql));
  const objects = [...model.objects].flatMap(([id, object]) => {
    const isOurs = object.kind === "default-privileges" && object.role === loader && object.objectType === "schema";
    if (isOurs) return [];
    const isOpen = object.name === "public" && model.serverVersion < CLOSED_PUBLIC;
    if (object.kind !== "schema" || object.privileges === null || isOpen) return [[id, object] as const];
    const given = isSaid || object.name === "public" ? ["CREATE"] : ["CREATE", "USAGE"];
    const privileges = object.privileges.filter(
      ({ grantee, privilege }) => grantee !== null || !given.includes(privilege),
    );
    return [[id, { ...object, privileges }] as const];
  });
  return { ...model, objects: new Map(objects) };
}
