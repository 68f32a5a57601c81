/** What goes wrong while a fault is current. Parts may be combined; all are JSON. */
export interface Fault {
  /** Requests it lasts for; absent: until cleared or set anew. */
  times?: number
  /** Wait before answering, ms. */
  delayMs?: number
  /** HTTP status; from 400 up the body is a proxy's page unless `retCode` or `body` says otherwise. */
  httpStatus?: number
  /** Header lines to add, such as `location` or `retry-after`. */
  headers?: Record<string, string>
  /** An error of the service instead of rows. */
  retCode?: number
  /** Its message; null as the service sometimes sends it, absent: none at all. */
  message?: string | null
  /**
   * `truncated`: half the JSON as a whole answer; `sparse`: rows with missing, null and new fields;
   * `wrong-shape`: JSON of another form.
   */
  body?: 'truncated' | 'html' | 'not-json' | 'empty' | 'wrong-shape' | 'sparse'
  /** Closes the connection before the answer, or half way through it. */
  drop?: 'before' | 'midway'
  /** The service's clock is so much ahead of this machine's, ms; negative: behind. */
  clockSkewMs?: number
  /** Calls answered before 2500, counted from when the fault becomes current. */
  quota?: number
  /** Oldest rows that are gone. */
  vanish?: number
}

export interface Faults {
  /** Faults that follow each other, one or more requests each; none: all is well again. */
  set: (...faults: readonly Fault[]) => void
  clear: () => void
  /** The fault the next request meets. */
  current: () => Fault
  /** Counts a request and gives its fault, the quota already made a `retCode`. */
  take: () => Fault
}

/** Faults on demand: a queue of which the first is current until it is used up. */
export function createFaults(): Faults {
  let queue: Fault[] = []
  let taken = 0

  function set(...faults: readonly Fault[]): void {
    queue = faults.filter(({ times }) => times === undefined || times > 0)
    taken = 0
  }

  function current(): Fault {
    return queue[0] ?? {}
  }

  function take(): Fault {
    const fault = current()
    taken += 1
    const overQuota = fault.quota !== undefined && taken > fault.quota
    if (fault.times !== undefined && taken >= fault.times) {
      queue = queue.slice(1)
      taken = 0
    }
    return overQuota ? { ...fault, retCode: 2500, message: 'QuotaExceeded' } : fault
  }

  return { set, clear: () => set(), current, take }
}
