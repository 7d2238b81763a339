// Tables and views of a live database as the facts that an API is made of.
// Belongs here: questions to the catalogue. Does not: names of resources, code.
export { readDatabase } from "./read.ts";
