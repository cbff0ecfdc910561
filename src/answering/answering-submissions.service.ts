import { Injectable } from '@nestjs/common';
import { Database } from '#platform/database';
import { ResponsesSubmissionsService, type Label } from '#responses';
import { AnsweringService } from './answering.service.ts';

/** Every submission is kept with what it came from: an admin may know better than the rules who it was. */
@Injectable()
export class AnsweringSubmissionsService {
  constructor(
    private readonly db: Database,
    private readonly submissions: ResponsesSubmissionsService,
    private readonly answering: AnsweringService,
  ) {}

  /** The answer is told again, and so are the case and the review it leads to; an anonymous one leads to none. @throws Problem 404 */
  async switch(id: string, to: Label['label']): Promise<void> {
    await this.db.transaction(async () => {
      const response = await this.submissions.switch(id, to);
      if (response) await this.answering.consider(response);
    });
  }
}
