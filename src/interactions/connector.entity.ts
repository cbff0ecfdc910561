import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { ConnectorKind } from './rules/connector.ts';

@Entity('connector')
export class ConnectorEntity {
  @PrimaryColumn('uuid')
  id: string;

  /** Part of the address that the other system calls. */
  @Column('text')
  key: string;

  @Column('text')
  name: string;

  @Column('text')
  kind: ConnectorKind;

  /** JSONata. */
  @Column('text')
  mapping: string;

  /** Sealed. */
  @Column('bytea')
  secret: Buffer;

  @Column('boolean')
  active: boolean;

  /** One more with every change: who changes an older one is told. */
  @Column('integer')
  version: number;

  @Column('timestamptz', { name: 'changed_at' })
  changedAt: Date;
}
