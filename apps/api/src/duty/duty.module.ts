import { Module } from '@nestjs/common';
import { DutyController } from './duty.controller.js';
import { DutyReader } from './duty.reader.js';

/** The view of a supervisor on duty. Takes the database, the clock and the force from the follow-up module. */
@Module({ controllers: [DutyController], providers: [DutyReader] })
export class DutyModule {}
