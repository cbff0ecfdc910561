import { Module } from '@nestjs/common';
import { ResponsesService } from './responses.service.ts';

@Module({ providers: [ResponsesService], exports: [ResponsesService] })
export class ResponsesModule {}
