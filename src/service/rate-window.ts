/** The arithmetic of the rate limit: which requests count, and when the next may go out. Keeps state, reads no clock. */
import type { RateLimitFacts } from "./rate-limit-headers.ts";

/** What a plan without headers gets: the free plan (https://converra.ai/docs/api, Rate Limits). */
const DEFAULT_PER_MINUTE = 60;

/** A request counts for a minute from its arrival, which is no later than its answer; a little more for clock drift. */
const WINDOW_MS = 60_100;
/** How much later than its sending a request may count as arrived. Bounds the loss to 3.5 % of the rate. */
const TRANSIT_MS = 2_000;
/** Resets in whole seconds may lie a second off; no window is longer than a minute, whatever a header says. */
const RESET_SLACK_MS = 1_000;
const MAX_PAUSE_MS = 3_600_000;

/** One request on the window's books. */
interface Entry {
  readonly order: number;
  /** When it stops counting. */
  freeAt: number;
  settled: boolean;
}

/** The service's own count: how many more it takes before `until`. */
interface Allowance {
  left: number;
  readonly until: number;
  readonly order: number;
}

export class RateWindow {
  private entries: Entry[] = [];
  private allowance: Allowance | undefined;
  private pausedUntil = 0;
  private order = 0;
  private planLimit: number | undefined;
  private headerLimit: number | undefined;

  get limit(): number {
    return this.headerLimit ?? this.planLimit ?? DEFAULT_PER_MINUTE;
  }

  /** Headers know better than the plan: they win whenever they were seen. */
  setPlanLimit(perMinute: number): void {
    if (Number.isFinite(perMinute) && perMinute >= 1) this.planLimit = Math.floor(perMinute);
  }

  pauseUntil(atMs: number, nowMs: number): void {
    this.pausedUntil = Math.max(this.pausedUntil, Math.min(atMs, nowMs + MAX_PAUSE_MS));
  }

  /** Puts a request that goes out at `nowMs` on the books. */
  enter(nowMs: number): Entry {
    const entry = {
      order: this.order++,
      freeAt: nowMs + TRANSIT_MS + WINDOW_MS,
      settled: false,
    };
    this.entries.push(entry);
    if (this.allowance) this.allowance.left -= 1;
    return entry;
  }

  /** The request was answered, or failed for good, at `nowMs`. */
  settle(entry: Entry, facts: RateLimitFacts, nowMs: number): void {
    if (entry.settled) return;
    entry.settled = true;
    entry.freeAt = Math.min(entry.freeAt, nowMs + WINDOW_MS);
    if (facts.limit !== undefined) this.headerLimit = facts.limit;
    if (facts.remaining !== undefined) this.believe(entry, facts.remaining, facts.resetAtMs, nowMs);
  }

  /**
   * When the request that has `ahead` others before it may go out; not after `nowMs` means at once. Exact for the
   * first in line, an estimate for the others.
   */
  nextAt(nowMs: number, ahead = 0): number {
    this.entries = this.entries.filter((entry) => entry.freeAt > nowMs);
    if (this.allowance && this.allowance.until <= nowMs) this.allowance = undefined;
    const blocked = this.allowance && ahead >= this.allowance.left ? this.allowance.until : nowMs;
    const frees = this.entries.map((entry) => entry.freeAt).sort((a, b) => a - b);
    const spare = this.limit - frees.length;
    let free = nowMs;
    if (ahead >= spare) {
      // The order in which places come free, once round the window; then the same again a window later.
      const round = frees.slice(Math.max(0, -spare));
      for (let place = 0; place < spare; place++) round.push(nowMs + WINDOW_MS);
      const turn = ahead - Math.max(0, spare);
      free = (round[turn % round.length] ?? nowMs) + Math.floor(turn / round.length) * WINDOW_MS;
    }
    return Math.max(nowMs, this.pausedUntil, blocked, free);
  }

  /**
   * Others may use the same key. The answer may or may not have counted the requests still under way, so they are
   * taken off. A reset says until when; without one the others' requests are entered as ours.
   */
  private believe(
    entry: Entry,
    remaining: number,
    resetAtMs: number | undefined,
    nowMs: number,
  ): void {
    this.entries = this.entries.filter((other) => other.freeAt > nowMs);
    const underWay = this.entries.filter((other) => !other.settled).length;
    const left = Math.max(0, remaining - underWay);
    if (resetAtMs !== undefined && resetAtMs > nowMs) {
      const until = Math.min(resetAtMs, nowMs + 60_000) + RESET_SLACK_MS;
      const known = this.allowance && this.allowance.until > nowMs ? this.allowance : undefined;
      const overtaken = known !== undefined && known.order > entry.order;
      this.allowance = overtaken
        ? { ...known, left: Math.min(known.left, left) }
        : { left, until, order: entry.order };
      return;
    }
    const unseen = Math.min(this.limit, this.limit - this.entries.length - left);
    for (let other = 0; other < unseen; other++) {
      this.entries.push({ order: entry.order, freeAt: nowMs + WINDOW_MS, settled: true });
    }
  }
}
