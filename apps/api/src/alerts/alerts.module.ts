import { Module } from '@nestjs/common';
import { AlertActingController } from './alert-acting.controller.js';
import { AlertsController } from './alerts.controller.js';
import { AlertsReader } from './alerts.reader.js';
import { ManyAlertsController } from './many-alerts.controller.js';

/** Alerts and what is done about them. Comes after all that has a word of its own where an alert has its id. */
@Module({
  controllers: [AlertsController, AlertActingController, ManyAlertsController],
  providers: [AlertsReader],
  exports: [AlertsReader],
})
export class AlertsModule {}
