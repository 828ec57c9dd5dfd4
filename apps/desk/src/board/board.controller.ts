import { randomUUID } from 'node:crypto';
import { Body, Controller, Query, Res } from '@nestjs/common';
import { OwnForce } from '@kept-informed/commitments';
import { ReadModel } from '@kept-informed/case-work';
import { rules } from '@kept-informed/fields';
import type { Response } from 'express';
import { sentence } from '../cases/words.js';
import { textIn, type FormBody } from '../frame/form-body.js';
import { anchorOf, type FormFault } from '../frame/form-field.js';
import { confirmPage, everythingIn } from '../frame/form-page.js';
import { Form, nothingNew, Page, type ShownPage } from '../frame/page.js';
import { shownFields } from '../frame/shown-field.js';
import { forMacro } from '../frame/strict.js';
import { AlertsSeenTo, stateOf } from './alerts-seen-to.js';
import { boardActs, boardFaults, boardFields, boardFormIn, type BoardForm } from './board-form.js';
import { type BoardModel, boardPage, boardRows } from './board-page.js';
import { boardChoices } from './board-words.js';
import { boardLists, BoardReader, queryOf, type BoardFilter } from './board.reader.js';

const onBoard = { roles: ['supervisor'], people: true } as const;

type BoardQuery = Readonly<Record<'team' | 'bcu' | 'list' | 'rung' | 'status' | 'after' | 'position', unknown>>;

/** What became of a form, for the board to show. */
interface BoardOutcome extends Partial<Pick<BoardModel, 'results' | 'done'>> {
  readonly faults?: readonly FormFault[];
  readonly body?: FormBody;
}

/** A supervisor's board: what waits for somebody on the cases that they see. */
@Controller()
export class BoardController {
  constructor(
    private readonly board: BoardReader,
    private readonly force: OwnForce,
    private readonly seeing: AlertsSeenTo,
    private readonly reading: ReadModel,
  ) {}

  @Page(boardPage, { at: 'board', about: 'cases', choices: boardChoices, ...onBoard })
  async read(@Query() query: BoardQuery) {
    return boardPage.with(await this.#model(filterIn(query)));
  }

  /** The rows alone, for the script that keeps them up to date; 204 while nothing was recorded since. */
  @Page(boardRows, { at: 'board/rows', about: 'cases', ...onBoard })
  async rows(@Query() query: BoardQuery, @Res({ passthrough: true }) response: Response) {
    if (query.position === (await this.board.position())) return nothingNew;
    const board = await this.board.table(filterIn(query));
    response.setHeader('X-Position', board.position);
    return boardRows.with({ board, chosen: [] });
  }

  /** Sees to several at once, once it was confirmed; each is decided by itself, and told by itself. */
  @Form(boardPage, { at: 'board/acts', about: 'named-cases', ...onBoard })
  async act(@Body() body: FormBody = {}): Promise<ShownPage<BoardModel>> {
    const filter = filterIn(Object.fromEntries(new URLSearchParams(textIn(body, 'query'))) as BoardQuery);
    const form = boardFormIn(body);
    const faults = boardFaults(form);
    if (faults.length > 0) return boardPage.with(await this.#model(filter, { faults, body }), 422);
    if (!form.isConfirmed) return (await this.#confirmation(form, body)) as never;
    const results = await this.seeing.all(form);
    return boardPage.with(await this.#model(filter, { results, done: boardActs[form.does!].done }));
  }

  async #confirmation(form: BoardForm, body: FormBody) {
    const alerts = await this.seeing.chosen(form.alerts);
    const { title } = boardActs[form.does!];
    const lines = alerts.map(
      ({ case: { reference }, title: what, person, dueInWords }) =>
        `${reference}: ${[what, person?.name ?? person?.role, dueInWords].filter(Boolean).join(', ')}`,
    );
    const gone = form.alerts.length - alerts.length;
    const count = `${lines.length} ${lines.length === 1 ? 'row' : 'rows'}`;
    return confirmPage.with({
      title,
      caption: 'Board',
      toKnow: [
        { title: `It is done with ${count}`, lines: gone > 0 ? [...lines, `${gone} are not there any more`] : lines },
        { title: 'What comes of it', lines: ['What is owed stays owed, and is due when it was'] },
      ],
      action: '/board/acts',
      filledIn: [...everythingIn(body), ...alerts.map((alert) => ({ name: 'seen[]', value: stateOf(alert) }))],
      button: 'Do it',
      instead: [{ href: `/board${textIn(body, 'query')}`, text: 'Back to the board' }],
    });
  }

  async #model(filter: BoardFilter, outcome: BoardOutcome = {}): Promise<BoardModel> {
    const { faults = [], results = null, done = '', body = {} } = outcome;
    const directory = this.force.directory.current;
    const teams = directory.teams().map(({ id, name }) => ({ value: id, text: name, selected: id === filter.team }));
    const bcus = directory.bcus().map(({ name }) => ({ value: name, text: name, selected: name === filter.bcu }));
    const fields = boardFields(directory, this.reading.now, this.force.zone);
    return {
      board: await this.board.table(filter),
      query: queryOf(filter),
      team: filter.team ?? '',
      teams: forMacro([{ value: '', text: 'All that I see', selected: !filter.team }, ...teams]),
      bcus: forMacro([{ value: '', text: 'Everywhere', selected: !filter.bcu }, ...bcus]),
      list: filter.list ?? '',
      rung: filter.rung ?? '',
      status: filter.status ?? '',
      key: randomUUID(),
      results,
      done: sentence(done),
      fields: shownFields(fields, { does: 'plan', ...body }, faults),
      faults: faults.map(({ field, text }) => ({ field: anchorOf(fields, field), text })),
      chosen: boardFormIn(body).alerts,
    };
  }
}

const longestArea = 100;
const statuses: ReadonlySet<unknown> = new Set(['open', 'acknowledged', 'snoozed']);

/** What makes no sense in an address is passed over: it would else be a page that somebody kept and cannot open. */
function filterIn({ team, bcu, list, rung, status, after }: Partial<BoardQuery>): BoardFilter {
  const [behind = '', at = '', id = ''] = typeof after === 'string' ? after.split('~') : [];
  const known = boardLists.find((one) => one === list);
  const isPlace = rules.id.accepts(behind) && rules.instant.accepts(at) && rules.id.accepts(id);
  return {
    ...(rules.id.accepts(team) && { team: team as string }),
    ...(typeof bcu === 'string' && bcu.length <= longestArea && { bcu }),
    ...(known && { list: known }),
    ...(rules.id.accepts(rung) && { rung: rung as string }),
    ...(statuses.has(status) && { status: status as string }),
    ...(isPlace && { after: [behind, at, id] as const }),
  };
}
