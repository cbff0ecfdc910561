import { Injectable } from '@nestjs/common';
import { CustomersService, type Customer } from '#customers';
import { InvitationsService, type Invitation } from '#invitations';
import { Database } from '#platform/database';
import { ResponsesSubmissionsService, type KeptSubmission, type Label } from '#responses';
import { AnsweringService } from './answering.service.ts';

const SHOWN = 100;

export interface SubmissionMatter {
  submission: KeptSubmission;
  invitation: Invitation | undefined;
  customer: Customer | undefined;
}

/** Every submission with what it came from: an admin may know better than the rules who it was. */
@Injectable()
export class AnsweringSubmissionsService {
  constructor(
    private readonly db: Database,
    private readonly submissions: ResponsesSubmissionsService,
    private readonly invitations: InvitationsService,
    private readonly customers: CustomersService,
    private readonly answering: AnsweringService,
  ) {}

  /** Newest first. */
  async recent(label: Label['label'] | undefined): Promise<SubmissionMatter[]> {
    const found = await this.submissions.recent(label, SHOWN);
    const invitations = await this.invitations.byIds(found.map(({ invitation }) => invitation));
    const customers = await this.customers.byIds([
      ...new Set([...invitations.values()].map(({ customer }) => customer)),
    ]);
    return found.map((submission) => {
      const invitation = invitations.get(submission.invitation);
      return { submission, invitation, customer: customers.get(invitation?.customer ?? '') };
    });
  }

  /** The answer is told again, and so are the case and the review it leads to. @throws Problem 404 */
  async switch(id: string, to: Label['label']): Promise<void> {
    await this.db.transaction(async () => {
      const response = await this.submissions.switch(id, to);
      if (response) await this.answering.consider(response);
    });
  }
}
