declare module '*?packed' {
  /** A worker's script, deflated, in base64 (build/packed-workers.ts). */
  export const script: string;
}
