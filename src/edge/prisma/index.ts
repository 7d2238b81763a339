// Prisma's own engine, as WebAssembly from the npm package that the user's project has.
// Belongs here: finding the package, starting it, asking it for SQL. Does not: running that SQL, reading .prisma files.
export { createPrisma } from "./prisma.ts";
