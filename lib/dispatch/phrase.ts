/** A sentence to be said in the reader's language: the message's id and what it is filled with. */
export interface Phrase<Id extends string = string> {
  readonly id: Id;
  readonly values: Readonly<Record<string, string | number>>;
}

export function samePhrase(a: Phrase | null, b: Phrase | null): boolean {
  if (a === null || b === null) return a === b;
  if (a.id !== b.id) return false;
  const names = Object.keys(a.values);
  return (
    names.length === Object.keys(b.values).length && names.every((name) => a.values[name] === b.values[name])
  );
}

/** A duration in whole hours and minutes, cut and not rounded: nobody is called late for a minute not over yet. */
export function hoursAndMinutes(ms: number): { hours: number; minutes: number } {
  const minutes = Math.max(0, Math.floor(ms / 60_000));
  return { hours: Math.floor(minutes / 60), minutes: minutes % 60 };
}
