import net from "node:net";

/**
 * @param {number} port
 * @param {string} host
 * @returns {Promise<boolean>} whether a server could listen there now
 */
export async function portIsFree(port, host) {
  // macOS lets one program listen on 0.0.0.0 and another on 127.0.0.1 of the same port; the second would hide the first.
  if (await portAnswers(port, reachableHost(host))) return false;
  return (await listen(port, host)) !== null;
}

/**
 * @param {number} port
 * @param {string} [host]
 * @returns {Promise<boolean>} whether somebody accepts connections there
 */
export function portAnswers(port, host = "127.0.0.1") {
  return new Promise((resolve) => {
    const socket = net.connect({ port, host, timeout: 1000 });
    const answer = (/** @type {boolean} */ value) => {
      socket.destroy();
      resolve(value);
    };
    socket.once("connect", () => answer(true));
    socket.once("error", () => answer(false));
    socket.once("timeout", () => answer(false));
  });
}

/**
 * @param {number} first
 * @param {string} host
 * @returns {Promise<number | null>} the first free port from there on, null when the next hundred are all taken
 */
export async function nextFreePort(first, host) {
  for (let port = first; port < Math.min(first + 100, 65_536); port += 1) {
    if (await portIsFree(port, host)) return port;
  }
  return null;
}

/** @returns {Promise<number>} a loopback port that nobody uses, chosen by the system */
export async function anyFreePort() {
  const port = await listen(0, "127.0.0.1");
  if (port === null) throw new Error("The system gave no free port on 127.0.0.1.");
  return port;
}

/**
 * @param {string} host what a server listens on
 * @returns {string} where a client on this machine finds it, ready for a URL
 */
export function reachableHost(host) {
  if (host === "0.0.0.0" || host === "::" || host === "") return "127.0.0.1";
  return host;
}

/**
 * @param {number} port
 * @param {string} host
 * @returns {Promise<number | null>} the port it got before letting go of it again, null when it is taken
 * @throws when the address itself is wrong (unknown host, no right to a low port)
 */
function listen(port, host) {
  return new Promise((resolve, reject) => {
    const server = net.createServer();
    server.once("error", (error) => {
      if ("code" in error && error.code === "EADDRINUSE") resolve(null);
      else reject(error);
    });
    server.listen({ port, host, exclusive: true }, () => {
      const address = server.address();
      const got = typeof address === "object" && address ? address.port : port;
      server.close(() => resolve(got));
    });
  });
}
