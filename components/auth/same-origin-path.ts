const nowhere = "https://own.invalid";

/**
 * Where to go after signing in. Only paths of this site count, so that a link cannot send people elsewhere.
 * @returns a path with its search; "/" for anything that points off this site
 */
export function sameOriginPath(wanted: string | null, origin = ownOrigin()): string {
  if (!wanted) return "/";
  let address: URL;
  try {
    address = new URL(wanted, origin);
  } catch {
    return "/";
  }
  const path = address.pathname + address.search + address.hash;
  return address.origin === origin && !path.startsWith("//") && !path.startsWith("/sign-in") ? path : "/";
}

function ownOrigin(): string {
  return typeof window === "undefined" ? nowhere : window.location.origin;
}
