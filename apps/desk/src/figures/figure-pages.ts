import { AheadController } from './ahead.controller.js';
import { AheadReader } from './ahead.reader.js';
import { AlikeReader } from './alike.reader.js';
import { ChangesReader } from './changes.reader.js';
import { DashboardReader } from './dashboard.reader.js';
import { FigureFilesController } from './figure-files.controller.js';
import { FigureFilesReader } from './figure-files.reader.js';
import { MeasuresPagesController } from './measures-pages.controller.js';
import { MeasuresReader } from './measures.reader.js';
import { NoLimitReader } from './no-limit.reader.js';
import { OtherFiguresController } from './other-figures.controller.js';
import { ReportController } from './report.controller.js';
import { ReportReader } from './report.reader.js';
import { SilenceReader } from './silence.reader.js';
import { VariationPagesController } from './variation-pages.controller.js';
import { VariationReader } from './variation.reader.js';

/** The pages of figures that are reckoned as they are asked for, in the order in which their addresses are tried. */
export const figurePages = {
  controllers: [
    AheadController,
    ReportController,
    FigureFilesController,
    MeasuresPagesController,
    VariationPagesController,
    OtherFiguresController,
  ],
  readers: [
    AheadReader,
    ReportReader,
    FigureFilesReader,
    MeasuresReader,
    AlikeReader,
    ChangesReader,
    VariationReader,
    DashboardReader,
    SilenceReader,
    NoLimitReader,
  ],
};
