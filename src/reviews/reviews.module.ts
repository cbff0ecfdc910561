import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { ReviewEntity } from './review.entity.ts';
import { ReviewsApiController } from './reviews.api.controller.ts';
import { ReviewsListing } from './reviews-listing.service.ts';
import { ReviewsPublicController } from './reviews-public.controller.ts';
import { ReviewsRepository } from './reviews.repository.ts';
import { ReviewsService } from './reviews.service.ts';

@Module({
  imports: [TypeOrmModule.forFeature([ReviewEntity])],
  controllers: [ReviewsApiController, ReviewsPublicController],
  providers: [ReviewsRepository, ReviewsService, ReviewsListing],
  exports: [ReviewsService],
})
export class ReviewsModule {}
