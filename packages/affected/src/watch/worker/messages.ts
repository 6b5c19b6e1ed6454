/** What the watch and its worker say to each other, beside Vitest's own messages. */
export type ToWorker =
  | { readonly affected: 'preload'; readonly urls: readonly string[] }
  /** Files with the hash of what they hold now, null for a file that is gone. */
  | {
      readonly affected: 'renew';
      readonly id: number;
      readonly changed: readonly (readonly [file: string, text: string | null])[];
      readonly canary: string;
      /** A run was ended in the middle of a test: what is kept open may still be at work for it. */
      readonly interrupted: boolean;
    };

export type FromWorker =
  | { readonly affected: 'preloaded' }
  | {
      readonly affected: 'renewed';
      readonly id: number;
      readonly files: number;
      readonly canary: string;
      readonly error?: string;
    }
  /** Sent before Vitest's own message that the run is over. */
  | {
      readonly affected: 'ran';
      readonly stale: readonly (readonly [testFile: string, file: string])[];
      readonly packages: readonly string[];
      readonly heapBytes: number;
    };
