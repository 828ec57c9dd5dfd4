export const participants = { name: 'participants', key: ['participant_id'], columns: ['participant_id', 'role'] };
