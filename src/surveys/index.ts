export { SurveysModule } from './surveys.module.ts';
export { SurveysService } from './surveys.service.ts';
export { SurveysDrafts } from './surveys-drafts.service.ts';
export { SurveysUses } from './surveys-uses.service.ts';
export { LONGEST_NAME, LONGEST_TEXT, readAnswers, type RawAnswers } from './rules/answers.ts';
export { scored } from './rules/scored.ts';
export { commentAsked } from './rules/comment-asked.ts';
export { everyPage, type PageWeight } from './rules/page-weights.ts';
export { pagesOf, resumePage } from './rules/pages.ts';
export { shownQuestions } from './rules/branching.ts';
export { SurveysWeights } from './surveys-weights.service.ts';
export type {
  Answer,
  Answers,
  Question,
  QuestionKind,
  QuestionnaireInput,
  QuestionnaireVersion,
} from './rules/questionnaire.ts';
