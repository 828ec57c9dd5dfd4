import { Module } from '@nestjs/common';
import { DutyController } from './duty.controller.js';

/** The view of a supervisor on duty. What it answers comes from case work. */
@Module({ controllers: [DutyController] })
export class DutyModule {}
