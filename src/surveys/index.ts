export { SurveysModule } from './surveys.module.ts';
export { SurveysService } from './surveys.service.ts';
export { SurveysDrafts } from './surveys-drafts.service.ts';
export { SurveysUses } from './surveys-uses.service.ts';
export { readAnswers, type RawAnswers } from './rules/answers.ts';
export { scored } from './rules/scored.ts';
export { shownQuestions } from './rules/branching.ts';
export type {
  Answer,
  Answers,
  Question,
  QuestionKind,
  QuestionnaireInput,
  QuestionnaireVersion,
} from './rules/questionnaire.ts';
