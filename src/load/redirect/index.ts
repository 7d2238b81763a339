// Redirects: where an answer sends the client, and users who follow within the origin.
// Belongs here: RFC 9110 section 15.4. Does not: sending.
export { nextRequest, isRedirect, type Redirection } from "./next-request.ts";
export { newFollower } from "./follower.ts";
