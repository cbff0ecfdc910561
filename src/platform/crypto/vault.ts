import { createCipheriv, createDecipheriv, createHmac, createSecretKey, hkdfSync, type KeyObject } from 'node:crypto';
import { Global, Inject, Injectable, Module } from '@nestjs/common';
import { CONFIG, type Config } from '#platform/config';
import { freshBytes } from './fresh-bytes.ts';

const VERSION = 1;
const IV_BYTES = 12;
const TAG_BYTES = 16;

/**
 * Contact points at rest: AES-256-GCM to read them back, HMAC-SHA-256 as a blind index to find them.
 * A third key signs what the platform hands out and wants back unaltered.
 * All are derived from ENCRYPTION_KEY, so none helps with another (RFC 5869).
 */
@Injectable()
export class Vault {
  readonly #encryption: KeyObject;
  readonly #index: KeyObject;
  readonly #signing: KeyObject;

  constructor(@Inject(CONFIG) config: Pick<Config, 'encryptionKey'>) {
    this.#encryption = derive(config.encryptionKey, 'contact points');
    this.#index = derive(config.encryptionKey, 'blind index');
    this.#signing = derive(config.encryptionKey, 'signing');
  }

  /** version (1 byte), nonce (12), tag (16), ciphertext. */
  seal(plain: string): Buffer {
    const iv = freshBytes(IV_BYTES);
    const cipher = createCipheriv('aes-256-gcm', this.#encryption, iv);
    const body = Buffer.concat([cipher.update(plain, 'utf8'), cipher.final()]);
    return Buffer.concat([Buffer.of(VERSION), iv, cipher.getAuthTag(), body]);
  }

  /** @throws when the bytes were altered, or sealed under another key. */
  open(sealed: Buffer): string {
    if (sealed[0] !== VERSION) throw new Error(`sealed under an unknown version: ${sealed[0]}`);
    const decipher = createDecipheriv('aes-256-gcm', this.#encryption, sealed.subarray(1, 1 + IV_BYTES));
    decipher.setAuthTag(sealed.subarray(1 + IV_BYTES, 1 + IV_BYTES + TAG_BYTES));
    return Buffer.concat([decipher.update(sealed.subarray(1 + IV_BYTES + TAG_BYTES)), decipher.final()]).toString(
      'utf8',
    );
  }

  /** The same normalised phone or e-mail always gives the same 32 bytes; nobody without the key can go back. */
  blindIndex(normalised: string): Buffer {
    return createHmac('sha256', this.#index).update(normalised, 'utf8').digest();
  }

  /** 96 bits in 16 URL-safe characters, which only this platform can give for this text. */
  sign(text: string): string {
    return createHmac('sha256', this.#signing).update(text, 'utf8').digest('base64url').slice(0, 16);
  }
}

function derive(key: Buffer, purpose: string): KeyObject {
  return createSecretKey(Buffer.from(hkdfSync('sha256', key, Buffer.alloc(0), `chaudfroid ${purpose}`, 32)));
}

@Global()
@Module({ providers: [Vault], exports: [Vault] })
export class VaultModule {}
