// The contract that `scaffold` wrote, read back: route table, types of requests and answers, and their tags, as OpenAPI.
// Belongs here: what the generated code alone says. Does not: strangers' code (facts), types without tags (types).
export { readContract, type Contract, type ContractOperation } from "./contract.ts";
