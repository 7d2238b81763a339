type Call<Parameters extends readonly number[]> = (...parameters: Parameters) => number;
type Words = (code: number) => string | null;

/**
 * Functions of the OpenSSL that Node itself is made with. Objects are addresses that only OpenSSL makes; memory that it reads or
 * writes comes from `addressOf`. Source: the manual pages of OpenSSL 3.0, sections 3 and 7.
 */
export interface Openssl {
  readonly version: Call<[]>;
  readonly clientMethod: Call<[]>;
  readonly contextNew: Call<[method: number]>;
  readonly contextFree: Call<[context: number]>;
  readonly contextControl: Call<[context: number, command: number, value: number, pointer: number]>;
  readonly contextVerify: Call<[context: number, mode: number, callback: number]>;
  readonly contextStore: Call<[context: number]>;
  readonly contextParameters: Call<[context: number]>;
  readonly contextCiphers: Call<[context: number, text: number]>;
  readonly contextSuites: Call<[context: number, text: number]>;
  readonly contextAlpn: Call<[context: number, protocols: number, length: number]>;
  readonly contextCertificate: Call<[context: number, certificate: number]>;
  readonly contextKey: Call<[context: number, key: number]>;
  readonly defaultPaths: Call<[context: number]>;
  readonly storeAdd: Call<[store: number, certificate: number]>;
  readonly checkHost: Call<[parameters: number, text: number, length: number]>;
  readonly checkAddress: Call<[parameters: number, text: number]>;
  readonly checkFlags: Call<[parameters: number, flags: number]>;
  readonly readCertificate: Call<[into: number, place: number, length: number]>;
  readonly freeCertificate: Call<[certificate: number]>;
  readonly readKey: Call<[into: number, place: number, length: number]>;
  readonly freeKey: Call<[key: number]>;
  readonly sslNew: Call<[context: number]>;
  readonly sslFree: Call<[ssl: number]>;
  readonly sslControl: Call<[ssl: number, command: number, value: number, pointer: number]>;
  readonly setBio: Call<[ssl: number, incoming: number, outgoing: number]>;
  readonly connectState: Call<[ssl: number]>;
  readonly handshake: Call<[ssl: number]>;
  readonly read: Call<[ssl: number, address: number, length: number]>;
  readonly write: Call<[ssl: number, address: number, length: number]>;
  readonly why: Call<[ssl: number, result: number]>;
  readonly shutdown: Call<[ssl: number]>;
  readonly setShutdown: Call<[ssl: number, mode: number]>;
  readonly verifyResult: Call<[ssl: number]>;
  readonly chosenAlpn: Call<[ssl: number, place: number, length: number]>;
  readonly session: Call<[ssl: number]>;
  readonly setSession: Call<[ssl: number, session: number]>;
  readonly isResumable: Call<[session: number]>;
  readonly freeSession: Call<[session: number]>;
  readonly memoryMethod: Call<[]>;
  readonly bioNew: Call<[method: number]>;
  readonly bioSocket: Call<[socket: number, close: number]>;
  readonly bioWrite: Call<[bio: number, address: number, length: number]>;
  readonly bioRead: Call<[bio: number, address: number, length: number]>;
  readonly bioPending: Call<[bio: number]>;
  readonly lastError: Call<[]>;
  readonly clearErrors: Call<[]>;
  readonly errorText: Words;
  readonly verifyText: Words;
}

/** What of koffi is used here: functions by their C prototypes. */
interface Loader {
  load(library: null): Library;
}

interface Library {
  func(prototype: string): ReturnType<ReturnType<Koffi["load"]>["func"]>;
}

type Koffi = (typeof import("koffi"))["default"];

const importKoffi = async (): Promise<Loader> => (await import("koffi")).default;

/** Node's own OpenSSL, or why it cannot be called: a Node may be built without it, or with something that resembles it. */
export async function loadOpenssl(load = importKoffi): Promise<Openssl | string> {
  try {
    const library = (await load()).load(null);
    // A `size_t` or `long` is 64 bits wide on every architecture that the C library's room knows.
    const openssl = { ...bindContext(library), ...bindConnection(library) };
    // From 3.0 on; BoringSSL says that it is 1.1.1.
    return openssl.version() >= 0x30_00_00_00 ? openssl : "this Node's TLS library is not OpenSSL 3 or newer";
  } catch {
    return "this Node does not export the functions of its OpenSSL";
  }
}

const bindContext = (library: Library) => ({
  version: library.func("uint64_t OpenSSL_version_num()"),
  clientMethod: library.func("int64_t TLS_client_method()"),
  contextNew: library.func("int64_t SSL_CTX_new(int64_t)"),
  contextFree: library.func("void SSL_CTX_free(int64_t)"),
  contextControl: library.func("int64_t SSL_CTX_ctrl(int64_t, int, int64_t, int64_t)"),
  contextVerify: library.func("void SSL_CTX_set_verify(int64_t, int, int64_t)"),
  contextStore: library.func("int64_t SSL_CTX_get_cert_store(int64_t)"),
  contextParameters: library.func("int64_t SSL_CTX_get0_param(int64_t)"),
  contextCiphers: library.func("int SSL_CTX_set_cipher_list(int64_t, int64_t)"),
  contextSuites: library.func("int SSL_CTX_set_ciphersuites(int64_t, int64_t)"),
  contextAlpn: library.func("int SSL_CTX_set_alpn_protos(int64_t, int64_t, uint32_t)"),
  contextCertificate: library.func("int SSL_CTX_use_certificate(int64_t, int64_t)"),
  contextKey: library.func("int SSL_CTX_use_PrivateKey(int64_t, int64_t)"),
  defaultPaths: library.func("int SSL_CTX_set_default_verify_paths(int64_t)"),
  storeAdd: library.func("int X509_STORE_add_cert(int64_t, int64_t)"),
  checkHost: library.func("int X509_VERIFY_PARAM_set1_host(int64_t, int64_t, size_t)"),
  checkAddress: library.func("int X509_VERIFY_PARAM_set1_ip_asc(int64_t, int64_t)"),
  checkFlags: library.func("void X509_VERIFY_PARAM_set_hostflags(int64_t, uint32_t)"),
  readCertificate: library.func("int64_t d2i_X509(int64_t, int64_t, int64_t)"),
  freeCertificate: library.func("void X509_free(int64_t)"),
  readKey: library.func("int64_t d2i_AutoPrivateKey(int64_t, int64_t, int64_t)"),
  freeKey: library.func("void EVP_PKEY_free(int64_t)"),
  lastError: library.func("uint64_t ERR_peek_last_error()"),
  clearErrors: library.func("void ERR_clear_error()"),
  errorText: library.func("const char *ERR_reason_error_string(uint64_t)"),
  verifyText: library.func("const char *X509_verify_cert_error_string(int64_t)"),
});

const bindConnection = (library: Library) => ({
  sslNew: library.func("int64_t SSL_new(int64_t)"),
  sslFree: library.func("void SSL_free(int64_t)"),
  sslControl: library.func("int64_t SSL_ctrl(int64_t, int, int64_t, int64_t)"),
  setBio: library.func("void SSL_set_bio(int64_t, int64_t, int64_t)"),
  connectState: library.func("void SSL_set_connect_state(int64_t)"),
  handshake: library.func("int SSL_do_handshake(int64_t)"),
  read: library.func("int SSL_read(int64_t, int64_t, int)"),
  write: library.func("int SSL_write(int64_t, int64_t, int)"),
  why: library.func("int SSL_get_error(int64_t, int)"),
  shutdown: library.func("int SSL_shutdown(int64_t)"),
  setShutdown: library.func("void SSL_set_shutdown(int64_t, int)"),
  verifyResult: library.func("int64_t SSL_get_verify_result(int64_t)"),
  chosenAlpn: library.func("void SSL_get0_alpn_selected(int64_t, int64_t, int64_t)"),
  session: library.func("int64_t SSL_get1_session(int64_t)"),
  setSession: library.func("int SSL_set_session(int64_t, int64_t)"),
  isResumable: library.func("int SSL_SESSION_is_resumable(int64_t)"),
  freeSession: library.func("void SSL_SESSION_free(int64_t)"),
  memoryMethod: library.func("int64_t BIO_s_mem()"),
  bioNew: library.func("int64_t BIO_new(int64_t)"),
  bioSocket: library.func("int64_t BIO_new_socket(int, int)"),
  bioWrite: library.func("int BIO_write(int64_t, int64_t, int)"),
  bioRead: library.func("int BIO_read(int64_t, int64_t, int)"),
  bioPending: library.func("size_t BIO_ctrl_pending(int64_t)"),
});
