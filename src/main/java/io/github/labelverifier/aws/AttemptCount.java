package io.github.labelverifier.aws;

import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;
import software.amazon.awssdk.core.metrics.CoreMetric;
import software.amazon.awssdk.metrics.MetricCollection;
import software.amazon.awssdk.metrics.MetricPublisher;

/**
 * Learns whether the SDK has made a call more than once: then what the service says of the last attempt may be the work of
 * one before, whose answer was lost.
 */
final class AttemptCount implements MetricPublisher {
    private volatile boolean repeated;

    /** Makes a request tell. */
    void watch(AwsRequestOverrideConfiguration.Builder request) {
        request.addMetricPublisher(this);
    }

    /** Whether there was more than one attempt; to be asked when the call has ended. */
    boolean isRepeated() {
        return repeated;
    }

    @Override
    public void publish(MetricCollection call) {
        repeated = call.metricValues(CoreMetric.RETRY_COUNT).stream().anyMatch(count -> count > 0);
    }

    @Override
    public void close() {}
}
