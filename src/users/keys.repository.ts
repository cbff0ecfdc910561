import { Injectable } from '@nestjs/common';
import { IsNull } from 'typeorm';
import { Database } from '#platform/database';
import { ApiKey } from './api-key.entity.ts';

@Injectable()
export class KeysRepository {
  constructor(private readonly db: Database) {}

  async list(): Promise<ApiKey[]> {
    return this.db.repository(ApiKey).find({ order: { createdAt: 'desc', id: 'desc' } });
  }

  /** False when the very key is already there. */
  async insert({ id, name, keyHash, scopes, createdAt }: Omit<ApiKey, 'revokedAt'>): Promise<boolean> {
    const { count } = await this.db.run(
      `insert into api_key (id, name, key_hash, scopes, created_at) values ($1, $2, $3, $4, $5)
       on conflict (key_hash) do nothing`,
      [id, name, keyHash, scopes, createdAt],
    );
    return count === 1;
  }

  /** False when it is unknown or was revoked before. */
  async revoke(id: string, revokedAt: Date): Promise<boolean> {
    const { affected } = await this.db.repository(ApiKey).update({ id, revokedAt: IsNull() }, { revokedAt });
    return affected === 1;
  }
}
