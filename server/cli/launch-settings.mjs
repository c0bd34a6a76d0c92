import { Failure } from "./failure.mjs";
import { nextFreePort, portIsFree, reachableHost } from "./ports.mjs";

/**
 * @typedef {object} Address
 * @property {string} host
 * @property {number} port
 * @property {string} url for people
 * @property {string} baseUrl for programs on this machine
 * @property {number | null} passedOver the usual port, when somebody else has it
 */

/**
 * Decides where to listen: a port somebody asked for or nothing; the usual one, else the next free one.
 * @param {Record<string, string | undefined>} env
 * @returns {Promise<Address>}
 */
export async function chooseAddress(env) {
  const host = env.HOST || "127.0.0.1";
  const wanted = env.PORT ? Number(env.PORT) : 3000;
  if (!Number.isInteger(wanted) || wanted < 1 || wanted > 65_535) {
    throw new Failure(`PORT is "${env.PORT}", which is not a port: give a number from 1 to 65535.`);
  }
  const port = await freePort(wanted, host, Boolean(env.PORT));
  const baseUrl = `http://${inUrl(reachableHost(host))}:${port}`;
  return { host, port, baseUrl, url: env.PUBLIC_URL || baseUrl, passedOver: port === wanted ? null : wanted };
}

/**
 * @param {Record<string, string | undefined>} env
 * @returns {boolean} whether the demo city belongs into this database: into our own unless told not to, into another only when told to
 */
export function demoWanted(env) {
  if (env.SEED_DEMO) return env.SEED_DEMO === "1" || env.SEED_DEMO === "true";
  return !env.DATABASE_URL;
}

/**
 * @param {number} wanted
 * @param {string} host
 * @param {boolean} insisted
 */
async function freePort(wanted, host, insisted) {
  try {
    if (await portIsFree(wanted, host)) return wanted;
    if (insisted) {
      throw new Failure(
        `Port ${wanted} is taken by another program: stop that one, or choose another port, for instance PORT=${Math.min(wanted + 1, 65_535)}.`,
      );
    }
    const next = await nextFreePort(wanted + 1, host);
    if (next !== null) return next;
    throw new Failure(`Port ${wanted} and the hundred after it are taken: choose one with PORT.`);
  } catch (error) {
    if (error.code === "EACCES") {
      throw new Failure(
        `Port ${wanted} needs rights this user does not have: choose one above 1023 with PORT.`,
      );
    }
    if (["EADDRNOTAVAIL", "ENOTFOUND", "EAI_AGAIN"].includes(error.code)) {
      throw new Failure(
        `HOST is "${host}", which is not an address of this machine: use 127.0.0.1, or 0.0.0.0 for all of them.`,
      );
    }
    throw error;
  }
}

/** @param {string} host */
function inUrl(host) {
  return host.includes(":") ? `[${host}]` : host;
}
