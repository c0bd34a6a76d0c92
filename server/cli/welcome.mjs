/** As the seed writes them; the demo is a show-case, its password is public. */
const demoPassword = "truckroll-demo";
const demoAccounts = [
  ["dispatcher@demo.truckroll.test", "dispatcher, the live map"],
  ["admin@demo.truckroll.test", "administrator"],
  ["tech1@demo.truckroll.test", "technician, the phone page /today"],
  ["platform@demo.truckroll.test", "platform operator"],
  ["dispatcher@other.truckroll.test", "dispatcher of the second company"],
];

/**
 * Says where it runs and how to get in.
 * @param {{ address: import("./launch-settings.mjs").Address, demo: boolean }} options
 */
export function printWelcome({ address, demo }) {
  const lines = ["", `  Truckroll runs at ${address.url}`];
  if (address.passedOver !== null) {
    lines.push(`  (port ${address.passedOver} is taken by another program, so this is the next free one)`);
  }
  if (demo) {
    const width = Math.max(...demoAccounts.map(([email = ""]) => email.length));
    lines.push("", `  Sign in with the password  ${demoPassword}`, "");
    for (const [email = "", role] of demoAccounts) lines.push(`    ${email.padEnd(width)}  ${role}`);
  }
  lines.push("", "  Ctrl-C stops it.", "");
  console.log(lines.join("\n"));
}
