// Transport B: HTTP/1.1 without TLS on Linux's own calls, with the kernel's stamps on what arrives. It blocks its thread.
// Belongs here: epoll, sockets, stamps, memory handed to C. Does not: parsing and counting (hot/), TLS and HTTP/2 (node/).
export { testKernel } from "./self-test.ts";
export { newKernelTransport } from "./transport.ts";
