const quote = 34;
const backslash = 92;
const openArray = 91;
const closeArray = 93;
const openObject = 123;
const closeObject = 125;

/**
 * Whether a JSON text nests deeper than so many levels, told without parsing it: JSON.parse was measured to block for
 * 20 s on 10 MB of brackets. Of a text that is no JSON the answer means nothing.
 */
export function nestsDeeperThan(text: string, levels: number): boolean {
  let depth = 0;
  let quoted = false;
  for (let index = 0; index < text.length; index += 1) {
    const char = text.charCodeAt(index);
    if (quoted) {
      if (char === backslash) index += 1;
      else if (char === quote) quoted = false;
    } else if (char === quote) {
      quoted = true;
    } else if (char === openArray || char === openObject) {
      depth += 1;
      if (depth > levels) return true;
    } else if (char === closeArray || char === closeObject) {
      depth -= 1;
    }
  }
  return false;
}
