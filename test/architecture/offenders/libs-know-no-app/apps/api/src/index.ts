export interface Api {
  port: number;
}
