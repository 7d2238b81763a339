// What a TypeScript type says as JSON Schema, and the documentation tags (`@minimum 1`, `@format email`) that say the rest.
// Belongs here: both directions of that language, so that what is generated can be read back. Does not: models, files, trees.
export {
  arraySaid,
  intersectionSaid,
  literalSaid,
  NULL_SAID,
  tupleSaid,
  unionSaid,
  type IntersectionMember,
  type Said,
} from "./said.ts";
export { schemaTags } from "./schema-tags.ts";
export { tagLine, tagsIn, valueOf, type Tag } from "./tag.ts";
export { withTags } from "./with-tags.ts";
