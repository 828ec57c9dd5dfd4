import { Controller, Query } from '@nestjs/common';
import { CurrentPrincipal, type Principal } from '@kept-informed/access';
import { rules } from '@kept-informed/fields';
import { RecordedReader } from '../cases/recorded.reader.js';
import { Page } from '../frame/page.js';
import { buckets, myWorkPage } from './my-work-page.js';
import { MyWorkReader } from './my-work.reader.js';

@Controller()
export class MyWorkController {
  constructor(
    private readonly work: MyWorkReader,
    private readonly recorded: RecordedReader,
  ) {}

  @Page(myWorkPage, { at: 'my-work', roles: ['desk', 'supervisor'], about: 'cases', people: true })
  async read(
    @CurrentPrincipal() { staffId }: Principal,
    @Query() { list, logged, on }: Readonly<Record<'list' | 'logged' | 'on', unknown>>,
  ) {
    const whole = buckets.find(({ bucket }) => bucket === list)?.bucket;
    const isTold = rules.id.accepts(logged) && rules.id.accepts(on);
    const recorded = isTold ? await this.recorded.of(on as string, logged as string) : null;
    return myWorkPage.with({ ...(await this.work.page(staffId, whole)), recorded });
  }
}
