import { Injectable } from '@nestjs/common';
import { InvitationsService } from '#invitations';
import { DeliveryGate } from './delivery-gate.service.ts';
import { DeliveryRepository } from './delivery.repository.ts';
import type { Door } from './rules/gate.ts';

/** When something may next be sent: what waits behind a closed door is not due. */
@Injectable()
export class DeliveryDue {
  constructor(
    private readonly gate: DeliveryGate,
    private readonly invitations: InvitationsService,
    private readonly repository: DeliveryRepository,
  ) {}

  async nextAt(): Promise<Date | null> {
    return earliest(await Promise.all((await this.gate.doors()).map((door) => this.#behind(door))));
  }

  async #behind(door: Door): Promise<Date | null> {
    const due = earliest(await Promise.all([this.invitations.nextDueAt(door), this.repository.nextDueAt(door)]));
    return due && due < door.opensAt ? door.opensAt : due;
  }
}

function earliest(dates: readonly (Date | null)[]): Date | null {
  return dates.reduce((first, date) => (date && (!first || date < first) ? date : first), null);
}
