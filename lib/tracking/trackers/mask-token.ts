const MASK = "[hidden]";

/** Query names under which people put secrets into a URL. */
const secretParameters = /([?&](?:access_?token|auth|api_?key|key|passw(?:or)?d|secret|token)=)[^&#\s]*/gi;
const tokenSegment = /(\/api\/ingest\/[^/?#\s]+\/)[^/?#\s]+/gi;
const userInfo = /(\/\/)[^/?#\s@]+@/g;

/**
 * A URL or path as it may be logged: without the token of an ingest path, user and password, and secrets in the query.
 */
export function maskUrl(url: string): string {
  return url
    .replace(userInfo, `$1${MASK}@`)
    .replace(tokenSegment, `$1${MASK}`)
    .replace(secretParameters, `$1${MASK}`);
}

/** An Authorization header as it may be logged: the scheme at most, whether the rest is encoded or not. */
export function maskAuthorization(value: string): string {
  const scheme = /^(Basic|Bearer) /i.exec(value)?.[1];
  return scheme === undefined ? MASK : `${scheme} ${MASK}`;
}

/** Text in which given secrets are hidden wherever they stand, also percent-encoded. Empty ones are not looked for. */
export function maskSecrets(text: string, secrets: readonly string[]): string {
  return secrets
    .flatMap((secret) => [secret, encodeURIComponent(secret.replace(/\p{Surrogate}/gu, "\ufffd"))])
    .filter((secret) => secret !== "")
    .reduce((masked, secret) => masked.replaceAll(secret, MASK), text);
}
