/** Names of this machine that no name server can give to anybody else, with any port. */
const localName = /^(localhost|127\.0\.0\.1|\[::1\])(:\d{1,5})?$/i;

/**
 * Whether a request was sent to this machine by one of its own names. A page of somebody else may have the browser send
 * requests here under a name of its own, which it lets resolve to the loopback address; the browser then takes the
 * answers for its own. The name gives that away.
 */
export function isLocalName(host: string | undefined): boolean {
  return host !== undefined && localName.test(host);
}
