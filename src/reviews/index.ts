export { ReviewsModule } from './reviews.module.ts';
export { ReviewsService } from './reviews.service.ts';
