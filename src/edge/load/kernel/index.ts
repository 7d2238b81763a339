// Transport B: Linux's own calls and Node's own OpenSSL, with the kernel's stamps on what arrives. It blocks its thread.
// Belongs here: epoll, sockets, stamps, memory handed to C. Does not: parsing and counting (hot/, h2/), proxies (node/).
export { testKernel } from "./self-test.ts";
export { testOpenssl } from "./secure/index.ts";
export { newKernelTransport } from "./transport.ts";
