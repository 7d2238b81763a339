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
  /** A TCP port on loopback that was free a moment ago. */
  freePort(): Promise<number>;
}
