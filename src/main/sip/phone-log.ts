/** A structured log: fields first, then what happened. Neither ever holds a number or a secret. */
export type PhoneLog = {
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
};
