import { Injectable } from '@nestjs/common';
import type { Channel } from '#customers';
import type { Policy, PressureRule } from './rules/policy.ts';
import type { Ask, Verdict } from './rules/verdict.ts';

/** The only door to asking anyone: it decides and records in one step. */
@Injectable()
export class PressureService {
  async policy(): Promise<Policy> {
    throw new Error('not yet');
  }

  async changePolicy(_rules: readonly PressureRule[]): Promise<Policy> {
    throw new Error('not yet');
  }

  /** Decides on every ask in order, earlier ones counting, and records the places it grants. Exact under races. */
  async reserveMany(_asks: readonly Ask[]): Promise<Verdict[]> {
    throw new Error('not yet');
  }

  async reserve(_ask: Ask): Promise<Verdict> {
    throw new Error('not yet');
  }

  /** The same without taking a place. An ask that holds one is judged against those taken before it. */
  async checkMany(_asks: readonly Ask[]): Promise<Verdict[]> {
    throw new Error('not yet');
  }

  async check(_ask: Ask): Promise<Verdict> {
    throw new Error('not yet');
  }

  /** Gives places back. @returns the contact keys that have room again. */
  async release(..._invitations: string[]): Promise<Buffer[]> {
    throw new Error('not yet');
  }

  async noteReminder(_invitation: string, _at: Date): Promise<void> {
    throw new Error('not yet');
  }

  async noteAnswer(_invitation: string, _at: Date): Promise<void> {
    throw new Error('not yet');
  }

  async changeChannel(_invitation: string, _channel: Channel): Promise<void> {
    throw new Error('not yet');
  }

  async hold(_hold: { keys: readonly Buffer[]; reason: 'open-callback'; holder: string }): Promise<void> {
    throw new Error('not yet');
  }

  async lift(_holder: string): Promise<void> {
    throw new Error('not yet');
  }
}
