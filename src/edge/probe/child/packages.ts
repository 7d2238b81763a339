/** Packages that talk to a database, a cache or a queue, and threads of loggers: stubs stand for them, installed or not. */
const STUBBED: ReadonlySet<string> = new Set(
  (
    "pg pg-native pg-promise pg-pool pg-boss postgres slonik mysql mysql2 mariadb mongodb mongoose redis ioredis @redis/client " +
    "@prisma/client @prisma/adapter-pg typeorm @nestjs/typeorm @nestjs/mongoose @nestjs/sequelize sequelize sequelize-typescript knex objection bookshelf " +
    "better-sqlite3 sqlite3 sqlite libsql @libsql/client @mikro-orm/core @mikro-orm/postgresql @mikro-orm/mysql " +
    "@mikro-orm/mongodb @mikro-orm/sqlite tedious mssql oracledb cassandra-driver neo4j-driver @elastic/elasticsearch " +
    "@opensearch-project/opensearch couchbase nano arangojs memcached memjs connect-redis connect-mongo connect-pg-simple " +
    "@fastify/postgres @fastify/mongodb @fastify/mysql @fastify/redis amqplib amqp-connection-manager kafkajs bull bullmq bee-queue " +
    "agenda nats mqtt nodemailer @neondatabase/serverless @planetscale/database @upstash/redis thread-stream"
  ).split(" "),
);

/** The package that a module's name belongs to; undefined for a path and a module of Node. */
export function packageOf(name: string): string | undefined {
  if (/^(?:[./#]|node:|[A-Za-z]:)/.test(name)) return undefined;
  return name
    .split("/")
    .slice(0, name.startsWith("@") ? 2 : 1)
    .join("/");
}

/** The package that a stub stands for when a module of that name is asked for. */
export function stubbedPackage(name: string): string | undefined {
  if (name === "drizzle-orm" || name === "node:sqlite") return name === "node:sqlite" ? name : undefined;
  const owner = packageOf(name);
  return owner !== undefined && STUBBED.has(owner) ? owner : undefined;
}
