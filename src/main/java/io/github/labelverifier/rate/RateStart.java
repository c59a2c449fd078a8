package io.github.labelverifier.rate;

/**
 * The start of one call, as the governor remembers it until the call has ended.
 *
 * @param number its number among the calls of the run, from 0
 * @param at when it started, in nanoseconds
 * @param rate the rate that was allowed then, in calls a second
 * @param rateUsed whether calls came about as fast as that rate allowed, so that its answer says something about it
 */
public record RateStart(long number, long at, double rate, boolean rateUsed) {}
