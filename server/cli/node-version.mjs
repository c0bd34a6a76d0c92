const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);

// Imported before anything else, so that an old Node answers with a sentence and not with a syntax error.
if (major < 20 || (major === 20 && minor < 19)) {
  console.error(
    `Truckroll needs Node 20.19 or newer and this is ${process.versions.node}: install a newer one from https://nodejs.org and try again.`,
  );
  process.exit(1);
}
