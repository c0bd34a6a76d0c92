/** The first of a list that are together no bigger than `most`; one at least, if there is any. */
export function firstUpTo<Item>(
  items: readonly Item[],
  sizeOf: (item: Item) => number,
  most: number,
): readonly Item[] {
  let size = 0;
  const count = items.findIndex((item, index) => {
    size += sizeOf(item);
    return index > 0 && size > most;
  });
  return count < 0 ? items : items.slice(0, count);
}

/** Cuts a list into groups in order, each of which is at most so big; what alone is bigger is a group of its own. */
export function groupsOf<Item>(
  items: readonly Item[],
  sizeOf: (item: Item) => number,
  most: number,
): (readonly Item[])[] {
  const groups: (readonly Item[])[] = [];
  let rest = items;
  while (rest.length > 0) {
    const group = firstUpTo(rest, sizeOf, most);
    groups.push(group);
    rest = rest.slice(group.length);
  }
  return groups;
}
