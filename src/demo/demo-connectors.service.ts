import { createHmac } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { ConnectorsIntake, ConnectorsService } from '#interactions';
import { CONNECTORS, payloadsOf } from './rules/connectors.ts';

/** What is connected to the demonstration, and what it sent, under its own signature. */
@Injectable()
export class DemoConnectors {
  constructor(
    private readonly connectors: ConnectorsService,
    private readonly intake: ConnectorsIntake,
  ) {}

  /** What is there already stays as it is. */
  async setUp(): Promise<void> {
    if ((await this.connectors.all()).length > 0) return;
    for (const connector of CONNECTORS) {
      await this.connectors.add(connector);
      const { key, secret } = await this.connectors.byKey(connector.key);
      for (const payload of payloadsOf(connector.kind)) {
        const body = JSON.stringify(payload);
        const proof = createHmac('sha256', secret).update(body).digest('base64');
        const headers = { 'x-zendesk-webhook-signature': proof, 'x-shopify-hmac-sha256': proof };
        await this.intake.receive(key, { method: 'POST', url: '', headers, body }, payload);
      }
    }
  }
}
