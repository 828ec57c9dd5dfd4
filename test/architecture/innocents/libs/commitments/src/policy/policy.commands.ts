import { Command } from '@nestjs/cqrs';

export class ActivatePolicy extends Command<void> {}
