import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { CustomersModule } from '#customers';
import { DeliveryModule } from '#delivery';
import { InvitationsModule } from '#invitations';
import { ReviewEntity } from './review.entity.ts';
import { ReviewsAuthors } from './reviews-authors.service.ts';
import { ReviewsApiController } from './reviews.api.controller.ts';
import { ReviewsClocks } from './reviews-clocks.service.ts';
import { ReviewsClaims } from './reviews-claims.service.ts';
import { ReviewsErasure } from './reviews-erasure.service.ts';
import { ReviewsListener } from './reviews.listener.ts';
import { ReviewsListing } from './reviews-listing.service.ts';
import { ReviewNotices } from './review-notices.service.ts';
import { ReviewsPagesController } from './reviews.pages.controller.ts';
import { ReviewsProcessor } from './reviews.processor.ts';
import { ReviewsPublicPagesController } from './reviews-public-pages.controller.ts';
import { ReviewsPublicController } from './reviews-public.controller.ts';
import { ReviewsRepository } from './reviews.repository.ts';
import { ReviewsService } from './reviews.service.ts';

@Module({
  imports: [TypeOrmModule.forFeature([ReviewEntity]), CustomersModule, InvitationsModule, DeliveryModule],
  controllers: [ReviewsApiController, ReviewsPublicController, ReviewsPublicPagesController, ReviewsPagesController],
  providers: [
    ReviewsRepository,
    ReviewsService,
    ReviewsClaims,
    ReviewsClocks,
    ReviewsErasure,
    ReviewsListing,
    ReviewsListener,
    ReviewsAuthors,
    ReviewNotices,
    ReviewsProcessor,
  ],
  exports: [ReviewsService, ReviewsAuthors],
})
export class ReviewsModule {}
