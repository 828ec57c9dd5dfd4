export declare function redisAnswers(port: number, command?: string, wanted?: string): Promise<boolean>;
