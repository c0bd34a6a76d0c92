/**
 * Settings that would be believed and not honoured. Plain JavaScript, because the launcher asks before anything is
 * installed or built.
 */

/** What an operator would expect from a setting that this version has no part for. @type {readonly [RegExp, string][]} */
const notYet = [
  [/^REDIS_URL$/, "hints between servers go through Postgres"],
  [/^SMTP_URL$/, "it sends no e-mail"],
  [/^SMS_URL$/, "it sends no text messages"],
  // Not every S3_…: Kubernetes names the address of a service "s3" so.
  [/^S3_(URL|ENDPOINT|BUCKET|REGION|ACCESS_KEY|SECRET)/, "it stores nothing outside Postgres and DATA_DIR"],
  [/^VAPID_/, "it sends no push messages"],
];

/**
 * Names that no other program would mean when they are written without their underscores or in small letters; `PORT`,
 * `HOST`, `DATA_DIR` and `LOG_LEVEL` are not among them.
 */
const unmistakable = [
  "PUBLIC_URL",
  "DATABASE_URL",
  "SEED_DEMO",
  "TILE_URL",
  "TILE_ATTRIBUTION",
  "ROUTING_URL",
  "TRUSTED_PROXIES",
  "OIDC_ISSUER",
  "OIDC_CLIENT_ID",
  "OIDC_CLIENT_SECRET",
  "OIDC_NAME",
  "TRUCKROLL_AUTH_SECRET",
  "TRUCKROLL_ROLE",
];
const byLetters = new Map(unmistakable.map((name) => [lettersOf(name), name]));

/**
 * Settings of an environment that stop the start: what this version cannot honour, and what is obviously meant for us but
 * misspelt. Empty values count as not set.
 * @param {Readonly<Record<string, string | undefined>>} env
 * @returns {{ name: string, sentence: string }[]} the sentence says what to do
 */
export function refusedSettings(env) {
  return Object.entries(env).flatMap(([name, value]) => {
    const sentence = value ? refusal(name, env) : null;
    return sentence === null ? [] : [{ name, sentence }];
  });
}

/**
 * @param {string} name
 * @param {Readonly<Record<string, string | undefined>>} env
 * @returns {string | null}
 */
function refusal(name, env) {
  const reason = notYet.find(([pattern]) => pattern.test(name))?.[1];
  if (reason) return `${name} is set, but this version cannot honour it: ${reason}. Remove it.`;
  const meant = byLetters.get(lettersOf(name));
  return meant && !env[meant] ? `${name} is no setting: the name is ${meant}.` : null;
}

/** @param {string} name */
function lettersOf(name) {
  return name.replaceAll(/[^a-z0-9]/gi, "").toUpperCase();
}
