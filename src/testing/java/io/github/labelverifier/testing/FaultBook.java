package io.github.labelverifier.testing;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/** The faults injected into a stand-in. Thread-safe. */
final class FaultBook {
    private record Rule(Fault fault, When.Counter counter) {}

    private final List<Rule> rules = new CopyOnWriteArrayList<>();

    void add(Fault fault, When when) {
        rules.add(new Rule(fault, when.counter()));
    }

    void clear() {
        rules.clear();
    }

    /** The fault of the first rule that this request meets; every rule counts it. */
    Optional<Fault> faultOf(When.Subject subject) {
        Fault found = null;
        for (Rule rule : rules) {
            if (rule.counter().meets(subject) && found == null) {
                found = rule.fault();
            }
        }
        return Optional.ofNullable(found);
    }
}
