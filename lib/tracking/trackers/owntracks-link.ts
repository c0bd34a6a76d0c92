/** Reporting intervals of a working day: every 30 s while driving is asked of Android, 60 s or 50 m of the iPhone. */
const intervals = {
  monitoring: 2,
  moveModeLocatorInterval: 30,
  locatorInterval: 60,
  locatorDisplacement: 50,
};

/** OwnTracks' number for its HTTP mode. */
const HTTP_MODE = 3;

/**
 * The link that configures OwnTracks when it is opened on the phone: its configuration as JSON in Base64. Android reads
 * the plain alphabet only, and both may lose plus signs of a query. So the JSON is written such that its Base64 is the
 * same in every alphabet and needs no padding: ASCII without `>`, `?`, `~`, filled up with blanks.
 */
export function owntracksLink(account: {
  readonly url: string;
  readonly username: string;
  readonly password: string;
  /** Key of the payload encryption. */
  readonly encryptionKey?: string;
}): string {
  const json = JSON.stringify({
    _type: "configuration",
    mode: HTTP_MODE,
    auth: true,
    ...account,
    ...intervals,
  });
  const ascii = json.replace(/[>?~]|[^ -~]/g, (char) => {
    return `\\u${char.charCodeAt(0).toString(16).padStart(4, "0")}`;
  });
  return `owntracks:///config?inline=${btoa(ascii.padEnd(Math.ceil(ascii.length / 3) * 3))}`;
}
