import { Module } from '@nestjs/common';
import { CalendarVersionsController } from './calendar-versions.controller.js';
import { PolicyVersionsController } from './policy-versions.controller.js';
import { PreviewReader } from './preview.reader.js';
import { VersionsReader } from './versions.reader.js';

/** Policies and calendars as dated versions. Takes the streams and the force from the follow-up module. */
@Module({
  controllers: [PolicyVersionsController, CalendarVersionsController],
  providers: [VersionsReader, PreviewReader],
})
export class PoliciesModule {}
