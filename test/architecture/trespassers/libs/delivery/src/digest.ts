const columns = 'c.reference';

export const digest = `select ${columns} from messages m
  join cases c using (case_id)`;
