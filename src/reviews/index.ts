export { ReviewsModule } from './reviews.module.ts';
export { ReviewsAuthors, type AuthoredReview } from './reviews-authors.service.ts';
export { ReviewsService } from './reviews.service.ts';
