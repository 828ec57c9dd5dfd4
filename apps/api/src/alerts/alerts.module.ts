import { Module } from '@nestjs/common';
import { AlertActingController } from './alert-acting.controller.js';
import { AlertsController } from './alerts.controller.js';
import { AlertsReader } from './alerts.reader.js';

/** Alerts and what is done about them. Comes after all that has a word of its own where an alert has its id. */
@Module({
  controllers: [AlertsController, AlertActingController],
  providers: [AlertsReader],
  exports: [AlertsReader],
})
export class AlertsModule {}
