/** A file of a Prisma schema. */
export interface PrismaFile {
  readonly path: string;
  readonly text: string;
}

/** Prisma's own engine, where the user's project has it: nobody else knows what a Prisma schema means. */
export interface Prisma {
  /**
   * The SQL that makes in an empty PostgreSQL what a Prisma schema of one or several files says.
   * Errors: `prisma-engine-missing`, `prisma-engine-unusable`, `prisma-schema-broken`.
   */
  toSql(files: readonly PrismaFile[]): Promise<string>;
}
