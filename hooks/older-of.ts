import type { Query, QueryKey } from "@tanstack/react-query";

/**
 * Placeholder for a query whose key ends in a revision: what the revision before said, until the new one is read.
 * @param subject the part of the key that names what is asked about; an answer about something else is not shown
 */
export function olderOf(subject: QueryKey) {
  return <T, Key extends QueryKey>(
    previous: T | undefined,
    query?: Query<T, Error, T, Key>,
  ): T | undefined =>
    query !== undefined && subject.every((part, index) => query.queryKey[index] === part)
      ? previous
      : undefined;
}
