import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { UserRole } from '#platform/http';

@Entity('user_account')
export class UserAccount {
  @PrimaryColumn('uuid')
  id: string;

  @Column('citext')
  email: string;

  @Column('text')
  name: string;

  @Column('text', { name: 'password_hash' })
  passwordHash: string;

  @Column('text')
  role: UserRole;

  @Column('text')
  language: 'fr' | 'en';

  @Column('text', { nullable: true })
  theme: 'light' | 'dark' | null;

  @Column('boolean')
  active: boolean;

  @Column('timestamptz', { name: 'created_at' })
  createdAt: Date;
}
