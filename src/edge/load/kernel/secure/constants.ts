// Of OpenSSL's headers ssl.h and tls1.h; the ABI of 3.x keeps them.

/** Commands of SSL_CTX_ctrl and SSL_ctrl, which the manual's macros stand for. */
export const CONTROL = { mode: 33, hostName: 55, chainCertificate: 89, minimum: 123, maximum: 124 } as const;

/**
 * SSL_MODE_ENABLE_PARTIAL_WRITE, _ACCEPT_MOVING_WRITE_BUFFER, _AUTO_RETRY, _RELEASE_BUFFERS: a write that a full socket cuts short
 * says how far it came, and may be gone on with from other memory; an idle connection keeps no buffers.
 */
export const MODE = { partialWrite: 1, movingBuffer: 2, autoRetry: 4, releaseBuffers: 16 } as const;

export const VERIFY = { none: 0, peer: 1 } as const;

/** X509_CHECK_FLAG_NO_PARTIAL_WILDCARDS: a star stands for a whole label (RFC 6125 section 6.4.3). */
export const WHOLE_WILDCARDS = 4;

/** Results of SSL_get_error. */
export const WHY = { ssl: 1, wantsRead: 2, wantsWrite: 3, system: 5, closed: 6 } as const;

/** SSL_SENT_SHUTDOWN and SSL_RECEIVED_SHUTDOWN. */
export const SHUT_DOWN = 3;

/** Results of certificate verification (x509_vfy.h). */
export const VERIFIED = { ok: 0, hostMismatch: 62, addressMismatch: 64 } as const;

export const VERSIONS: Readonly<Record<string, number>> = {
  TLSv1: 0x0301,
  "TLSv1.1": 0x0302,
  "TLSv1.2": 0x0303,
  "TLSv1.3": 0x0304,
};
