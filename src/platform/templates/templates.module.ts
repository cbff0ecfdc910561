import { Module, type DynamicModule } from '@nestjs/common';
import { Words, type WordsOptions } from '#platform/i18n';
import { Templates } from './templates.ts';
import { WrittenTexts } from './written.ts';

/** Words and templates for every module; tests ask for `missing: 'throw'`. */
@Module({})
export class TemplatesModule {
  static forRoot(options: WordsOptions = {}): DynamicModule {
    return {
      module: TemplatesModule,
      global: true,
      providers: [
        { provide: Words, useFactory: () => new Words(options) },
        { provide: Templates, useFactory: (words: Words) => new Templates(words), inject: [Words] },
        WrittenTexts,
      ],
      exports: [Words, Templates, WrittenTexts],
    };
  }
}
