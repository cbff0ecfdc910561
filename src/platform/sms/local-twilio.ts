import { Agent } from 'node:http';
import twilio from 'twilio';

type Options<Body> = Parameters<typeof twilio.RequestClient.prototype.request<Body>>[0];
type Answer<Body> = ReturnType<typeof twilio.RequestClient.prototype.request<Body>>;

/** Twilio's client speaking to an endpoint of ours: region and edge can only name hosts of Twilio. */
export class LocalTwilio extends twilio.RequestClient {
  readonly #base: string;

  constructor(base: string, timeout: number) {
    super({ timeout });
    this.#base = base;
    this.axios.defaults.httpAgent = new Agent({ keepAlive: true, maxSockets: 32 });
  }

  override request<Body>(options: Options<Body>): Answer<Body> {
    const { hostname, pathname, search } = new URL(options.uri);
    return super.request<Body>({ ...options, uri: `${this.#base}/${hostname.split('.')[0]}${pathname}${search}` });
  }
}
