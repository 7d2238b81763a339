export interface WebRequest {
  readonly method: string;
  readonly url: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly timeoutMs?: number;
}

export interface WebAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** Single requests, for showing and probing; the load engine has its own wire. */
export interface Web {
  /** Redirects are answers. Error: `web-unreachable`. */
  send(request: WebRequest): Promise<WebAnswer>;
  /** Answers HTTP/1.1 until it is disposed of. Error: `web-not-listening`. */
  serve(options: ServeOptions): Promise<WebServer>;
  /** A TCP port on loopback that was free a moment ago. */
  freePort(): Promise<number>;
}

export interface ServeOptions {
  readonly host: string;
  /** 0: any that is free. */
  readonly port: number;
  /** Longer bodies are answered with 413. */
  readonly bodyLimitBytes: number;
  readonly answer: (request: ServedRequest) => Promise<ServedAnswer>;
}

export interface ServedRequest {
  readonly method: string;
  /** As it was sent, without the query. */
  readonly path: string;
  /** Behind the question mark, as it was sent. */
  readonly query: string;
  /** By names in lower case; several of one name are joined by commas. */
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly body: Uint8Array;
}

export interface ServedAnswer {
  readonly status: number;
  /** What HTTP cannot carry is left out. */
  readonly headers: Readonly<Record<string, string>>;
  readonly text: string | undefined;
}

export interface WebServer extends AsyncDisposable {
  readonly host: string;
  readonly port: number;
}
