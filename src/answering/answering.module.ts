import { Module } from '@nestjs/common';
import { AnsweringService } from './answering.service.ts';

@Module({ providers: [AnsweringService], exports: [AnsweringService] })
export class AnsweringModule {}
