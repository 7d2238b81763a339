// Content codings of answers that somebody looks at: gzip, deflate, br, zstd.
// Belongs here: turning received bytes into what was meant, within a limit. Does not: deciding what to look at.
export { decodeBody, type Decoded } from "./decode-body.ts";
