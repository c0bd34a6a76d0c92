import { classNames } from "./class-names";

/** A grey stand-in; give it the size of what will come. */
export function Skeleton({ className }: { className: string }) {
  return <span aria-hidden className={classNames("skeleton block", className)} />;
}
