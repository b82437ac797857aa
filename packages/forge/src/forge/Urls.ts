/** The addresses that the forge writes into answers, payloads and pages. */
export class Urls {
  /** Pages for people, always plain HTTP. */
  readonly web: string;
  /** Git over TLS: what Atlantis clones from. */
  readonly clone: string;
  /** The REST root, in the scheme that the caller came by. */
  readonly api: string;

  private constructor(web: string, clone: string, api: string) {
    this.web = web;
    this.clone = clone;
    this.api = api;
  }

  static create(httpUrl: string, httpsUrl: string): Urls {
    return new Urls(httpUrl, httpsUrl, `${httpUrl}/api/v3`);
  }

  /** The same with the REST root over TLS, for callers that came that way. */
  secure(): Urls {
    return new Urls(this.web, this.clone, `${this.clone}/api/v3`);
  }
}

/** Encodes a path for a URL and leaves its slashes. */
export function encodePath(path: string): string {
  return path.split('/').map(encodeURIComponent).join('/');
}
