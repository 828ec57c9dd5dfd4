export interface Contact {
  id: string;
}
