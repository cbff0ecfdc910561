// Calls over connections that are kept: cheaper than `fetch`, so that the machine is left to what is measured.
import { Agent, request } from 'node:http';
import { createServer } from 'node:net';

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

export function freePort() {
  return new Promise((resolve, reject) => {
    const server = createServer().once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}
