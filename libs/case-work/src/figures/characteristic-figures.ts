import { Injectable } from '@nestjs/common';
import { addDays, addMonths, localDate, startOfDay } from '@kept-informed/calendar';
import {
  characteristicDefinition,
  characteristicGroups,
  type CharacteristicTable,
  characteristicTableOf,
  type ComparedCharacteristic,
  type GroupPlace,
  metByPerson,
} from '@kept-informed/compliance';
import { refuse } from '@kept-informed/decisions';
import { People, type PersonFact } from '@kept-informed/people';
import { ReadModel } from '../reading/read-model.js';
import { UpToDate } from '../reading/up-to-date.js';
import { ReportQuestions, type ReportTimes } from './report-questions.js';

/** So long after its end a quarter is told, as it was known then: whoever asks each day is not told what one person made of it. */
const daysAfter = 28;

/** What is told of people in their details, by what they are compared by. */
const factOf: Readonly<Record<ComparedCharacteristic, PersonFact>> = {
  ethnicity: 'characteristics.ethnicity',
  disability: 'characteristics.disability',
  sex: 'characteristics.sex',
  age: 'bornOn',
};

export interface CharacteristicAsked {
  readonly quarter: string;
  readonly of: ComparedCharacteristic;
  readonly by?: GroupPlace;
}

export interface CharacteristicReport extends ReportTimes, CharacteristicTable {
  readonly quarter: string;
  readonly of: ComparedCharacteristic;
  readonly position: string;
  readonly definition: string;
}

/** Tells how well groups of people are kept informed, and nothing of any of them. */
@Injectable()
export class CharacteristicFigures {
  constructor(
    private readonly reading: ReadModel,
    private readonly upToDate: UpToDate,
    private readonly people: People,
    private readonly questions: ReportQuestions,
  ) {}

  /** Of the whole force, whoever asks. Refuses a quarter of which it is too early to tell. */
  async of({ quarter, of, by }: CharacteristicAsked): Promise<CharacteristicReport> {
    const from = `${quarter.slice(0, 4)}-${String(Number(quarter.slice(6)) * 3 - 2).padStart(2, '0')}-01`;
    const to = addDays(addMonths(from, 3), -1);
    const knownAt = startOfDay(addDays(to, daysAfter + 1), this.reading.zone);
    if (knownAt > this.reading.now)
      throw refuse('in-the-future', '?quarter', `It is told from ${localDate(knownAt, this.reading.zone)} on.`);
    const { times, question } = await this.questions.asked({ from, to, knownAt });
    await this.upToDate.by(knownAt);
    const { persons, position } = await metByPerson(this.reading.manager, { ...question, sight: null }, by);
    const ids = [...new Set(persons.map(({ participantId }) => participantId))];
    const said = await this.people.said.of(ids, factOf[of]);
    const table = characteristicTableOf(persons, said, characteristicGroups(of, to));
    return { ...times, quarter, of, position, definition: characteristicDefinition(of), ...table };
  }
}
