/** Stands in for `note-cells.ts`: what noting the squares of fixes costs is the difference. */
export async function noteCells(): Promise<void> {}
