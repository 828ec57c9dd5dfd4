import { Injectable } from '@nestjs/common';
import { dayInWords, type LocalDate, momentInWords } from '@kept-informed/calendar';
import { SubjectAccess, type SubjectOnCase } from '@kept-informed/case-work';
import { OwnForce } from '@kept-informed/commitments';
import { kindWords } from '../cases/code-words.js';
import { sentence } from '../cases/words.js';
import type { LinesUnder } from '../frame/form-page.js';
import { characteristicInWords } from '../opening/characteristic-fields.js';
import type { KeptModel } from './kept-page.js';
import { type KeptAddress, KeptPeople } from './kept-people.reader.js';

const detailWords: Readonly<Record<string, string>> = {
  name: 'Name',
  bornOn: 'Born on',
  language: 'Wants to be told in',
  interpreter: 'Interpreter into',
  needs: 'Needs',
};

/** Puts together what somebody is given who asks what is kept of them. */
@Injectable()
export class KeptOfThemReader {
  constructor(
    private readonly kept: KeptPeople,
    private readonly access: SubjectAccess,
    private readonly force: OwnForce,
  ) {}

  async page(address: KeptAddress): Promise<KeptModel> {
    const { caseId, participantId, reference, role } = await this.kept.of(address);
    const items = await this.access.of(participantId);
    return {
      caseId,
      reference,
      role,
      cases: items.map((item) => ({
        caseId: item.caseId,
        reference: item.reference,
        as: `${kindWords[item.kind]}, as ${item.role.replaceAll('-', ' ')}`,
        isKnown: item.person !== null,
        parts: this.#parts(item),
      })),
    };
  }

  #parts({ person, earlier, earlierRoutes, notes, obligations }: SubjectOnCase): LinesUnder[] {
    const { routes = [], characteristics = {}, ...details } = person ?? {};
    const said = Object.entries(characteristics).map(([name, value]) => [`characteristics.${name}`, value] as const);
    const known = [...Object.keys(detailWords).map((name) => [name, details[name as never]] as const), ...said];
    const { zone } = this.force;
    return [
      {
        title: 'Who they are',
        lines: known.filter(([, value]) => value).map(([name, value]) => detailInWords(name, value)),
      },
      { title: 'How they are reached', lines: routes.map(routeInWords) },
      {
        title: 'What was known before',
        lines: [
          ...earlier.map(
            ({ field, value, replacedAt }) =>
              `${detailInWords(field, value)}, until ${momentInWords(replacedAt, zone)}`,
          ),
          ...earlierRoutes.map(({ until, ...route }) => `${reachedBy(route)}, until ${momentInWords(until, zone)}`),
        ],
      },
      {
        title: 'What was noted',
        lines: notes.map(
          ({ kind, recordedAt, text }) => `${momentInWords(recordedAt, zone)}, ${kind.replaceAll('-', ' ')}: ${text}`,
        ),
      },
      {
        title: 'What they were promised',
        lines: obligations.map(
          ({ title, dueOn, status }) =>
            `${title}: ${status.replaceAll('-', ' ')}${dueOn === null ? '' : `, due on ${dayInWords(dueOn as LocalDate)}`}`,
        ),
      },
    ].filter(({ lines }) => lines.length > 0);
  }
}

type RouteKept = NonNullable<SubjectOnCase['person']>['routes'][number];

const reachedBy = ({ method, value }: Pick<RouteKept, 'method' | 'value'>): string =>
  `${sentence(method.replaceAll('-', ' '))} ${value}`;

const routeInWords = ({ method, value, safe, times, say, neverSay }: RouteKept): string =>
  [
    `${reachedBy({ method, value })}${safe ? '' : ', unsafe'}`,
    times,
    say && `say: ${say}`,
    neverSay && `never say: ${neverSay}`,
  ]
    .filter(Boolean)
    .join('; ');

/** A detail by what it is called, with what is or was known of it; null: nothing was. */
function detailInWords(field: string, value: string | null | undefined): string {
  const [group, name] = field.split('.');
  if (group === 'characteristics') return characteristicInWords(name as never, value ?? undefined);
  const text = field === 'bornOn' && value ? dayInWords(value as LocalDate) : value;
  return `${detailWords[field] ?? field}: ${text ?? 'not known'}`;
}
