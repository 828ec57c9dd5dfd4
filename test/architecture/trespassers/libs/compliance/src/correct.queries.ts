export const correct = `update obligations set outcome = 'met' where due_on < $1`;
