import { Module } from '@nestjs/common';
import { Reading } from '../http/reading.js';
import { DutyController } from './duty.controller.js';
import { DutyReader } from './duty.reader.js';

/** The view of a supervisor on duty. Takes the database, the clock and the force from the follow-up module. */
@Module({ controllers: [DutyController], providers: [DutyReader, Reading] })
export class DutyModule {}
