// Calls over connections that are kept: cheaper than `fetch`, so that the machine is left to what is measured.
import { Agent, request } from 'node:http';
import { createServer } from 'node:net';
import { stringify } from 'node:querystring';

const agent = new Agent({ keepAlive: true, maxSockets: 128 });

/** `call(method, path, body, headers)` gives the answer's JSON or text, and throws on a status of 400 or more. */
export function caller(url, key) {
  const { hostname, port } = new URL(url);
  const authorization = key && { authorization: `Bearer ${key}` };
  return (method, path, body, extra = {}) => {
    const sent = body === undefined ? undefined : Buffer.from(typeof body === 'string' ? body : JSON.stringify(body));
    const kind = { 'content-type': 'application/json' };
    const headers = { ...authorization, ...(sent && { ...kind, 'content-length': sent.length }), ...extra };
    return send({ agent, hostname, port, method, path, headers }, sent);
  };
}

function send(options, sent) {
  return new Promise((resolve, reject) => {
    const asked = request(options, (answer) => {
      const parts = [];
      answer.on('data', (part) => parts.push(part)).once('error', reject);
      answer.once('end', () => {
        const text = Buffer.concat(parts).toString();
        if (answer.statusCode >= 400)
          reject(new Error(`${options.method} ${options.path}: ${answer.statusCode} ${text}`));
        else resolve(answer.headers['content-type']?.includes('json') ? JSON.parse(text) : text);
      });
    });
    asked.once('error', reject).end(sent);
  });
}

/** `timed(method, path, form, headers)` gives the ms until the first byte of the answer and until its last, over kept connections. */
export function timer(url) {
  const { hostname, port } = new URL(url);
  return (method, path, form, extra = {}) => {
    const sent = form && Buffer.from(stringify(form));
    const kind = { 'content-type': 'application/x-www-form-urlencoded' };
    const headers = { ...(sent && { ...kind, 'content-length': sent.length }), ...extra };
    return time({ agent, hostname, port, method, path, headers }, sent);
  };
}

function time(options, sent) {
  return new Promise((resolve, reject) => {
    const start = performance.now();
    const asked = request(options, (answer) => {
      const first = performance.now() - start;
      answer.once('error', reject).once('end', () => {
        if (answer.statusCode >= 400) reject(new Error(`${options.method} ${options.path}: ${answer.statusCode}`));
        else resolve({ first, last: performance.now() - start });
      });
      answer.resume();
    });
    asked.once('error', reject).end(sent);
  });
}

export function freePort() {
  return new Promise((resolve, reject) => {
    const server = createServer().once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}
