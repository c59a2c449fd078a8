package io.github.labelverifier.rate;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What a {@link RateGovernor} is doing at one moment.
 *
 * @param rate the calls a second that it would let start now; empty as long as no limit has been met
 * @param quota the service's quota in calls a second, as far as it is known
 * @param pace what another run may begin with: the quota, or the closest to it that was measured; empty if nothing was
 * @param inFlight permits given and not ended
 * @param throttled permits ended as throttled, in all
 * @param throttledFor for how long every answer has been a throttle; empty while calls get through, and for the
 *     first few throttles in a row
 */
public record RateStatus(
        OptionalDouble rate,
        OptionalDouble quota,
        OptionalDouble pace,
        int inFlight,
        long throttled,
        Optional<Duration> throttledFor) {}
