import { Module } from '@nestjs/common';
import { CalendarController } from './calendar.controller.js';

/** Due dates and bank holidays. Takes the force from the follow-up module. */
@Module({ controllers: [CalendarController] })
export class CalendarModule {}
